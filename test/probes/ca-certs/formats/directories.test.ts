import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { caCerts } from '../../../../probes/ca-certs/index.ts';
import { CORP, CORP_PEM, keyPem, makeJavaKeystore, SERVER_KEY } from '../../../support/files/ca-files.ts';
import { pem } from '../../../support/files/certs.ts';
import { procTree } from '../../../support/memory/healthy.ts';
import { memoryHost } from '../../../support/memory/memory-host.ts';
import { file } from '../../../support/memory/tree.ts';
import { caTree } from '../../../support/memory/trees/ca-certs.ts';
import { judgeHost } from '../../../support/probes/judge-host.ts';

async function among(name: string, content: string | Buffer) {
  const changes = { [`/etc/ssl/certs/${name}`]: file(content) };
  const { findings } = await judgeHost(
    caCerts,
    memoryHost({ trees: [procTree(), caTree('debian'), changes] }),
  );
  return findings.map(({ rule, severity }) => `${severity} ${rule.slice('ca-certs/'.length)}`);
}

const keystore = (key?: Buffer) =>
  makeJavaKeystore([{ alias: 'a', certificates: [CORP], ...(key === undefined ? {} : { key }) }]);

describe('a file in a certificate directory', () => {
  it.each([
    ['corp.crt', CORP, 'der-not-pem'],
    ['corp.jks', keystore(), 'other-format'],
    ['corp.pem', gzipSync(CORP_PEM), 'other-format'],
    ['corp.pem', Buffer.from(`\ufeff${CORP_PEM}`, 'utf16le'), 'other-format'],
    ['corp.cer', CORP.toString('base64'), 'other-format'],
    ['corp.pem', '<html><body>Please log in</body></html>', 'no-certificates'],
    ['corp.crt', keyPem(SERVER_KEY), 'no-certificates'],
    ['corp.pem', pem(Buffer.from('0000', 'hex'), 'CERTIFICATE REQUEST'), 'no-certificates'],
    ['corp.crt', pem(Buffer.from('3000', 'hex'), 'X509 CRL'), 'no-certificates'],
    ['corp.crt', '', 'empty'],
  ])('that was meant as a CA is warned of: %s', async (name, content, rule) => {
    expect(await among(name, content)).toEqual([`warning ${rule}`]);
  });

  it.each([
    ['server.pem', keyPem(SERVER_KEY)],
    ['server.key', keyPem(SERVER_KEY)],
    ['server.jks', keystore(Buffer.alloc(40))],
    ['revoked.pem', pem(Buffer.from('3000', 'hex'), 'X509 CRL')],
    ['dh.pem', pem(Buffer.from('3000', 'hex'), 'DH PARAMETERS')],
    ['README', '<html></html>'],
    ['notes.pem', 'ask the administrator!'],
  ])('that belongs to a server, or is something else, is left alone: %s', async (name, content) => {
    expect(await among(name, content)).toEqual([]);
  });
});
