import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeJavaKeystore, makePkcs7 } from '../../support/files/ca-files.ts';
import {
  type CertOptions,
  extension,
  keyPair,
  makeCert,
  makePem,
  oidOf,
  pem,
  sequence,
  toDer,
} from '../../support/files/certs.ts';
import { TOOLS } from '../../support/system/real-tools.ts';
import { makeGoFixtures } from './go-fixtures.ts';

/** Files that breakages put into roots, by name: `$F/corp.pem`. */
export function makeFixtures(folder: string, program: string): string {
  mkdirSync(join(folder, 'context'), { recursive: true });
  const corp = keyPair('p256', 1);
  const put = (name: string, content: string | Buffer) => writeFileSync(join(folder, name), content);
  put('corp.pem', makePem({ cn: 'Corp Root CA', key: corp }));
  put('other.pem', makePem({ cn: 'Other Root CA', key: keyPair('p256', 2) }));
  put('corp.der', makeCert({ cn: 'Corp Root CA', key: corp }));
  put(
    'leaf.pem',
    makePem({
      cn: 'api.corp.example',
      key: keyPair('p256', 3),
      issuer: { cn: 'Corp Root CA', key: corp },
      ca: false,
    }),
  );
  put('expired.pem', makePem({ cn: 'Corp Root CA', key: corp, notAfter: '2024-03-01' }));
  put(
    'future.pem',
    makePem({ cn: 'Corp Root CA', key: corp, notBefore: '2090-01-01', notAfter: '2095-01-01' }),
  );
  put('key.pem', keyPair('p256', 4).privateKey.export({ type: 'pkcs8', format: 'pem' }));
  put('trusted.pem', pem(makeCert({ cn: 'Corp Root CA', key: corp }), 'TRUSTED CERTIFICATE'));
  const corpDer = makeCert({ cn: 'Corp Root CA', key: corp });
  put('corp.p7b', makePkcs7([corpDer]));
  put('corp.jks', makeJavaKeystore([{ alias: 'corp', certificates: [corpDer] }]));
  put('corp.b64', Buffer.from(makePem({ cn: 'Corp Root CA', key: corp })).toString('base64'));
  put('page.html', '<!DOCTYPE html>\n<html><body>404 Not Found</body></html>\n');
  const soon = new Date(Date.now() + 10 * 86_400_000).toISOString().slice(0, 10);
  const issuer = { cn: 'Corp Root CA', key: corp };
  put('ending.pem', makePem({ cn: 'Corp Root CA', key: corp, notAfter: soon }));
  put('pss.pem', makePem({ cn: 'Corp Root CA', key: keyPair('rsa-pss') }));
  const odd = (...extensions: NonNullable<CertOptions['extensions']>) =>
    makePem({ cn: 'Corp Root CA', key: corp, extensions });
  put('critical.pem', odd(extension('1.2.3.4', Buffer.from([5, 0]), true)));
  put('clients.pem', odd(extension('2.5.29.37', toDer(sequence(oidOf('1.3.6.1.5.5.7.3.2'))))));
  put('weak.pem', makePem({ cn: 'Corp Root CA', key: keyPair('rsa1024') }));
  put('altered.pem', makePem({ cn: 'Corp Root CA', key: corp, spoil: true }));
  put('intermediate.pem', makePem({ cn: 'Corp Issuing CA', key: keyPair('p256', 5), issuer }));
  put('sha1.pem', makePem({ cn: 'Corp Issuing CA', key: keyPair('p256', 5), issuer, hash: 'sha1' }));
  // A bundle that is named by a variable holds the public roots too: else Go, which goes on with its
  // directories, and OpenSSL would differ.
  const roots = readFileSync(join(TOOLS, 'roots/debian/etc/ssl/certs/ca-certificates.crt'), 'utf8');
  put('context/corp.pem', makePem({ cn: 'Corp Root CA', key: corp }) + roots);
  put('context/corp-root-ca.crt', pem(corpDer));
  put('context/issuing.crt', makePem({ cn: 'Corp Issuing CA', key: keyPair('p256', 5), issuer }));
  // What a person has in the build context.
  put('context/app.yaml', 'a: 1\n');
  copyFileSync(program, join(folder, 'context/server'));
  makeGoFixtures(folder);
  return folder;
}
