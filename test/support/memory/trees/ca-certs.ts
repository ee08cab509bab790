import type { Family } from '../../../../src/core/platform.ts';
import { makePem } from '../../files/certs.ts';
import { link, type Tree } from '../tree.ts';

/** Three sound roots; a stock bundle in small. */
export const ROOTS: readonly string[] = ['A', 'B', 'C'].map((name) => makePem({ cn: `Stock Root ${name}` }));

const BUNDLE = ROOTS.join('');

/** The trust store as the family's packages lay it out; `scratch` has the copied bundle alone. */
export function caTree(family: Family): Tree {
  switch (family) {
    case 'debian':
      return {
        '/etc/ssl/certs/ca-certificates.crt': BUNDLE,
        '/etc/ssl/openssl.cnf': '',
        '/usr/lib/ssl/cert.pem': link('/etc/ssl/certs/ca-certificates.crt'),
        '/usr/lib/ssl/certs': link('/etc/ssl/certs'),
        ...Object.fromEntries(
          ROOTS.flatMap((pem, i) => [
            [`/usr/share/ca-certificates/mozilla/Root_${i}.crt`, pem],
            [`/etc/ssl/certs/Root_${i}.pem`, link(`/usr/share/ca-certificates/mozilla/Root_${i}.crt`)],
            [`/etc/ssl/certs/0000000${i}.0`, link(`Root_${i}.pem`)],
          ]),
        ),
      };
    case 'alpine':
      return {
        '/etc/ssl/certs/ca-certificates.crt': BUNDLE,
        '/etc/ssl/cert.pem': link('certs/ca-certificates.crt'),
        '/etc/ssl/openssl.cnf': '',
      };
    case 'rhel':
      return {
        '/etc/pki/ca-trust/extracted/pem/tls-ca-bundle.pem': commented(),
        '/etc/pki/ca-trust/extracted/openssl/ca-bundle.trust.crt': BUNDLE.replace(
          /(BEGIN|END) CERTIFICATE/g,
          '$1 TRUSTED CERTIFICATE',
        ),
        '/etc/pki/tls/cert.pem': link('/etc/pki/ca-trust/extracted/pem/tls-ca-bundle.pem'),
        '/etc/pki/tls/certs/ca-bundle.crt': link('/etc/pki/ca-trust/extracted/pem/tls-ca-bundle.pem'),
        '/etc/pki/tls/certs/ca-bundle.trust.crt': link(
          '/etc/pki/ca-trust/extracted/openssl/ca-bundle.trust.crt',
        ),
        '/etc/ssl/certs': link('../pki/tls/certs'),
      };
    case 'scratch':
      return { '/etc/ssl/certs/ca-certificates.crt': BUNDLE };
  }
}

/** As p11-kit writes it: a comment line before each block, and a blank one behind. */
function commented(): string {
  return ROOTS.map((pem, i) => `# Stock Root ${i}\n${pem}\n`).join('');
}
