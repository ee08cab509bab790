const WORDS: Readonly<Record<string, string>> = {
  go: 'Go',
  glibc: 'glibc',
  musl: 'musl',
  nodeResolve: 'Node (dns.resolve)',
};

/** `Go, glibc and musl` */
export function inWords(names: readonly string[]): string {
  const words = names.map((name) => WORDS[name] ?? name);
  return words.length < 2 ? words.join() : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;
}
