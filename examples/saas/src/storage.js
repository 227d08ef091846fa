import { DeleteObjectCommand, GetObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { sdkLogger } from './log.js';

/** @typedef {ReturnType<typeof connectStorage>} Storage */

/**
 * Users' files. They pass through the application as a stream, so that the bucket stays private and needs no rules for
 * browsers,
 * and a file takes up no more memory than a piece of it.
 *
 * @param {import('./config.js').Config} config
 * @param {import('./log.js').Logger} log
 */
export function connectStorage({ region, bucket }, log) {
  // Checksums of its own accord would put a stream of the SDK between body and request, whose error nobody handles: a
  // caller who
  // breaks off an upload would end the process. TLS and the length guard the content on its way.
  const s3 = new S3Client({ region, logger: sdkLogger(log), requestChecksumCalculation: 'WHEN_REQUIRED' });
  return {
    /**
     * @param {{ key: string, contentType: string, bytes: number }} file @param {import('node:stream').Readable} body
     */
    async put({ key, contentType, bytes }, body) {
      // A body that breaks off has to break off the request as well: S3 would wait for the rest of it.
      const brokenOff = new AbortController();
      body.once('error', () => brokenOff.abort());
      if (body.destroyed) {
        brokenOff.abort();
      }
      const command = new PutObjectCommand({
        Bucket: bucket,
        Key: key,
        ContentType: contentType,
        ContentLength: bytes,
        Body: body,
      });
      await s3.send(command, { abortSignal: brokenOff.signal });
    },
    /** @param {string} key @returns {Promise<import('node:stream').Readable>} */
    async get(key) {
      const { Body } = await s3.send(new GetObjectCommand({ Bucket: bucket, Key: key }));
      return /** @type {import('node:stream').Readable} */ (Body);
    },
    /** @param {string} key */
    async remove(key) {
      await s3.send(new DeleteObjectCommand({ Bucket: bucket, Key: key }));
    },
    close: () => s3.destroy(),
  };
}
