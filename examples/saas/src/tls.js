import { X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { checkServerIdentity, rootCertificates } from 'node:tls';

/**
 * The authorities that a database certificate may come from: those of Amazon RDS (instances) and of Amazon Trust Services (RDS Proxy).
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
      `DATABASE_CA_FILE must name the certificate authorities of the database, got: ${caFile}, which can not be read; ` +
        'build the image with the Dockerfile, which puts them where they are looked for',
      { cause },
    );
  }
  return [bundle, ...rootCertificates.filter((pem) => new X509Certificate(pem).subject.split('\n').includes('O=Amazon'))];
}

/**
 * The reader is reached by a name of one's own that leads to one of several instances. Their certificates bear the names that
 * Amazon RDS gave them, so the name asked for is not among them: in its place any instance of the Region is accepted.
 *
 * @param {string} region
 * @returns {typeof checkServerIdentity}
 */
export function readerIdentity(region) {
  const suffixes = [`.${region}.rds.amazonaws.com`, `.${region}.rds.amazonaws.com.cn`];
  return (host, certificate) => {
    const names = (certificate.subjectaltname ?? '').split(', ').map((name) => name.replace(/^DNS:/, ''));
    const isDatabase = names.some((name) => suffixes.some((suffix) => name.endsWith(suffix)));
    return isDatabase ? undefined : checkServerIdentity(host, certificate);
  };
}
