/** The part of node-forge that reads ASN.1: the whole is ten times as large. */
declare module 'node-forge/lib/asn1.js' {
  import forge from 'node-forge';
  export default forge;
}
