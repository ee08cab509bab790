/* The parts of node-forge that are used: the whole is ten times as large. */

declare module 'node-forge/lib/asn1.js' {
  import { asn1 } from 'node-forge';
  export default asn1;
}

declare module 'node-forge/lib/util.js' {
  import { util } from 'node-forge';
  export default util;
}

declare module 'node-forge/lib/rc2.js' {
  import type { util } from 'node-forge';

  interface Cipher {
    start(iv: string, output: null): void;
    update(input: util.ByteStringBuffer): void;
    /** False where the padding is not that of PKCS #7. */
    finish(): boolean;
    readonly output: util.ByteStringBuffer;
  }
  const rc2: { createDecryptionCipher(key: string, bits: number): Cipher };
  export default rc2;
}
