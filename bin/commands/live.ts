import { existsSync, readFileSync } from 'node:fs';
import { applyEdits, modify, parse, ParseError, printParseErrorCode } from 'jsonc-parser';
import { pathOf } from '../../config/stage-choice';
import { GrowthPath } from '../../stages';
import { RefusedError } from '../../toolkit/refused-error';
import { json } from '../../toolkit/text/json';
import { writeWhole } from '../output/file';
import { Io } from '../output/io';

/** The flags of `growth live`. */
export interface LiveFlags {
  readonly config: string;
  readonly json?: boolean;
}

/**
 * `growth live [place]`: says what is live, or writes down what has just been deployed. The rest of the file keeps its
 * layout.
 *
 * @param place the stage, or stage:step, that has been deployed; `undefined` to read only
 * @param options where the configuration is
 * @param io where the result goes
 */
export function liveCommand(place: string | undefined, { config, json: asJson }: LiveFlags, io: Io): void {
  const { text, document } = read(config);
  if (place === undefined) {
    const now = typeof document.live === 'string' ? document.live : undefined;
    io.out(asJson ? json({ live: now ?? null }) : (now ?? 'not known: nothing is refused because of what is deployed'));
    return;
  }
  requireReachable(document, place);
  writeWhole(
    config,
    applyEdits(text, modify(text, ['live'], place, { formattingOptions: { insertSpaces: true, tabSize: 2 } })),
  );
  io.out(asJson ? json({ live: place }) : `${config}: live is ${place}`);
}

/**
 * The same rules as those of a deployment: what is not beside the place before can't have been deployed on top of it.
 */
function requireReachable(document: Record<string, unknown>, place: string): void {
  const path = pathOf(document);
  if (!GrowthPath.isPoint(place, path)) {
    throw new RefusedError(GrowthPath.unknownPoint('live', place, path).message);
  }
  const { live: now } = document;
  const problems = typeof now === 'string' ? GrowthPath.problems(now, GrowthPath.pointOf(place), path) : [];
  if (problems.length > 0) {
    throw new RefusedError(problems.map(({ message }) => message).join('\n'));
  }
}

function read(file: string): { text: string; document: Record<string, unknown> } {
  if (!existsSync(file)) {
    throw new RefusedError(
      `\`--config\` must be a configuration, got: ${file}, which is not there; run growth init first, or name the file`,
    );
  }
  const text = readFileSync(file, 'utf8');
  const errors: ParseError[] = [];
  const document = parse(text, errors, { disallowComments: true }) as Record<string, unknown>;
  if (errors.length > 0 || typeof document !== 'object') {
    const found = errors.map(({ error, offset }) => `${printParseErrorCode(error)} at character ${offset + 1}`);
    throw new RefusedError(`${file} must be JSON, got: ${found.join(', ')}; nothing was written`);
  }
  return { text, document };
}
