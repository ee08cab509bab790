const HASH_NAME = /^[0-9a-f]{8}\.\d+$/;

/** Names that OpenSSL could ask for: the hash of a subject and a number (crypto/x509/by_dir.c). */
export function isHashName(name: string): boolean {
  // The dot first: most names have none there, and need no pattern.
  return name[8] === '.' && HASH_NAME.test(name);
}
