import { execFileSync } from 'node:child_process';
import { X509Certificate } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Entry } from '../probes/ca-certs/certificates/entry.ts';
import { fingerprint } from '../probes/ca-certs/known-roots/fingerprint.ts';
import { encodeBody } from '../probes/ca-certs/pem/pem-body.ts';
import { nameText } from '../probes/ca-certs/x509/names.ts';
import { certificatesIn } from './sea/roots/certificates-in.ts';

/**
 * Writes probes/ca-certs/known-roots/known-roots.ts: the public roots that every Node and Debian's ca-certificates
 * bring along, each read and its self-signature verified here, so that a probe need not do it again.
 * Roots that are in the table already stay: images with older bundles have them still. And writes
 * build/sea/roots/other-roots.pem: those that the newest Node does not bring along, for the executable.
 *
 * `--check` says instead whether a root of these sources is missing in the table. That fails where the table
 * says that it was made from the source; a newer Node or Debian may have newer roots, which is a note, except
 * in CI, which has all sources.
 */
const ROOT = new URL('..', import.meta.url).pathname;
const TABLE = join(ROOT, 'probes/ca-certs/known-roots/known-roots.ts');
const OTHERS = join(ROOT, 'build/sea/roots/other-roots.pem');
/** What is installed, as dpkg(1) keeps it: the file needs no program to be read. */
const DPKG_STATUS = '/var/lib/dpkg/status';
const ROW = /^ {2}(0x[0-9a-f]+), (-?\d+), (\d+), \/\/ (.*)$/gm;

interface Source {
  readonly name: string;
  readonly pem: readonly string[];
}

function nodeSources(): readonly Source[] {
  const tools = process.env.PROBE_ENV_TOOLS ?? join(ROOT, '.cache/tools');
  const directory = join(tools, 'node');
  const others = existsSync(directory)
    ? readdirSync(directory)
        .filter((name) => /^\d+$/.test(name))
        .map((name) => join(directory, name, 'bin/node'))
    : [];
  return [process.execPath, ...others].map((path) => {
    const script = 'JSON.stringify([process.version, require("node:tls").rootCertificates])';
    const [version, pem] = JSON.parse(
      execFileSync(path, ['-p', script], { env: {}, encoding: 'utf8', maxBuffer: 1 << 24 }),
    ) as [string, string[]];
    return { name: `Node ${version.slice(1)}`, pem };
  });
}

function debianSource(): readonly Source[] {
  const directory = '/usr/share/ca-certificates/mozilla';
  if (!existsSync(directory) || !existsSync(DPKG_STATUS)) return [];
  const text = readdirSync(directory).map((name) => readFileSync(join(directory, name), 'latin1'));
  const [, version] =
    /^Package: ca-certificates\n(?:.+\n)*?Version: (.+)$/m.exec(readFileSync(DPKG_STATUS, 'utf8')) ?? [];
  return [{ name: `Debian ca-certificates ${version}`, pem: certificatesIn(text.join('\n')) }];
}

/** The roots that the newest Node does not bring along, of these sources and of the file as it is, each under its name. */
function othersOf(sources: readonly Source[]): string {
  const before = existsSync(OTHERS) ? certificatesIn(readFileSync(OTHERS, 'latin1')) : [];
  const newest = new Set(sources.findLast(({ name }) => name.startsWith('Node'))?.pem.map(row));
  const found = new Map([...before, ...sources.flatMap(({ pem }) => pem)].map((pem) => [row(pem), pem]));
  return [...found]
    .flatMap(([line, pem]) => (line === null || newest.has(line) ? [] : [[line, pem] as const]))
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([line, pem]) => `# ${line.split('// ')[1]}\n${new X509Certificate(pem).toString()}`)
    .join('');
}

/** The row of a root on which no rule but those of dates can ever find anything; null for any other. */
function row(pem: string): string | null {
  const x509 = new X509Certificate(pem);
  const { certificate } = new Entry(() => x509.raw, null, 0).reading;
  if (certificate === null) return null;
  const strong = certificate.key.type === 'EC' ? certificate.key.bits >= 256 : certificate.key.bits >= 2048;
  const { ca, mayCertSign } = certificate.extensions;
  const fine =
    certificate.regular && certificate.selfIssued && certificate.version === 3 && ca === true && mayCertSign;
  if (!fine || !strong || !x509.verify(x509.publicKey)) return null;
  const print = fingerprint(encodeBody(x509.raw)).toString(16).padStart(14, '0');
  const name = nameText(x509.raw, certificate.subject[0]).replace(/[^\x20-\x7e]/g, '?');
  return `  0x${print}, ${certificate.notBefore / 1000}, ${certificate.notAfter / 1000}, // ${name}`;
}

function main(): void {
  const sources = [...nodeSources(), ...debianSource()];
  const present = existsSync(TABLE) ? readFileSync(TABLE, 'utf8') : '';
  const old: readonly string[] = present.match(ROW) ?? [];
  if (process.argv.includes('--check')) {
    for (const source of sources) check(source, old, present);
    // Of an older Node the others are others.
    const newest = sources.findLast(({ name }) => name.startsWith('Node'))?.name;
    const isNewest = newest === /.*(Node [\d.]+),/.exec(present)?.[1];
    if (isNewest && othersOf(sources) !== readFileSync(OTHERS, 'latin1')) {
      process.exitCode = 1;
      console.error(`${OTHERS} lacks a root: npm run known-roots adds it`);
    }
    return;
  }
  const found = new Set(sources.flatMap(rowsOf));
  const missing = [...found].filter((line) => !old.includes(line));
  const rows = [...new Set([...old, ...found])].sort();
  const names = sources.map(({ name }) => name).join(', ');
  writeFileSync(TABLE, table(rows, names));
  writeFileSync(OTHERS, othersOf(sources));
  console.log(`${rows.length} roots, ${missing.length} of them new, from ${names}`);
}

function check(source: Source, old: readonly string[], table: string): void {
  const missing = rowsOf(source).filter((line) => !old.includes(line));
  if (missing.length === 0) return;
  const madeFrom = new RegExp(`${source.name}(?:,|\\n)`).test(table);
  if (madeFrom || process.env.PROBE_ENV_REQUIRE_TOOLS === '1') process.exitCode = 1;
  for (const line of missing)
    console.error(`${source.name} has a root that is not in the table: ${line.split('// ')[1]}`);
  console.error('npm run known-roots adds it');
}

function rowsOf({ pem }: Source): readonly string[] {
  return pem.map(row).filter((line) => line !== null);
}

function table(rows: readonly string[], sources: string): string {
  return `/**
 * Public root certificates whose every byte was judged when this table was made: read, found to be a
 * CA with a strong key, its self-signature verified. A certificate with the fingerprint of one of them
 * needs no more than a look at its dates.
 *
 * The fingerprint is that of the certificate's lines in PEM. It (fingerprint.ts) is not cryptographic, and
 * need not be: it tells an altered root from an intact one. Whoever can put a forged file into the trust
 * store needs no forged fingerprint, since no loader looks at a root's self-signature.
 *
 * Written by build/known-roots.ts from ${sources}
 * on ${new Date().toISOString().slice(0, 10)}. Fingerprint, notBefore and notAfter in seconds since 1970.
 */
// biome-ignore format: one root a line
export const KNOWN_ROOTS: readonly number[] = [
${rows.join('\n')}
];
`;
}

main();
