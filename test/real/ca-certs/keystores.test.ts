import { afterAll, beforeAll, expect, it } from 'vitest';
import { unpack } from '../../../probes/ca-certs/formats/unpack.ts';
import { CORP, CORP_PEM, OTHER, OTHER_PEM, Workshop } from '../../support/files/ca-files.ts';
import { describeReal } from '../../support/system/real-tools.ts';

const unpacked = (bytes: Buffer, password: string) =>
  unpack(bytes, { passwords: [password], remainingMs: () => 1000 });

describeReal('what keytool writes', { tools: ['keytool'] }, () => {
  let shop: Workshop;
  beforeAll(() => {
    shop = new Workshop();
    shop.put('corp.pem', CORP_PEM);
    shop.put('other.pem', OTHER_PEM);
  });
  afterAll(() => shop.close());

  it.each(['jks', 'jceks', 'pkcs12'])('as %s is read', async (type) => {
    for (const name of ['corp', 'other']) {
      const args = ['-importcert', '-noprompt', '-alias', name, '-file', `${name}.pem`];
      shop.run('keytool', [
        ...args,
        '-keystore',
        `store.${type}`,
        '-storetype',
        type,
        '-storepass',
        'changeit',
      ]);
    }
    const found = await unpacked(shop.read(`store.${type}`), 'changeit');
    expect(found.format).toBe(type);
    expect(found.certificates.map(String).sort()).toEqual([CORP, OTHER].map(String).sort());
  });
});
