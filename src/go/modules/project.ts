import { add } from '../../core/text/grouped.ts';
import { trimEndOf } from '../../core/text/trim.ts';
import type { Result } from '../../target/file.ts';
import type { Host } from '../../target/host.ts';
import { isUnknown } from '../../target/result.ts';
import { type GoSum, NO_GO_SUM, parseGoSum } from './go-sum.ts';
import { type GoModFile, isDirectoryPath } from './gomod.ts';
import { formatModule } from './module-path.ts';
import { parseGoMod, parseGoWork } from './parse-gomod.ts';
import { parseVendorList, type VendorList } from './vendor.ts';

/** The main module or the workspace in whose light modules are fetched. */
export interface Project {
  /** Path of go.mod or go.work. */
  readonly path: string;
  readonly directory: string;
  readonly workspace: boolean;
  /** Of a workspace: its own file, with the requirements and replacements of all its modules. */
  readonly file: GoModFile;
  /** go.mod or go.work as it stands. */
  readonly own: GoModFile;
  /** The modules of a workspace. */
  readonly members: readonly Member[];
  /** Of the file itself and of the workspace's modules: what could not be read, and each file's errors. */
  readonly problems: readonly string[];
  /** Module paths that are worked on and never fetched. */
  readonly mainModules: readonly string[];
  /** `PATH@VERSION` of all that is required or vendored. */
  readonly named: ReadonlySet<string>;
  readonly sum: GoSum;
  /** What is there and may not be read, each with its errno; null where nothing is kept back. */
  readonly refused: { readonly sum: string | null; readonly vendorList: string | null };
  readonly vendorDirectory: boolean;
  readonly vendorList: VendorList | null;
}

/** go.mod and go.sum of any size that people have; a larger one is refused. */
const MAX_BYTES = 4 * 1024 * 1024;

/** Reads a go.mod or go.work (by its name) and what lies beside it; null where it cannot be read. */
export function readProject(host: Host, path: string, sumPath?: string): Project | null {
  const text = readText(host, path);
  if (text === null) return null;
  const directory = path.slice(0, Math.max(path.lastIndexOf('/'), 1));
  const workspace = path.endsWith('.work');
  const own = workspace ? parseGoWork(text) : parseGoMod(text);
  // go refuses a directory that is used twice; it is read once.
  const members = [...new Set(own.use)].map((use) => readMember(host, directory, use));
  const files = [own, ...members.map((member) => member.file)];
  const vendor = `${directory}/vendor`;
  const list = host.readFile(`${vendor}/modules.txt`, { maxBytes: MAX_BYTES });
  const vendorList = list.ok ? parseVendorList(list.value.toString('utf8')) : null;
  const stat = host.stat(vendor);
  const require = files.flatMap((file) => file.require);
  const sums = [
    sumPath ?? path.replace(/\.mod$/, '.sum').replace(/\.work$/, '.work.sum'),
    ...members.map((member) => `${member.directory}/go.sum`),
  ].map((file) => host.readFile(file, { maxBytes: MAX_BYTES }));
  return {
    path,
    directory,
    workspace,
    own,
    members,
    file: {
      ...own,
      require,
      // go.work's own replacements win: they come last.
      replace: [...members.flatMap((member) => member.file.replace), ...own.replace],
    },
    problems: [
      ...own.errors.map(({ line, message }) => `${path}:${line}: ${message}`),
      ...members.flatMap((member) => member.problems),
    ],
    mainModules: files.flatMap((file) => (file.module === null ? [] : [file.module])),
    sum: mergeSums(sums.map((sum) => (sum.ok ? parseGoSum(sum.value.toString('utf8')) : NO_GO_SUM))),
    refused: { sum: refusalOf(sums), vendorList: refusalOf([list]) },
    vendorDirectory: stat.ok && stat.value.type === 'directory',
    vendorList,
    named: new Set([...require, ...(vendorList?.modules ?? [])].map(formatModule)),
  };
}

/** A module that go.work uses. */
export interface Member {
  /** As go.work names it. */
  readonly use: string;
  readonly directory: string;
  /** Empty where it cannot be read; its replacements by directory are absolute. */
  readonly file: GoModFile;
  /** errno of its go.mod; null where that was read. */
  readonly error: string | null;
  readonly problems: readonly string[];
}

function readMember(host: Host, root: string, use: string): Member {
  const directory = cleanPath(use.startsWith('/') ? use : `${root}/${use}`);
  const path = `${directory}/go.mod`;
  const read = host.readFile(path, { maxBytes: MAX_BYTES });
  if (!read.ok) {
    const problems = [`${path} cannot be read`];
    return { use, directory, file: parseGoMod(''), error: read.error.code, problems };
  }
  const file = parseGoMod(read.value.toString('utf8'));
  const replace = file.replace.map((r) =>
    isDirectoryPath(r.new.path) && !r.new.path.startsWith('/')
      ? { ...r, new: { ...r.new, path: cleanPath(`${directory}/${r.new.path}`) } }
      : r,
  );
  const problems = file.errors.map(({ line, message }) => `${path}:${line}: ${message}`);
  return { use, directory, file: { ...file, replace }, error: null, problems };
}

/** As filepath.Clean: no empty elements, no `.`, and no `..` behind a name. */
export function cleanPath(path: string): string {
  const kept: string[] = [];
  for (const element of path.split('/')) {
    if (element === '..') kept.pop();
    else if (element !== '' && element !== '.') kept.push(element);
  }
  return `/${kept.join('/')}`;
}

/** The first errno that leaves open what is there. */
function refusalOf(read: readonly Result<unknown>[]): string | null {
  const errors = read.flatMap((one) => (one.ok ? [] : [one.error]));
  return errors.find(isUnknown)?.code ?? null;
}

function mergeSums(sums: readonly GoSum[]): GoSum {
  const [only] = sums;
  if (only !== undefined && sums.length === 1) return only;
  const hashes = new Map<string, string[]>();
  for (const sum of sums) {
    for (const [key, more] of sum.hashes) for (const hash of more) add(hashes, key, hash);
  }
  return { hashes, malformedLine: sums.find((sum) => sum.malformedLine !== null)?.malformedLine ?? null };
}

function readText(host: Host, path: string): string | null {
  const file = host.readFile(path, { maxBytes: MAX_BYTES });
  return file.ok ? file.value.toString('utf8') : null;
}

/**
 * The go.work or go.mod that go would find from a directory, where there is no go to ask. GOWORK names
 * it, or switches workspaces off; a go.work that does not use the module is taken all the same, as go does.
 */
export function findProjectFile(host: Host, directory: string, gowork: string): string | null {
  if (gowork !== '' && gowork !== 'off') return gowork;
  const upwards = ancestors(directory);
  const find = (name: string) =>
    upwards.map((d) => `${d}/${name}`).find((path) => isFile(host, path)) ?? null;
  return (gowork === 'off' ? null : find('go.work')) ?? find('go.mod');
}

/** The directory and all above it, `''` for the root. */
function ancestors(directory: string): readonly string[] {
  const parts = trimEndOf(directory, '/').split('/');
  return parts.map((_, i) => parts.slice(0, parts.length - i).join('/'));
}

function isFile(host: Host, path: string): boolean {
  const stat = host.stat(path);
  return stat.ok && stat.value.type === 'file';
}
