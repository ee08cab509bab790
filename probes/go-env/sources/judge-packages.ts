import type { Host } from '../../../src/target/host.ts';
import { parentOf } from '../../../src/target/posix/walk-path.ts';
import { isUnknown } from '../../../src/target/result.ts';
import { type GoEnvFacts, type Seen, usesModules } from '../facts.ts';
import type { GoEnvFinding } from '../rules/index.ts';
import { notEmbedded } from './embedded.ts';
import { type GoSource, readSource } from './read-source.ts';
import { isSource } from './sources.ts';

/** Files that are read of the packages that are built, and bytes of each: imports stand at the beginning. */
const MAX_FILES = 64;
const MAX_BYTES = 16 * 1024;

/**
 * Packages of the module itself that the package of the working directory imports, and files that it embeds: where
 * .dockerignore or a COPY left them out, go looks for them in vain (cmd/go/internal/modload, dirInModule; go/build). Only
 * what is there in no file is told: files for other systems, and those behind a build constraint, import what they like.
 */
export function judgePackages(host: Host, { directory }: GoEnvFacts, seen: Seen): GoEnvFinding[] {
  const { gomod, gowork, file, main } = seen.module;
  const path = file?.module ?? null;
  // Another module of a workspace may have it.
  if (!usesModules(seen) || gomod === null || gowork !== null || path === null || main?.errors.length !== 0)
    return [];
  const root = parentOf(gomod);
  if (directory !== root && !directory.startsWith(`${root}/`)) return [];
  const others = [...(file?.require ?? []), ...(file?.replace ?? []).map((one) => one.old)].map(
    (one) => one.path,
  );
  const inOther = (name: string) =>
    others.some((other) => other.startsWith(`${path}/`) && (name === other || name.startsWith(`${other}/`)));
  const queue = [directory];
  const known = new Set(queue);
  let files = 0;
  for (let at = queue.shift(); at !== undefined; at = queue.shift()) {
    const needsCgo = seen.values.CGO_ENABLED === '0' ? onlyForCgo(host, at) : null;
    if (needsCgo !== null) return [{ rule: 'go-env/cgo-needed', args: { path: needsCgo, directory: at } }];
    for (const source of sourcesIn(host, at)) {
      if (++files > MAX_FILES) return [];
      for (const embed of source.embeds) {
        const why = notEmbedded(host, at, embed);
        if (why === null) continue;
        const args = { path: source.path, pattern: embed.pattern, directory: at, root, why };
        return [{ rule: 'go-env/embed-missing', args }];
      }
      for (const name of source.imports) {
        if (!name.startsWith(`${path}/`) || inOther(name)) continue;
        const there = `${root}/${name.slice(path.length + 1)}`;
        if (known.has(there)) continue;
        known.add(there);
        const why = isModule(host, root, there) ? 'other-module' : hasNoSource(host, there) ? 'absent' : null;
        if (why !== null) {
          const args = { path: source.path, package: name, directory: there, root, why } as const;
          return [{ rule: 'go-env/package-missing', args }];
        }
        queue.push(there);
      }
    }
  }
  return [];
}

function sourcesIn(host: Host, directory: string): readonly GoSource[] {
  const names = host.readdir(directory);
  if (!names.ok) return [];
  return names.value.filter(isBuilt).flatMap((name) => {
    const head = host.readHead(`${directory}/${name}`, MAX_BYTES);
    const source = head.ok ? readSource(`${directory}/${name}`, head.value.toString('utf8')) : null;
    return source === null ? [] : [source];
  });
}

/** A file of a package whose files all import "C", so that without cgo nothing of it is left (go/build, matchFile); null: another. */
function onlyForCgo(host: Host, directory: string): string | null {
  const names = host.readdir(directory);
  const files = names.ok ? names.value.filter((name) => isSource(name) && !name.endsWith('_test.go')) : [];
  if (files.length > MAX_FILES) return null;
  const all = files.every((name) => {
    const path = `${directory}/${name}`;
    const head = host.readHead(path, MAX_BYTES);
    return head.ok && readSource(path, head.value.toString('utf8'))?.imports.includes('C') === true;
  });
  return all && files[0] !== undefined ? `${directory}/${files[0]}` : null;
}

/** Neither a test nor for one system or processor alone, as far as its name says (go/build, goodOSArchFile). */
function isBuilt(name: string): boolean {
  return isSource(name) && !/_[a-z0-9]+\.go$/.test(name);
}

/** Go fails at a package without any source; what may not be read is told elsewhere. */
function hasNoSource(host: Host, directory: string): boolean {
  const names = host.readdir(directory);
  return names.ok
    ? !names.value.some((name) => isSource(name) && !name.endsWith('_test.go'))
    : !isUnknown(names.error);
}

/** It lies in a module of its own below this one, whose packages are not of this one. */
function isModule(host: Host, root: string, directory: string): boolean {
  for (let at = directory; at.length > root.length; at = parentOf(at))
    if (host.stat(`${at}/go.mod`).ok) return true;
  return false;
}
