import { join } from 'node:path';
import * as ts from 'typescript';
import { Fence, ROOT } from './fences';

/** What every TypeScript fence may use without declaring it. */
const PRELUDE = [
  "import * as cdk from 'aws-cdk-lib';",
  'import { aws_ec2 as ec2, aws_ecs as ecs, aws_sqs as sqs, aws_sns as sns, aws_s3 as s3, aws_kms as kms, ' +
    'aws_route53 as route53, aws_secretsmanager as secretsmanager, aws_logs as logs, aws_elasticloadbalancingv2 as ' +
    "elbv2, aws_certificatemanager as acm, aws_ecr as ecr, aws_rds as rds } from 'aws-cdk-lib';",
  "import * as growth from 'cdk-growth-stages';",
  'declare const stack: cdk.Stack; declare const vpc: ec2.Vpc; declare const cluster: ecs.Cluster; declare const ' +
    'queue: sqs.Queue; declare const topic: sns.Topic;',
  'declare const bucket: s3.Bucket; declare const key: kms.Key; declare const secret: secretsmanager.Secret; ' +
    'declare const repository: ecr.Repository;',
].join(' ');

/**
 * Compiles fences as modules of their own, against the sources of the library; gives every error by the place of its
 * fence.
 */
export function compileErrors(fences: readonly Fence[]): string[] {
  const files = new Map(fences.map((fence, index) => [join(ROOT, `fence-${index}.ts`), fence]));
  const options: ts.CompilerOptions = {
    target: ts.ScriptTarget.ES2022,
    // A fence may wait for something.
    module: ts.ModuleKind.ESNext,
    moduleResolution: ts.ModuleResolutionKind.Node10,
    ignoreDeprecations: '6.0',
    strict: true,
    noEmit: true,
    skipLibCheck: true,
    esModuleInterop: true,
    resolveJsonModule: true,
    types: ['node'],
    paths: {
      'cdk-growth-stages': [join(ROOT, 'lib/index.ts')],
      'cdk-growth-stages/stages': [join(ROOT, 'stages/index.ts')],
      'cdk-growth-stages/config': [join(ROOT, 'config/index.ts')],
      'cdk-growth-stages/toolkit': [join(ROOT, 'toolkit/index.ts')],
    },
  };
  const host = ts.createCompilerHost(options);
  const { getSourceFile, fileExists, readFile } = host;
  const sourceOf = (name: string) => files.get(name) && `${PRELUDE}\n${files.get(name)!.code}\nexport {};`;
  host.fileExists = (name) => files.has(name) || fileExists(name);
  host.readFile = (name) => sourceOf(name) ?? readFile(name);
  host.getSourceFile = (name, target) =>
    files.has(name) ? ts.createSourceFile(name, sourceOf(name)!, target) : getSourceFile(name, target);
  const program = ts.createProgram([...files.keys()], options, host);
  return [...files].flatMap(([name, fence]) =>
    [
      ...program.getSyntacticDiagnostics(program.getSourceFile(name)),
      ...program.getSemanticDiagnostics(program.getSourceFile(name)),
    ].map(({ messageText }) => `${fence.place} ${ts.flattenDiagnosticMessageText(messageText, ' ')}`),
  );
}
