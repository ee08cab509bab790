import type { GoBuildInfo } from '../../../src/go/build-info.ts';
import { findGo } from '../../../src/go/find-go.ts';
import { fromToolchain } from '../../../src/go/gover.ts';
import { readProgramInfo } from '../../../src/go/program-info.ts';
import type { Host } from '../../../src/target/host.ts';
import { findOnPath } from '../../../src/target/program/find-program.ts';
import { nodeOf } from '../../../src/target/system/node-there.ts';

/** They start the program whose name follows their own options. */
const INITS = ['tini', 'tini-static', 'dumb-init', 'docker-init', 'catatonit'];

/** A Go program, and what it was built with. */
export interface GoProgram {
  readonly path: string;
  /** Such as `1.25.12`. */
  readonly version: string;
  /** `DefaultGODEBUG` of its build. */
  readonly built: string;
  /** Paths of its modules. */
  readonly modules: readonly string[];
}

/**
 * The program that the container is for, as far as its words tell; null: nobody can know.
 *
 * @param programs files that the command of `run` names
 * @param command of the policy
 */
export function mainProgram(
  host: Host,
  programs: readonly string[],
  command: readonly string[],
): string | null {
  const [named] = programs;
  if (named !== undefined) return named;
  const [said] = command;
  if (said !== undefined) return said.includes('/') ? said : findOnPath(host, said);
  const directory = host.target === undefined ? '/proc/1' : host.proc;
  const file = host.readFile(`${directory}/cmdline`, { maxBytes: 4 * 2 ** 20 });
  const words = file.ok ? file.value.toString('utf8').split('\0') : [];
  const isInit = INITS.includes(baseName(words[0] ?? ''));
  const word = (isInit ? words.slice(1).find((one) => !one.startsWith('-')) : words[0]) ?? '';
  return word.includes('/') ? word : word === '' ? null : findOnPath(host, word);
}

/** The Go program that the container is for; else the go command, which is one too. */
export function goProgram(host: Host, main: string | null): GoProgram | null {
  const info = main === null || !main.startsWith('/') ? null : readProgramInfo(host, main);
  const own = info === null || main === null ? null : programOf(main, info);
  if (own !== null) return own;
  const go = findGo(host);
  const root = go === null ? null : go.path.replace(/\/bin\/go$/, '');
  const version = root === null ? null : host.readFile(`${root}/VERSION`, { maxBytes: 4096 });
  const release = version?.ok
    ? fromToolchain(version.value.toString('latin1').split('\n', 1)[0] ?? '')
    : null;
  return go === null || release === null ? null : { path: go.path, version: release, built: '', modules: [] };
}

function programOf(path: string, { version, lines }: GoBuildInfo): GoProgram | null {
  const release = fromToolchain(version);
  if (release === null) return null;
  const setting = 'build\tDefaultGODEBUG=';
  return {
    path,
    version: release,
    built: lines.find((line) => line.startsWith(setting))?.slice(setting.length) ?? '',
    modules: lines.flatMap((line) => (line.startsWith('dep\t') ? [line.split('\t')[1] ?? ''] : [])),
  };
}

/** The Node that the program is, with the major number of its version where somebody can know it; null: it is none. */
export function nodeProgram(host: Host, main: string | null): { readonly major: number | null } | null {
  if (main === null || !/^node(?:js)?$/.test(baseName(main))) return null;
  const version = nodeOf(host)?.version ?? '';
  const [, major] = /^v(\d+)\./.exec(version) ?? [];
  return { major: major === undefined ? null : Number(major) };
}

function baseName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
