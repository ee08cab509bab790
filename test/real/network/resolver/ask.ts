import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { cleanEnv, type GoToolchain } from '../../../support/system/real-tools.ts';

/** What a server says to a question. */
export type Answer = 'nxdomain' | 'nodata' | 'servfail' | 'refused' | 'address' | 'truncated' | 'silent';

/** The files and variables by which names are resolved. */
export interface World {
  /** Below /etc; null: a directory. */
  readonly files: Readonly<Record<string, string | null>>;
  readonly links?: Readonly<Record<string, string>>;
  readonly env?: Readonly<Record<string, string>>;
  readonly host?: string;
  /** By question; `*`: all others. Without it nothing exists. */
  readonly answers?: Readonly<Record<string, Answer>>;
}

export interface Ask extends World {
  readonly argv: readonly string[];
}

/** What a program did. */
export interface Asked {
  readonly asked: readonly (readonly [server: string, protocol: 'udp' | 'tcp', name: string, type: string])[];
  readonly said: string;
  readonly told: string;
  readonly code: number | null;
}

/** Where servers answer. */
export const SERVERS = [
  '127.0.0.1',
  '127.0.0.53',
  '10.9.9.1',
  '10.9.9.2',
  '10.9.9.3',
  '10.9.9.4',
  '::1',
  'fd00::53',
  // What Node's own resolver takes 012.9.9.2 for; to glibc and musl that is 10.9.9.2, and to Go none.
  '12.9.9.2',
];

const file = (name: string) => new URL(name, import.meta.url).pathname;

/** Runs each program in its world, in namespaces of their own. */
export function ask(asks: readonly Ask[]): readonly Asked[] {
  const { stdout, stderr, status } = spawnSync(
    'unshare',
    ['-n', '-m', '-u', '/usr/bin/python3', '-B', file('oracle.py')],
    { input: JSON.stringify({ addresses: SERVERS, asks }), encoding: 'utf8', maxBuffer: 1 << 28 },
  );
  if (status !== 0) throw new Error(stderr);
  return JSON.parse(stdout);
}

/** A place for the programs that ask. */
export class Workshop {
  readonly #directory = mkdtempSync(join(tmpdir(), 'probe-env-resolver-'));

  /** One of C, by this compiler. */
  c(compiler: 'gcc' | 'musl-gcc'): string {
    const path = join(this.#directory, compiler);
    execFileSync(compiler, ['-O1', '-o', path, file('ask.c')], { env: cleanEnv() });
    return path;
  }

  /** One of Go; with cgo it may ask the C library. */
  go({ go, goroot, version }: GoToolchain, cgo: boolean): string {
    const path = join(this.#directory, `go${version}-${cgo ? 'cgo' : 'pure'}`);
    execFileSync(go, ['build', '-o', path, file('ask.go')], {
      env: cleanEnv({
        GOROOT: goroot,
        GO111MODULE: 'off',
        GOCACHE: join(tmpdir(), 'probe-env-go-build'),
        GOTOOLCHAIN: 'local',
        GOENV: 'off',
        CGO_ENABLED: cgo ? '1' : '0',
        HOME: this.#directory,
      }),
    });
    return path;
  }

  remove(): void {
    rmSync(this.#directory, { recursive: true, force: true });
  }
}
