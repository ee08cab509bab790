import type { Result } from '../../file.ts';
import type { Host } from '../../host.ts';
import type { Port, Question, Socket } from './socket.ts';
import { parseSocketTable } from './table.ts';

export interface Tables {
  /** Null: they cannot be read. */
  readonly sockets: readonly Socket[] | null;
  /** errno name, or one of ours. */
  readonly unseen: string | null;
}

/** One read of a file in /proc gives a page at most; the kernel writes those that listen first. */
const HEAD_BYTES = 4096;

/** 150 bytes a socket: those of a busy node. */
const MAX_BYTES = 64 * 1024 * 1024;

/** Big-endian among Node's names of processors; ppc64 is little-endian on Linux of today. */
const BIG_ENDIAN = ['s390', 's390x', 'mips'];

/**
 * The sockets at the wanted ports: open ones, and for `free` any. Where all of these are found in the first page, as on
 * a healthy machine, the rest, which may be long, is not read; where one is missing, or `all` open ones are to be
 * shown, the tables are read to the end.
 */
export function readSockets(host: Host, wanted: readonly Port[], question: Question, all: boolean): Tables {
  const protocols = [...new Set(wanted.map(({ protocol }) => protocol))];
  const ports = new Set(wanted.map(({ port }) => port));
  const little = !BIG_ENDIAN.includes(host.arch);
  const parse = (table: Buffer, protocol: Socket['protocol']) =>
    parseSocketTable(table.toString('latin1'), protocol, little, (port, open) =>
      question === 'free' ? ports.has(port) : open,
    );
  const read = (get: (path: string) => Result<Buffer>): Tables => {
    const sockets: Socket[] = [];
    let unseen: string | null = null;
    for (const protocol of protocols) {
      for (const version of ['', '6']) {
        const table = get(`${host.proc}/net/${protocol}${version}`);
        if (table.ok) sockets.push(...parse(table.value, protocol));
        // A kernel without IPv6 has no table of it.
        else if (version === '' || table.error.code !== 'ENOENT') unseen ??= table.error.code;
      }
    }
    return unseen === null ? { sockets, unseen } : { sockets: null, unseen };
  };
  if (question === 'served' && !all) {
    const first = read((path) => host.readHead(path, HEAD_BYTES));
    const has = ({ port, protocol }: Port) =>
      first.sockets?.some((socket) => socket.port === port && socket.protocol === protocol);
    if (first.unseen !== null || wanted.every(has)) return first;
  }
  return read((path) => host.readFile(path, { maxBytes: MAX_BYTES }));
}
