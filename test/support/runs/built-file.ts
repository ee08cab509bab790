import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const ROOT = join(import.meta.dirname, '../../..');

/** The bundle, run by the Node that runs the tests. */
export const BUNDLE = join(ROOT, 'dist/probe-env.cjs');

/** The single executable that `npm run build:sea` makes for this machine. */
export const EXECUTABLE = join(ROOT, 'dist/probe-env');

/**
 * What starts the built file that the end-to-end tests look at: the bundle, or what PROBE_ENV_BIN names
 * (the executable; or a bundle for another Node with PROBE_ENV_NODE).
 */
export function builtFile(): readonly [string, ...string[]] {
  const file = process.env.PROBE_ENV_BIN ?? BUNDLE;
  return file.endsWith('.cjs') ? [process.env.PROBE_ENV_NODE ?? process.execPath, file] : [file];
}

/** Why the executable cannot be tested; null when it holds the program that the bundle holds. */
export function executableProblem(): string | null {
  if (!existsSync(EXECUTABLE) || !existsSync(BUNDLE)) return 'no dist/probe-env: npm run build:sea';
  const [id] = /program [0-9a-f]{64}/.exec(readFileSync(BUNDLE, 'latin1')) ?? [];
  return id !== undefined && readFileSync(EXECUTABLE).includes(id)
    ? null
    : 'dist/probe-env is not of this bundle: npm run build:sea';
}
