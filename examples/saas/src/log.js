/**
 * Structured logs: one JSON object a line on standard output, where the platform collects them.
 *
 * @typedef {{ debug: LogLine, info: LogLine, warn: LogLine, error: LogLine, with(fields: Record<string, unknown>):
 * Logger }} Logger
 * @typedef {(message: string, fields?: Record<string, unknown>) => void} LogLine
 */

const LEVELS = ['debug', 'info', 'warn', 'error'];

/**
 * @param {{ level: string, fields: Record<string, unknown>, write?: (line: string) => void }} options
 * @returns {Logger}
 */
export function createLogger({ level, fields, write = (line) => void process.stdout.write(line) }) {
  const threshold = LEVELS.indexOf(level);
  /** @param {string} name @returns {LogLine} */
  const at =
    (name) =>
    (message, more = {}) => {
      if (LEVELS.indexOf(name) >= threshold) {
        const line = { time: new Date().toISOString(), level: name, message, ...fields, ...more };
        write(`${JSON.stringify(line, replaceErrors)}\n`);
      }
    };
  return {
    debug: at('debug'),
    info: at('info'),
    warn: at('warn'),
    error: at('error'),
    with: (more) => createLogger({ level, fields: { ...fields, ...more }, write }),
  };
}

/** @param {string} _key @param {unknown} value */
function replaceErrors(_key, value) {
  return value instanceof Error
    ? { name: value.name, message: value.message, code: /** @type {any} */ (value).code, stack: value.stack }
    : value;
}

/**
 * For the AWS SDK, which otherwise writes plain text to the console. It tells every call with its content; only its
 * warnings are kept:
 * its errors are thrown as well, and whoever catches them knows more.
 *
 * @param {Logger} log
 */
export function sdkLogger(log) {
  const nothing = () => undefined;
  return { trace: nothing, debug: nothing, info: nothing, error: nothing, warn: toLog(log.warn) };
}

/** @param {LogLine} line @returns {(...content: any[]) => void} */
function toLog(line) {
  return (...content) =>
    line(
      content
        .map((part) => part?.message ?? (typeof part === 'string' ? part : part?.error?.message))
        .filter(Boolean)
        .join(' '),
      { source: 'aws-sdk' },
    );
}
