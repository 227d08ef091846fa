import { Cdk } from './cdk';
import { Chain } from './chain';
import { MotoEmulator } from './moto-emulator';
import { Report } from './report';

/**
 * Deploys the example with the real CDK CLI to an emulator of AWS on this machine: the first stage, every step to the
 * second, and the second; then looks with SDK clients at what is there. No AWS account, nothing outside this folder.
 */
async function main(): Promise<void> {
  const emulator = new MotoEmulator();
  const cdk = new Cdk(emulator);
  const report = new Report();
  const leave = (code: number): void => {
    cdk.stop();
    void emulator.stop().finally(() => process.exit(code));
  };
  process.once('SIGINT', () => leave(130));
  process.once('SIGTERM', () => leave(143));
  report.title(`Emulator: ${emulator.product}`);
  try {
    await emulator.start();
    await new Chain(cdk, report, emulator.endpoint).run();
  } catch (error) {
    report.check('the chain of deployments', false, (error as Error).message);
  } finally {
    cdk.stop();
    await emulator.stop();
  }
  report.unproved(emulator.unproved());
  report.summary();
  process.exitCode = report.isClean ? 0 : 1;
}

void main();
