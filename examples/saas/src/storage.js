import { DeleteObjectCommand, GetObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';

/** @typedef {ReturnType<typeof connectStorage>} Storage */

/**
 * Users' files. They pass through the application as a stream, so that the bucket stays private and needs no rules for browsers,
 * and a file takes up no more memory than a piece of it.
 *
 * @param {import('./config.js').Config} config
 */
export function connectStorage({ region, bucket }) {
  const s3 = new S3Client({ region });
  return {
    /** @param {{ key: string, contentType: string, bytes: number }} file @param {import('node:stream').Readable} body */
    async put({ key, contentType, bytes }, body) {
      await s3.send(new PutObjectCommand({ Bucket: bucket, Key: key, ContentType: contentType, ContentLength: bytes, Body: body }));
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
