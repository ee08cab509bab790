import { readlinkSync } from 'node:fs';
import { attempt } from '../live/files/attempt.ts';

const TABLE = /^\/proc\/self\/net\/((?:tcp|udp)6?|fib_trie|if_inet6)$/;

/**
 * Where a file of the network namespace of a process is for whoever looks: the tables are below its own directory in
 * /proc; settings are always those of the reader's namespace, and so the process's only where it is the same one.
 * Null for any other path.
 */
export function networkFile(path: string, directory: string): string | null {
  const [, table] = TABLE.exec(path) ?? [];
  if (table !== undefined) return `${directory}/net/${table}`;
  return path.startsWith('/proc/sys/net/') && isShared(directory) ? path : null;
}

function isShared(directory: string): boolean {
  const [own, other] = ['/proc/self', directory].map((at) => attempt(() => readlinkSync(`${at}/ns/net`)));
  return own?.ok === true && other?.ok === true && own.value === other.value;
}
