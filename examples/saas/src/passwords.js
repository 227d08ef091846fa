import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';

/** @typedef {import('node:crypto').ScryptOptions} ScryptOptions */
/** @typedef {(password: string, salt: Buffer, bytes: number, options: ScryptOptions) => Promise<Buffer>} Derive */

const derive = /** @type {Derive} */ (/** @type {unknown} */ (promisify(scrypt)));

/**
 * 2^14 blocks of 8 and 5 lanes: as strong as one lane of 2^17, in 16 MiB instead of 128, which a small container can
 * hold.
 */
const COST = { log2N: 14, r: 8, p: 5 };
const BYTES = 32;

/** What a password is compared with when there is no such user, so that both cases take the same time. */
const NOBODY = written(Buffer.alloc(16), Buffer.alloc(BYTES));

/**
 * @param {string} password
 * @returns {Promise<string>} the hash with its parameters, so that they can be raised later
 */
export async function hashPassword(password) {
  const salt = randomBytes(16);
  const key = await run(password, salt, COST);
  return written(salt, key);
}

/**
 * @param {Buffer} salt
 * @param {Buffer} key
 * @returns {string}
 */
function written(salt, key) {
  return ['scrypt', COST.log2N, COST.r, COST.p, salt.toString('base64url'), key.toString('base64url')].join('$');
}

/**
 * @param {string} password
 * @param {string} [hash] nothing where there is no such user
 */
export async function verifyPassword(password, hash) {
  const [, log2N, r, p, salt, key] = (hash ?? NOBODY).split('$');
  const expected = Buffer.from(key, 'base64url');
  const actual = await run(password, Buffer.from(salt, 'base64url'), {
    log2N: Number(log2N),
    r: Number(r),
    p: Number(p),
  });
  return timingSafeEqual(expected, actual) && hash !== undefined;
}

/** @param {string} password @param {Buffer} salt @param {{ log2N: number, r: number, p: number }} cost */
function run(password, salt, { log2N, r, p }) {
  const N = 2 ** log2N;
  return derive(password.normalize('NFKC'), salt, BYTES, { N, r, p, maxmem: 256 * N * r });
}
