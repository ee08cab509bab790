import { execFileSync, spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { nodeHost } from '../../../src/target/live/live-host.ts';
import { pem } from '../../support/files/certs.ts';
import { cleanEnv, type GoToolchain, type NodeBinary } from '../../support/system/real-tools.ts';
import type { StoreCase, StoreFile } from './stores.ts';

const HERE = new URL('./', import.meta.url).pathname;
const CACHE = new URL('../../../.cache/ca-certs/', import.meta.url).pathname;

/** A store on disk, and the environment that leads to it. */
export interface MadeStore {
  readonly directory: string;
  readonly env: Record<string, string>;
  remove(): void;
}

export function makeStore({ files, env, rehash }: StoreCase): MadeStore {
  const directory = mkdtempSync(join(tmpdir(), 'ca-store-'));
  mkdirSync(join(directory, 'none'));
  for (const [name, file] of Object.entries(files)) makeFile(join(directory, name), file);
  if (rehash !== undefined) {
    // It complains of links that lead nowhere, and makes the others.
    spawnSync('openssl', ['rehash', join(directory, rehash)], { env: cleanEnv() });
  }
  const variables = env ?? { SSL_CERT_FILE: '@/ca.pem', SSL_CERT_DIR: '@/none' };
  return {
    directory,
    env: Object.fromEntries(
      Object.entries(variables).map(([name, value]) => [name, value.replaceAll('@', directory)]),
    ),
    remove: () => rmSync(directory, { recursive: true, force: true }),
  };
}

export function makeFile(path: string, file: StoreFile): void {
  mkdirSync(dirname(path), { recursive: true });
  if (typeof file === 'string' || Buffer.isBuffer(file)) writeFileSync(path, file);
  else if ('link' in file) symlinkSync(file.link, path);
  else mkdirSync(path, { recursive: true });
}

/** The live host in another environment, seen by another Node. */
export function hostWith(env: Readonly<Record<string, string>>, version = process.version) {
  const host = nodeHost(process);
  return { ...host, env: cleanEnv(env), node: host.node && { ...host.node, version } };
}

/**
 * roots.go, built offline by this toolchain; kept for the next run. In a module of the toolchain's own
 * version: an older `go` line in go.mod would bring back older behaviour (GODEBUG x509negativeserial).
 */
export function buildGoRoots({ go, goroot, version }: GoToolchain): string {
  const module = join(CACHE, version);
  mkdirSync(module, { recursive: true });
  copyFileSync(join(HERE, 'roots.go'), join(module, 'main.go'));
  writeFileSync(join(module, 'go.mod'), `module roots\n\ngo ${version}\n`);
  const output = join(module, 'roots');
  execFileSync(go, ['build', '-o', output, '.'], {
    cwd: module,
    stdio: 'pipe',
    env: cleanEnv({
      GOROOT: goroot,
      GOCACHE: join(CACHE, '../go-build'),
      GOENV: 'off',
      GOFLAGS: '-mod=mod',
      GOPROXY: 'off',
      GOTOOLCHAIN: 'local',
      CGO_ENABLED: '0',
      HOME: '/nonexistent',
      GOPATH: join(CACHE, 'gopath'),
    }),
  });
  return output;
}

/** How many certificates this program of Go takes into its pool. */
export function goRoots(program: string, env: Record<string, string>): number {
  return Number(execFileSync(program, { env, encoding: 'utf8', timeout: 10_000 }));
}

/**
 * Which of the candidates OpenSSL's own verify command finds in its store: a trusted certificate is the
 * end of its own chain with -partial_chain, whatever is wrong with it otherwise.
 */
export function opensslFinds(
  openssl: string,
  env: Record<string, string>,
  candidates: readonly Buffer[],
): readonly boolean[] {
  const directory = mkdtempSync(join(tmpdir(), 'ca-candidates-'));
  const paths = candidates.map((der, i) => {
    const path = join(directory, `${i}.pem`);
    writeFileSync(path, pem(der));
    return path;
  });
  const options = ['-partial_chain', '-no_check_time', '-auth_level', '0', '-ignore_critical'];
  // One at a time: what a lookup brings in by the way would stay in the store for the next.
  const results = paths.map((path) => {
    const { stdout } = spawnSync(openssl, ['verify', ...options, path], { env, encoding: 'utf8' });
    return stdout.includes(': OK');
  });
  rmSync(directory, { recursive: true });
  return results;
}

const NODE_SCRIPT = `
const tls = require('node:tls');
const bodies = (list) => list.map((pem) => pem.replace(/-----[^-]+-----|\\s/g, ''));
const kinds = Object.fromEntries(['default', 'system', 'extra', 'bundled'].map((kind) => [kind, bodies(tls.getCACertificates(kind))]));
console.log(JSON.stringify(kinds));
`;

export interface NodeRoots {
  readonly default: readonly string[];
  readonly system: readonly string[];
  readonly extra: readonly string[];
  readonly bundled: readonly string[];
}

/** The lists of this Node in this environment, base64; from 22.15 on it can be asked. */
export function nodeRoots({ path }: Pick<NodeBinary, 'path'>, env: Record<string, string>): NodeRoots {
  const { stdout } = spawnSync(path, ['-e', NODE_SCRIPT], { env, encoding: 'utf8', maxBuffer: 1 << 26 });
  return JSON.parse(stdout) as NodeRoots;
}
