import type { Host } from '../target/host.ts';
import { type ElfHeader, PT_LOAD, readElfHeader, segmentsOf } from '../target/program/elf/header.ts';
import { partOf, type ReadPart } from '../target/program/elf/part.ts';
import { findSection } from '../target/program/elf/section.ts';
import { buildInfoOf, type GoBuildInfo } from './build-info.ts';

/** How a Go program was built, as far as it matters to who runs it. */
export interface GoProgramInfo {
  /** Such as `go1.26.3`. */
  readonly version: string;
  /** Path and version of the main module; null where it was built without modules. */
  readonly module: string | null;
  /** Null: it does not say. */
  readonly cgo: boolean | null;
  /** Zone data were put into it by a build tag; false says nothing of an import of time/tzdata. */
  readonly tzdata: boolean;
  readonly race: boolean;
  /** It counts which of its lines run, for tests (go build -cover). */
  readonly cover: boolean;
  /** It was built from a checkout with changes that were not committed (vcs.modified); null: it does not say. */
  readonly modified: boolean | null;
  /** GOAMD64, such as `v1`; null for other processors. */
  readonly amd64: string | null;
  /** Settings that it was given for GODEBUG. */
  readonly godebug: string | null;
}

const HEAD_BYTES = 4096;
const MAX_INFO_BYTES = 1024 * 1024;

/** What {@link readProgramInfo} read, in the words of this house. */
export function programInfo(host: Pick<Host, 'readHead'>, path: string): GoProgramInfo | null {
  const info = readProgramInfo(host, path);
  return info === null ? null : inWords(info);
}

/**
 * Reads the few parts of a program that tell, and not all of it (debug/buildinfo). Null where it is no Go program, or
 * of Go before 1.18.
 */
export function readProgramInfo(host: Pick<Host, 'readHead'>, path: string): GoBuildInfo | null {
  const head = host.readHead(path, HEAD_BYTES);
  if (!head.ok) return null;
  const read = partOf(host, path, head.value);
  const header = readElfHeader(read);
  const bytes = header === null ? null : infoBytes(header, read);
  return bytes === null ? null : buildInfoOf(bytes);
}

/** The section of its own; or the beginning of what is writable, where Go puts it first. */
function infoBytes(header: ElfHeader, read: ReadPart): Buffer | null {
  const section = findSection(header, read, '.go.buildinfo');
  if (section !== null) return read(section.offset, Math.min(section.size, MAX_INFO_BYTES));
  if (findSection(header, read, '.text') !== null) return null;
  const writable = segmentsOf(header, PT_LOAD).find(({ flags }) => (flags & 3) === 2);
  return writable === undefined ? null : read(writable.offset, Math.min(writable.fileSize, MAX_INFO_BYTES));
}

function inWords({ version, lines }: GoBuildInfo): GoProgramInfo {
  const setting = (name: string) => {
    const line = lines.find((one) => one.startsWith(`build\t${name}=`));
    return line === undefined ? null : line.slice(`build\t${name}=`.length).replace(/^"(.*)"$/, '$1');
  };
  const [, module, moduleVersion] = lines.find((line) => line.startsWith('mod\t'))?.split('\t') ?? [];
  const cgo = setting('CGO_ENABLED');
  const modified = setting('vcs.modified');
  return {
    version,
    module: module === undefined ? null : [module, moduleVersion].filter(Boolean).join('@'),
    cgo: cgo === null ? null : cgo === '1',
    tzdata: (setting('-tags') ?? '').split(/[ ,]/).includes('timetzdata'),
    race: setting('-race') === 'true',
    cover: setting('-cover') === 'true',
    modified: modified === null ? null : modified === 'true',
    amd64: setting('GOAMD64'),
    godebug: setting('DefaultGODEBUG'),
  };
}
