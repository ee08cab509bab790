import type { CaFacts } from '../facts.ts';
import type { Format } from '../formats/format.ts';
import type { CaDirectory, CaFile, DirectoryEntry } from '../loaders/files.ts';
import { isHashName } from '../loaders/hash-name.ts';
import { resolveInside } from '../loaders/inside.ts';
import type { Defect } from '../pem/reading.ts';
import type { CaFinding } from '../rules/index.ts';
import { isOnVolume, judgeDefect, namedFiles } from './judge-files.ts';

/** Names that are given to certificates, and to what holds some: with others a file may be anything. */
const CERTIFICATE_NAME = /\.(pem|crt|cer|der|0|p7[bc]|p12|pfx|jks|jceks)$/i;

/** The certificate directories, each once, and what is wrong with the files and links in them. */
export function judgeDirectories(facts: CaFacts): CaFinding[] {
  const readable = namedFiles(facts).filter(({ failure }) => failure === null);
  const named = new Set<unknown>(readable.map(({ content }) => content));
  const findings: CaFinding[] = [];
  for (const directory of directoriesOf(facts)) {
    if (directory.failure !== null) {
      findings.push(...judgeUnreadable(directory, facts));
      continue;
    }
    for (const entry of directory.entries) {
      if (entry.file === null || named.has(entry.file.content)) continue;
      findings.push(...judgeEntry(entry, entry.file, facts));
    }
    findings.push(...judgeHollow(directory, facts));
    findings.push(...judgeLinks(directory, facts));
  }
  return [...findings, ...judgeUnlinked(facts)];
}

/** The directories of all runtimes; the same list of entries is one directory. */
function directoriesOf({ places }: CaFacts): readonly CaDirectory[] {
  const all = [
    ...places.go.directories,
    ...(places.openssl?.directories ?? []),
    ...(places.node.openssl?.directories ?? []),
    ...(places.node.system?.directories ?? []),
  ];
  return all.filter(
    (directory, i) =>
      all.findIndex((other) =>
        directory.failure === null ? other.entries === directory.entries : other.path === directory.path,
      ) === i,
  );
}

/** It may not be listed, or not entered: then the files in it are not to blame. */
export function isClosed({ failure }: CaDirectory): boolean {
  return failure?.code === 'EACCES';
}

function judgeUnreadable({ path, failure }: CaDirectory, facts: CaFacts): CaFinding[] {
  const { go, gid } = facts;
  const code = failure?.code ?? 'EACCES';
  // What is no directory is what the variable is wrong about.
  if (code === 'ENOENT' || code === 'ENOTDIR') return [];
  const roots = go.roots.size;
  const severity = roots === 0 ? 'error' : 'warning';
  return [
    {
      rule: 'ca-certs/unreadable',
      args: { path, error: code, roots, by: null, gid, mounted: isOnVolume(path, facts) },
      severity,
    },
  ];
}

function judgeEntry({ name }: DirectoryEntry, file: CaFile, facts: CaFacts): CaFinding[] {
  const { go, gid, mountPoints } = facts;
  const { path, failure, content } = file;
  const roots = go.roots.size;
  if (failure?.code === 'NOT_REGULAR' && failure.type === 'fifo') {
    const args = { path, type: 'fifo', roots, by: null, mounted: mountPoints.includes(path) };
    return [{ rule: 'ca-certs/not-a-regular-file', args, severity: 'error' }];
  }
  if (!CERTIFICATE_NAME.test(name) && !isHashName(name)) return [];
  if (failure?.code === 'TOO_LARGE') {
    return [
      { rule: 'ca-certs/too-large', args: { path, bytes: failure.size ?? 0, by: null }, severity: 'warning' },
    ];
  }
  if (failure?.code === 'EACCES') {
    const args = { path, error: 'EACCES', roots, by: null, gid, mounted: isOnVolume(path, facts) };
    return [{ rule: 'ca-certs/unreadable', args, severity: 'warning' }];
  }
  if (failure === null && content.size === 0) {
    const mounted = mountPoints.includes(path);
    return [{ rule: 'ca-certs/empty', args: { path, roots, by: null, mounted }, severity: 'warning' }];
  }
  return content.reading.defects
    .filter((defect) => matters(defect, name))
    .map((defect) => ({ ...judgeDefect(file, defect, roots, null), severity: 'warning' as const }));
}

/** A directory with the name of a certificate: what Docker and the kubelet make for the mount of a missing file. */
function judgeHollow(
  { path: parent, directories }: CaDirectory,
  { go, mountPoints, stray }: CaFacts,
): CaFinding[] {
  const told = (stray?.findings ?? []).map(({ args }) => ('directory' in args ? args.directory : null));
  return directories
    .filter((name) => !name.startsWith('.') && (CERTIFICATE_NAME.test(name) || isHashName(name)))
    .map((name) => `${parent.replace(/\/$/, '')}/${name}`)
    .filter((path) => !told.includes(path))
    .map((path) => ({
      rule: 'ca-certs/not-a-regular-file',
      args: { path, type: 'directory', roots: go.roots.size, by: null, mounted: mountPoints.includes(path) },
      severity: 'warning',
    }));
}

/** Formats that lie beside certificates and harm nobody: the pair of a TLS server, its parameters, its revocations. */
const COMPANIONS: readonly Format[] = ['private-key', 'public-key', 'crl', 'other-pem', 'asn1', 'unknown'];

/** Names of certificates alone: .pem may be anything. */
const isNamed = (name: string) => /\.(crt|cer|der)$/i.test(name) || isHashName(name);

/**
 * Whether a file of a directory was meant as a CA: then what is wrong with it is worth a word. OpenSSL's own format
 * is not (RHEL ships ca-bundle.trust.crt), nor is anything that has a private key with it.
 */
function matters(defect: Defect, name: string): boolean {
  switch (defect.kind) {
    case 'trusted':
    case 'private-key':
      return false;
    case 'other-format':
      return defect.holding.privateKeys === 0;
    case 'no-certificates':
      return isNamed(name)
        ? defect.holding.format !== 'unknown'
        : !COMPANIONS.includes(defect.holding.format);
    default:
      return true;
  }
}

const LISTED = 5;

/** A link within the directory leads to a directory in it: `..data` of a ConfigMap. */
function isToDirectory(
  names: ReadonlyMap<string, DirectoryEntry>,
  directories: readonly string[],
  name: string,
): boolean {
  let at: string | null = name;
  for (let links = 0; at !== null && links < 40; links++) {
    if (directories.includes(at)) return true;
    at = names.get(at)?.target?.replace(/^(?:\.\/)+|\/$/g, '') ?? null;
  }
  return false;
}

/** An agent judges the same directory at every interval, and of links no clock makes another thing. */
const lately = new WeakMap<CaDirectory, readonly string[]>();

function danglingIn(directory: CaDirectory): readonly string[] {
  const known = lately.get(directory);
  if (known !== undefined) return known;
  const { entries, directories } = directory;
  const names = new Map(entries.map((entry) => [entry.name, entry]));
  const dangling = entries
    .filter(
      ({ target, name }) =>
        target !== null && resolveInside(names, name) === null && !isToDirectory(names, directories, name),
    )
    .map(({ name, target }) => `${name} -> ${target}`);
  lately.set(directory, dangling);
  return dangling;
}

function judgeLinks(directory: CaDirectory, facts: CaFacts): CaFinding[] {
  const dangling = danglingIn(directory);
  if (dangling.length === 0) return [];
  return [
    {
      rule: 'ca-certs/hash-link-dangling',
      args: { directory: directory.path, count: dangling.length, links: dangling.slice(0, LISTED) },
      // A directory copied without the package's files leaves its links behind; the bundle has them all.
      severity: facts.places.go.file !== null && facts.go.roots.size > 0 ? 'info' : 'warning',
    },
  ];
}

/** Certificates that Go takes from a directory and OpenSSL does not find there. */
function judgeUnlinked({ openssl, places, volumes, variables }: CaFacts): CaFinding[] {
  const unlinked = [...(openssl?.unlinked ?? [])].filter(({ entry }) => entry.inGo);
  return (places.openssl?.directories ?? []).flatMap(({ path }) => {
    const here = unlinked.filter((u) => u.directory === path);
    const names = [...new Set(here.map(({ name }) => name))];
    const links = here.flatMap(({ name, link }) => (link === null ? [] : [{ file: name, name: link }]));
    if (names.length === 0) return [];
    return [
      {
        rule: 'ca-certs/hash-link-missing' as const,
        args: {
          directory: path,
          count: names.length,
          files: names.slice(0, LISTED),
          links,
          volume: volumes.includes(path),
          // What the variable names stays: another file cannot take its place.
          free: !variables.SSL_CERT_FILE,
          directories: (places.openssl?.directories ?? []).map((directory) => directory.path),
        },
      },
    ];
  });
}
