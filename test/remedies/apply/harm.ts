import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { looksSecret } from '../../../src/core/remedy/secret.ts';

/**
 * What no remedy may bring about, in what was written over a root: a path that everybody may write to (but for
 * sticky directories), a key that everybody may read or one of the homes that were there, a directory of the system
 * that belongs to a service.
 */
export function exposed(upper: string, homes: ReadonlySet<string>): ReadonlySet<string> {
  const found = new Set<string>();
  const visit = (path: string) => {
    for (const entry of readdirSync(join(upper, path), { withFileTypes: true })) {
      const inside = `${path}/${entry.name}`;
      if (!entry.isDirectory() && !entry.isFile()) continue;
      const { mode, uid } = statSync(join(upper, inside));
      if ((mode & 0o1002) === 0o002) found.add(`everybody may write to ${inside}`);
      const own = entry.isDirectory() ? homes.has(inside) : looksSecret(inside) && !PUBLIC.test(inside);
      if ((mode & 0o004) !== 0 && own) found.add(`everybody may read ${inside}`);
      if (uid !== 0 && SYSTEM.test(inside)) found.add(`${inside} belongs to uid ${uid}`);
      if (entry.isDirectory()) visit(inside);
    }
  };
  visit('');
  return found;
}

const SYSTEM =
  /^\/(?:bin|sbin|lib|lib64|etc|usr|var|root|opt|home|usr\/(?:bin|sbin|lib|share|local)|usr\/local\/\w+|etc\/\w+)$/;

/** The homes that a layer has: what is made anew was nobody's secret. */
export function homesIn(layer: string): readonly string[] {
  const inside = existsSync(join(layer, 'home')) ? readdirSync(join(layer, 'home')) : [];
  return ['/root', ...inside.map((name) => `/home/${name}`)];
}

/** What toolchains and caches hold has names of its own. */
const PUBLIC = /\/(?:go|go-build|zoneinfo|probe-env|pkg|src)\/|\/go$/;
