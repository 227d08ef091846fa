import { LoadAppOptions, loadApps } from '../../toolkit/assembly';
import { diff } from '../../toolkit/diff/diff';
import { diffFailures, diffPolicyProblems } from '../../toolkit/diff/policy';
import { DIFF_FORMATS } from '../../toolkit/diff/render';
import { refuse, RefusedError } from '../../toolkit/refused-error';
import { json } from '../../toolkit/text/json';
import { requireOwn, writeWhole } from '../output/file';
import { FormatFlags, formatProblems, print } from '../output/formats';
import { Io, requirePolicies } from '../output/io';
import { configurationOnDemand } from './configuration';

/** The flags of `growth diff`. */
export interface DiffFlags extends FormatFlags {
  readonly config?: string;
  readonly failOn?: readonly string[];
  readonly report?: string;
  readonly appDirectory?: string;
  readonly context?: readonly string[];
  readonly build?: string;
  readonly region?: readonly string[];
}

/**
 * `growth diff`: what changes between two stages, refs, assemblies or templates, and what of it puts data at risk.
 *
 * @param from what is deployed
 * @param to what is wanted; `undefined` if `from` is a range of refs
 * @param flags configuration, format and policy
 * @param io where the difference goes
 */
export async function diffCommand(from: string, to: string | undefined, flags: DiffFlags, io: Io): Promise<void> {
  const { failOn = [], report: file } = flags;
  refuse([...formatProblems(DIFF_FORMATS, flags), ...diffPolicyProblems(failOn)]);
  const options = loadOptionsOf(flags, io);
  if (file !== undefined) {
    requireOwn('--report', file, 'an earlier difference', isDifference);
  }
  const [before, after] = await loadApps(from, to, options);
  const found = diff(before, after);
  const failed = diffFailures(found, failOn);
  if (file !== undefined) {
    writeWhole('--report', file, `${json(found)}\n`);
  }
  print(DIFF_FORMATS, found, flags, io);
  requirePolicies(failed);
}

/** Whether a text is what `--report` writes. */
function isDifference(text: string): boolean {
  return /^\{\s*"version": \d+,\s*"from": /.test(text);
}

function loadOptionsOf({ config, appDirectory, context, build, region }: DiffFlags, io: Io): LoadAppOptions {
  return {
    config: configurationOnDemand(config, io),
    appDirectory,
    context: contextOf(context),
    build,
    regions: region,
    progress: io.err,
  };
}

/** `key=value` as an object; the value may contain `=`, too. */
function contextOf(context: readonly string[] = []): Record<string, string> {
  const wrong = context.filter((value) => !/^[^=]+=/.test(value));
  if (wrong.length > 0) {
    throw new RefusedError(
      `\`--context\` must be key=value, got: ${wrong.join(', ')}; options stand behind from and to`,
    );
  }
  return Object.fromEntries(context.map((text) => [text.split('=', 1)[0], text.slice(text.indexOf('=') + 1)]));
}
