import type { Host } from '../../../src/target/host.ts';
import type { GoEnvFacts, Seen } from '../facts.ts';
import type { GoEnvFinding } from '../rules/index.ts';
import { settingOf } from '../settings/settings.ts';

/** Settings that go takes in without a word, and refuses when it comes to need them. */
const LATE = ['GOOS', 'GOARCH', 'GOAMD64', 'GOAUTH', 'GOVCS', 'GOBIN', 'GOCACHEPROG', 'GOTMPDIR'] as const;

/** Settings that name a directory which go makes. */
const PATHS = ['GOPATH', 'GOCACHE', 'GOMODCACHE', 'HOME', 'XDG_CACHE_HOME'] as const;
/** What env files leave at either end of a value. */
const SLIP = /^[\s"']|[\s"']$|\s#/;

/**
 * What go will refuse although `go env` answers well. Loaded where there is something to look at: a module, a
 * setting of that kind, a path with something at its end, a file:// proxy, a proxy for https, a build cache, or a file system without room.
 */
export async function lookAhead(host: Host, facts: GoEnvFacts): Promise<readonly GoEnvFinding[]> {
  const { seen, sources } = facts;
  if (seen === null) return [];
  const { module, values } = seen;
  const noFile = noFiles(host, facts, seen);
  const found =
    noFile.length > 0
      ? (await import('./not-a-file.ts')).judgeNoFile(host, noFile, module.gomod)
      : values.GOMOD === '/dev/null' && hasSource(host, facts.directory)
        ? (await import('./no-module.ts')).judgeNoModule(host, facts, seen)
        : [];
  const worthwhile =
    module.gomod !== null ||
    module.gowork !== null ||
    LATE.some((key) => settingOf(sources, key) !== null) ||
    /file:/i.test(values.GOPROXY ?? '') ||
    Boolean(host.env.HTTPS_PROXY || host.env.https_proxy) ||
    PATHS.some((key) => SLIP.test(settingOf(sources, key)?.value ?? sources.environment[key] ?? '')) ||
    hasSignOfTrouble(host, values.GOCACHE ?? '', sources.environment.TMPDIR || '/tmp');
  return worthwhile
    ? [...found, ...(await (await import('./closer-look.ts')).lookCloser(host, facts, seen))]
    : found;
}

/** Where go looks for a file and finds something else: it passes over it, which whoever made it did not mean. */
function noFiles(host: Host, { directory }: GoEnvFacts, { module, values }: Seen): readonly string[] {
  // GOPATH mode: nobody looks.
  if (values.GOMOD === '') return [];
  const at = (name: string) => `${directory === '/' ? '' : directory}/${name}`;
  const looked = [
    ...(module.gomod === at('go.mod') ? [] : [at('go.mod')]),
    ...(module.gowork === null && values.GOWORK !== 'off' ? [at('go.work')] : []),
  ];
  return looked.filter((path) => {
    const stat = host.stat(path);
    return stat.ok ? stat.value.type === 'directory' : host.readlink(path).ok;
  });
}

function hasSource(host: Host, directory: string): boolean {
  const names = host.readdir(directory);
  return names.ok && names.value.some((name) => /^[^_.].*\.go$/.test(name));
}

/** Cheap signs for what the closer look explains: a cache of somebody else, or a full file system. */
function hasSignOfTrouble(host: Host, cache: string, temporary: string): boolean {
  const made = host.stat(`${cache}/00`);
  if (made.ok && !host.access(`${cache}/00`, 'write').ok) return true;
  if (!made.ok && made.error.code !== 'ENOENT') return true;
  return [temporary, ...(made.ok ? [cache] : [])].some((path) => {
    const room = host.statfs(path);
    return room.ok && (room.value.available === 0 || room.value.freeFiles === 0);
  });
}
