import { accessSync, constants, existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'vitest';

/**
 * The real tools that probe-env is compared with: `.ci/tools.sh` fetches them. A test that needs one which
 * is not there is skipped and says why; with PROBE_ENV_REQUIRE_TOOLS=1, as in CI, it fails.
 */

export interface GoToolchain {
  /** Release line, such as `1.22`. */
  readonly version: string;
  readonly goroot: string;
  /** Path of the go command. */
  readonly go: string;
}

export interface NodeBinary {
  /** Major version, such as `24`. */
  readonly version: string;
  /** Path of the node binary. */
  readonly path: string;
}

const ROOT = new URL('../../../', import.meta.url).pathname;
/** Folder of what `.ci/tools.sh` fetched. */
export const TOOLS = process.env.PROBE_ENV_TOOLS ?? join(ROOT, '.cache/tools');
const SYSTEM_PATH = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';

/** All Go toolchains, oldest first. */
export function goToolchains(): readonly GoToolchain[] {
  return versions(join(TOOLS, 'go')).flatMap((version) => {
    const goroot = join(TOOLS, 'go', version);
    const go = join(goroot, 'bin/go');
    return isExecutable(go) ? [{ version, goroot, go }] : [];
  });
}

/** All Nodes beside the one that runs the tests, oldest first. */
export function nodes(): readonly NodeBinary[] {
  return versions(join(TOOLS, 'node')).flatMap((version) => {
    const path = join(TOOLS, 'node', version, 'bin/node');
    return isExecutable(path) ? [{ version, path }] : [];
  });
}

/** Absolute path of a program of the system, of `goss`, or of `go` (the newest), or null. */
export function tool(name: string): string | null {
  if (name === 'go') return goToolchains().at(-1)?.go ?? null;
  const paths = [...SYSTEM_PATH.split(':'), join(TOOLS, name, 'usr/bin')];
  return paths.map((directory) => join(directory, name)).find(isExecutable) ?? null;
}

/** Folder with the arm64 loader and libraries, for `qemu-aarch64-static -L`; null where it is not. */
export function arm64Libraries(): string | null {
  const directory = join(TOOLS, 'arm64/usr/aarch64-linux-gnu');
  return existsSync(directory) ? directory : null;
}

/** What a group of tests cannot do without. */
export interface Needs {
  /** Programs that {@link tool} finds. */
  readonly tools?: readonly string[];
  /** At least one Go toolchain; or exactly these release lines. */
  readonly go?: true | readonly string[];
  /** At least one Node of `.ci/tools.sh`. */
  readonly nodes?: true;
  /** To be root: mounts, cgroups, other users' ids. */
  readonly root?: true;
  /** Anything else: null when it is there, else what is missing. */
  readonly also?: () => string | null;
}

/** `describe` for tests that compare with real tools. */
export function describeReal(name: string, needs: Needs, tests: () => void): void {
  const reason = missing(needs);
  if (reason === null) {
    describe(name, tests);
    return;
  }
  it(`${name} (real tools)`, (context) => {
    if (process.env.PROBE_ENV_REQUIRE_TOOLS === '1') throw new Error(`real tools are required: ${reason}`);
    context.skip(reason);
  });
}

/** An environment for children that owes nothing to the machine's own (which may name CA files, proxies, Go settings). */
export function cleanEnv(more: Readonly<Record<string, string>> = {}): Record<string, string> {
  return { PATH: SYSTEM_PATH, LANG: 'C.UTF-8', ...more };
}

function missing(needs: Needs): string | null {
  const tools = (needs.tools ?? []).filter((name) => tool(name) === null);
  if (tools.length > 0) return `no ${tools.join(', no ')}`;
  const lines = goToolchains().map((toolchain) => toolchain.version);
  if (needs.go === true && lines.length === 0) return 'no Go toolchain';
  if (needs.go !== undefined && needs.go !== true) {
    const absent = needs.go.filter((version) => !lines.includes(version));
    if (absent.length > 0) return `no Go ${absent.join(', ')}`;
  }
  if (needs.nodes && nodes().length === 0) return 'no Node of .ci/tools.sh';
  if (needs.root && process.getuid?.() !== 0) return 'not root';
  return needs.also?.() ?? null;
}

function versions(directory: string): readonly string[] {
  if (!existsSync(directory)) return [];
  const key = (version: string) => version.split('.').reduce((sum, part) => sum * 1000 + Number(part), 0);
  return readdirSync(directory)
    .filter((name) => /^\d+(\.\d+)?$/.test(name))
    .sort((a, b) => key(a) - key(b));
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
