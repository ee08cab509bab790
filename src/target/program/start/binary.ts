import type { Stat } from '../../file.ts';
import type { Host } from '../../host.ts';
import { isNoSetuid, mountOf, readMounts } from '../../posix/mounts.ts';
import { realOr } from '../../posix/real-path.ts';
import { type ElfHeader, loadedBytes, PT_INTERP, readElfHeader, segmentsOf } from '../elf/header.ts';
import { partOf, type ReadPart } from '../elf/part.ts';
import { machineName } from '../elf.ts';
import { link } from '../link/libraries.ts';
import { readLoader } from '../link/loader.ts';
import { openProgram } from '../link/object.ts';
import { isRunnable } from '../start-failure.ts';
import type { Execution } from './execution.ts';
import type { NoProgram, ProgramFile, StartProblem } from './problem.ts';

const RUNNABLE = [2, 3];
const PATH_MAX = 4096;

/** What is no script: an ELF program, as fs/binfmt_elf.c takes it and the loader goes on, or nothing that can be run. */
export function binary(path: string, head: Buffer, stat: Stat, execution: Execution): ProgramFile {
  const { host } = execution;
  const read = partOf(host, path, head);
  const header = readElfHeader(read, 'kernel');
  const refused = (problem: StartProblem, format: ProgramFile['format'] = 'elf'): ProgramFile => ({
    path,
    format,
    interpreter: null,
    libraries: [],
    problems: [problem],
  });
  if (header === null) return refused(noProgram(path, head, stat.size, execution), 'unknown');
  if (!RUNNABLE.includes(header.type)) return refused({ code: 'not-a-program', path, is: 'object' });
  const machine = machineName(header.machine);
  if (host.arch !== 'unknown' && !isRunnable(machine, host.arch, host))
    return refused({ code: 'wrong-architecture', path, machine, arch: host.arch });
  if (header.segments === 'short') return refused({ code: 'truncated', path, size: stat.size, wanted: null });
  const wanted = loadedBytes(header);
  if (header.segments === 'odd' || wanted === 0)
    return refused({ code: 'not-a-program', path, is: 'damaged' });
  if (stat.size < wanted) return refused({ code: 'truncated', path, size: stat.size, wanted });
  const interpreter = interpreterOf(header, read);
  if (interpreter === null) return { path, format: 'elf', interpreter, libraries: [], problems: [] };
  if (interpreter === 'damaged') return refused({ code: 'not-a-program', path, is: 'damaged' });
  const problem = loaderProblem(path, interpreter, header, host);
  if (problem !== null) return { ...refused(problem), interpreter };
  return { path, format: 'elf', interpreter, ...linked(path, header, read, interpreter, stat, execution) };
}

/** The kernel takes a name of 2 bytes or more that ends with a zero byte. Null: it needs no loader. */
function interpreterOf(header: ElfHeader, read: ReadPart): string | null | 'damaged' {
  const [segment] = segmentsOf(header, PT_INTERP);
  if (segment === undefined) return null;
  const { offset, fileSize } = segment;
  if (fileSize < 2 || fileSize > PATH_MAX) return 'damaged';
  const bytes = read(offset, fileSize);
  if (bytes === null || bytes.length < fileSize || bytes[fileSize - 1] !== 0) return 'damaged';
  return bytes.toString('latin1', 0, bytes.indexOf(0));
}

function loaderProblem(
  path: string,
  loader: string,
  { machine }: ElfHeader,
  host: Host,
): StartProblem | null {
  const broken = (why: 'absent' | 'damaged' | 'not-executable'): StartProblem => ({
    code: 'loader-missing',
    path,
    loader,
    why,
  });
  const there = host.stat(loader);
  if (!there.ok) return /^(?:ENOENT|ENOTDIR|ELOOP)$/.test(there.error.code) ? broken('absent') : null;
  const may = host.access(loader, 'execute');
  if (there.value.type !== 'file' || (!may.ok && may.error.code === 'EACCES'))
    return broken('not-executable');
  const head = host.readHead(loader, PATH_MAX);
  if (!head.ok) return null;
  const header = readElfHeader(partOf(host, loader, head.value), 'kernel');
  const isSound = header !== null && typeof header.segments !== 'string' && header.machine === machine;
  return isSound ? null : broken('damaged');
}

function linked(
  path: string,
  header: ElfHeader,
  read: ReadPart,
  interpreter: string,
  stat: Stat,
  { host, cpu, late }: Execution,
): Pick<ProgramFile, 'libraries' | 'problems'> {
  const program = openProgram(path, header, read);
  if (program === null || program.dynamic.needed.length === 0) return { libraries: [], problems: [] };
  return link(program, interpreter, readLoader(host, interpreter), {
    files: host,
    libraryPath: host.env.LD_LIBRARY_PATH,
    secure: givesRights(path, stat, host),
    cpu: cpu(),
    origin: realOr(host, path),
    late,
  });
}

/** The loader then trusts no variable (AT_SECURE). */
function givesRights(path: string, { mode, uid, gid }: Stat, host: Host): boolean {
  const file = host.ids.euid === 0 ? null : (host.fileCapabilities?.(path) ?? null);
  const gives =
    (file !== null && (file.effective || file.permitted !== 0n)) ||
    ((mode & 0o4000) !== 0 && uid !== host.ids.euid) ||
    ((mode & 0o2000) !== 0 && (mode & 0o010) !== 0 && gid !== host.ids.egid);
  if (!gives) return false;
  const mounts = readMounts(host);
  const mount = mounts === null ? null : mountOf(mounts, realOr(host, path));
  return mount === null || !isNoSetuid(mount);
}

function noProgram(path: string, head: Buffer, size: number, { by }: Execution): StartProblem {
  if (size === 0) return { code: 'truncated', path, size, wanted: null };
  if (head.toString('latin1', 0, 4) === '\x7fELF') return { code: 'truncated', path, size, wanted: null };
  const text = head.toString('latin1');
  const hasBom = text.startsWith('\xef\xbb\xbf#!');
  const shell = by === 'execvp';
  if (hasBom) return { code: 'script-no-shebang', path, why: 'bom', shell };
  const is = otherFormat(head);
  if (is !== 'unknown' || text.includes('\0')) return { code: 'not-a-program', path, is };
  const meant = otherText(text);
  if (meant !== null) return { code: 'not-a-program', path, is: meant };
  const below = text.slice(0, MOST_BLANKS).trimStart().startsWith('#!');
  return { code: 'script-no-shebang', path, why: below ? 'below' : 'absent', shell };
}

/** Blank lines above the line that was to be the first. */
const MOST_BLANKS = 256;

/** Whoever hands it to a shell gets a syntax error, or the first word as a command that is not found. */
function otherText(text: string): NoProgram | null {
  if (text.startsWith('version https://git-lfs.github.com/spec/')) return 'lfs-pointer';
  const start = text.slice(0, MOST_BLANKS).trimStart();
  if (/^<(?:!doctype html|html|\?xml)\b/i.test(start)) return 'page';
  return /^package [a-z]\w*\s*(?:$|[\n;/])/.test(start) ? 'go-source' : null;
}

/** By the first bytes of programs for other systems: MZ; Mach-O in both byte orders and sizes, and for several processors. */
function otherFormat(head: Buffer): NoProgram {
  if (head.length < 4) return 'unknown';
  if (head.toString('latin1', 0, 2) === 'MZ') return 'windows';
  return [0xfeedface, 0xfeedfacf, 0xcefaedfe, 0xcffaedfe, 0xcafebabe].includes(head.readUInt32BE(0))
    ? 'macos'
    : 'unknown';
}
