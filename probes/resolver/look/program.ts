import { fromToolchain } from '../../../src/go/gover.ts';
import { readProgramInfo } from '../../../src/go/program-info.ts';
import type { Host } from '../../../src/target/host.ts';
import { seeCommand } from '../../../src/target/program/start/command.ts';

/** How a Go program resolves names, as far as its build says. */
export interface GoProgram {
  readonly path: string | null;
  /** Such as `1.25.12`; null where no program is known. */
  readonly version: string | null;
  readonly minor: number;
  /** It can ask the C library. */
  readonly cgo: boolean;
  /** `go`, `cgo` or nothing. */
  readonly mode: string;
}

/** What stands for a Go that nobody knows. */
const NEWEST = 27;
const MAX_COMMAND_BYTES = 128 * 1024;

/** The program that the container is for; else the newest Go, without cgo. */
export function goProgram(host: Host, asked: readonly string[], command: readonly string[]): GoProgram {
  const [words = []] = [asked, command, wordsOf(host)].filter((list) => list.length > 0);
  // No library of it is asked about.
  const late = () => true;
  const program = words.length === 0 ? null : seeCommand(host, words, () => null, late).program;
  const path = program?.format === 'elf' ? program.path : null;
  const info = path === null ? null : readProgramInfo(host, path);
  const version = info === null ? null : fromToolchain(info.version);
  const unknown = {
    path: null,
    version: null,
    minor: NEWEST,
    cgo: false,
    mode: netdns(host.env.GODEBUG, ''),
  };
  if (info === null || version === null) return unknown;
  const setting = (name: string) => {
    const line = info.lines.find((one) => one.startsWith(`build\t${name}=`)) ?? '';
    return line.slice(`build\t${name}=`.length).replace(/^"(.*)"$/, '$1');
  };
  const tags = setting('-tags').split(/[ ,]/);
  const mode = netdns(host.env.GODEBUG, setting('DefaultGODEBUG'));
  return {
    path,
    version,
    minor: Number(version.split('.')[1] ?? NEWEST),
    cgo: setting('CGO_ENABLED') === '1' && !tags.includes('netgo'),
    mode: mode === '' && tags.includes('netcgo') ? 'cgo' : mode,
  };
}

function wordsOf(host: Host): readonly string[] {
  const isLive = host.target === undefined || host.target.kind === 'live';
  const file = host.readFile(`${isLive ? '/proc/1' : host.proc}/cmdline`, { maxBytes: MAX_COMMAND_BYTES });
  return file.ok ? file.value.toString('utf8').replace(/\0$/, '').split('\0').filter(Boolean) : [];
}

/** The mode of `netdns`, without the level beside it: `go+2`, `1+cgo`. The last one counts, and the variable before the build. */
export function netdns(variable: string | undefined, built: string): string {
  const settings = `${built},${variable ?? ''}`.split(',').filter((one) => one.startsWith('netdns='));
  const value = settings.at(-1)?.slice('netdns='.length) ?? '';
  const [first = '', ...rest] = value.split('+');
  const parts = [first, rest.join('+')].filter((part) => part !== '' && !/^\d/.test(part));
  return parts.at(-1) ?? '';
}
