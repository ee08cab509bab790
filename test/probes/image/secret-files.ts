import { generateKeyPairSync } from 'node:crypto';

const pair = generateKeyPairSync('ed25519');
export const KEY = pair.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
export const SEALED_KEY = pair.privateKey
  .export({ type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase: 'x' })
  .toString();
export const EC_KEY = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  .privateKey.export({ type: 'sec1', format: 'pem' })
  .toString();
export const PUBLIC_KEY = pair.publicKey.export({ type: 'spki', format: 'pem' }).toString();
/** Put together here: a scanner of this repository should find none. */
export const VALUE = ['c4f2', '9a7e', '51bb', '0d33', '8e6f'].join('');
export const NETRC = `machine git.corp.example\nlogin bot\npassword ${VALUE}\n`;
