import { X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { checkServerIdentity, rootCertificates } from 'node:tls';

/**
 * The authorities that a database certificate may come from: those of Amazon RDS (instances) and of Amazon Trust
 * Services (RDS Proxy).
 * The hundred others that browsers trust have no business here.
 *
 * @param {string} caFile
 * @returns {string[]}
 */
export function databaseAuthorities(caFile) {
  let bundle;
  try {
    bundle = readFileSync(caFile, 'utf8');
  } catch (cause) {
    throw new Error(
      `DATABASE_CA_FILE must name the certificate authorities of the database, got: ${caFile}, which can ` +
        'not be read; ' +
        'build the image with the Dockerfile, which puts them where they are looked for',
      { cause },
    );
  }
  return [
    bundle,
    ...rootCertificates.filter((pem) => new X509Certificate(pem).subject.split('\n').includes('O=Amazon')),
  ];
}

/** A name that Amazon RDS gave an instance or a cluster; the Region is the first group. */
const DATABASE_NAME = /\.([a-z]{2}(?:-[a-z]+)+-\d)\.rds\.amazonaws\.com(?:\.cn)?$/;

/** The writer endpoint of a global database, which leads to the writer in whatever Region it is. */
const GLOBAL_NAME = /\.global\.rds\.amazonaws\.com(?:\.cn)?$/;

/** The certificates of instances bear no name of a global database, as far as is known. @param {string} host */
export const isGlobal = (host) => GLOBAL_NAME.test(host);

/**
 * For names that lead to one of several databases: the reader, a name of one's own, and the writer of a global
 * database. Certificates bear the names that Amazon RDS
 * gave to instance and cluster, so the name asked for is not among them: in its place any database is accepted of the
 * own Region and of that of the writer, to which the
 * reader leads where the Region has no instance, or of any Region, where the writer may be in any.
 *
 * @param {string} region
 * @param {string} writerHost
 * @returns {typeof checkServerIdentity}
 */
export function aliasIdentity(region, writerHost) {
  const regions = [region, DATABASE_NAME.exec(writerHost)?.[1]];
  return (host, certificate) => {
    const names = (certificate.subjectaltname ?? '').split(', ').map((name) => name.replace(/^DNS:/, ''));
    const found = names.flatMap((name) => DATABASE_NAME.exec(name)?.[1] ?? []);
    const isDatabase = found.some((one) => isGlobal(writerHost) || regions.includes(one));
    return isDatabase ? undefined : checkServerIdentity(host, certificate);
  };
}
