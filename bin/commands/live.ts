import { existsSync } from 'node:fs';
import { applyEdits, JSONPath, modify } from 'jsonc-parser';
import { DEFAULT_FILE } from '../../config';
import { isJsonObject, JsonObject, jsonType } from '../../config/json';
import { pathOf } from '../../config/stage-choice';
import { GrowthPath } from '../../stages';
import { RefusedError } from '../../toolkit/refused-error';
import { json } from '../../toolkit/text/json';
import { readJson, readText, requireWritable, writeWhole } from '../output/file';
import { Io } from '../output/io';
import { layoutOf } from '../output/layout';
import { CDK_FILE, growthContext } from './configuration';

/** The flags of `growth live`. */
export interface LiveFlags {
  readonly config?: string;
  readonly json?: boolean;
}

/** Where a configuration is written. */
interface Written {
  readonly file: string;

  /** The keys under which the file has it. */
  readonly keys: JSONPath;
}

const REMEDY = 'growth init writes one';

const NOT_KNOWN = 'No live stage is recorded, so no deployment order is enforced.\nRecord it with: growth live <stage>';

/**
 * `growth live [point]`: prints what is live, or records what has just been deployed. The rest of the file keeps its
 * layout.
 *
 * @param point the stage or stage:step that has been deployed; `undefined` to read only
 * @param flags where the configuration is
 * @param io where the result goes
 */
export function liveCommand(point: string | undefined, { config, json: asJson }: LiveFlags, io: Io): void {
  const { file, keys } = written(config);
  const document = documentAt(readJson('--config', file, REMEDY), { file, keys });
  if (point === undefined) {
    const now = typeof document.live === 'string' ? document.live : undefined;
    io.out(asJson ? json({ live: now ?? null }) : (now ?? NOT_KNOWN));
    return;
  }
  requireReachable(document, point);
  requireWritable('--config', file);
  const text = readText('--config', file, REMEDY);
  writeWhole('--config', file, applyEdits(text, modify(text, [...keys, 'live'], point, layoutOf(text))));
  io.out(asJson ? json({ live: point }) : `${file}: live is ${point}`);
}

/** Where the configuration is that the CDK app reads. */
function written(config: string | undefined): Written {
  const growth = config ?? growthContext();
  if (typeof growth === 'string') {
    return { file: growth, keys: [] };
  }
  return growth !== undefined && !existsSync(DEFAULT_FILE)
    ? { file: CDK_FILE, keys: ['context', 'growth'] }
    : { file: DEFAULT_FILE, keys: [] };
}

/** The configuration in what a file holds. */
function documentAt(content: unknown, { file, keys }: Written): JsonObject {
  const document = keys.reduce<unknown>((value, key) => (isJsonObject(value) ? value[key] : undefined), content);
  if (!isJsonObject(document)) {
    throw new RefusedError(`${file} must hold a configuration, got: a ${jsonType(document)}; ${REMEDY}`);
  }
  return document;
}

/**
 * The same rules as those of a deployment: a deployment point cannot be deployed on top of one that is not next to it.
 */
function requireReachable(document: JsonObject, point: string): void {
  const path = pathOf(document);
  if (!GrowthPath.isPoint(point, path)) {
    throw new RefusedError(GrowthPath.unknownPoint('live', point, path).message);
  }
  const { live: now } = document;
  const problems = typeof now === 'string' ? GrowthPath.problems(now, GrowthPath.pointOf(point), path) : [];
  if (problems.length > 0) {
    throw new RefusedError(problems.map(({ message }) => message).join('\n'));
  }
}
