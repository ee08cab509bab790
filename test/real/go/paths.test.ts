import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { quietGoEnv } from '../../../src/go/command.ts';
import { type GoPath, goPaths } from '../../../src/go/paths.ts';
import { nodeHost } from '../../../src/target/live/live-host.ts';
import { cleanEnv, describeReal, goToolchains } from '../../support/system/real-tools.ts';

/** Environments by name; `$D` stands for a temporary directory that holds some env files. */
const CASES: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'nothing set': {},
  'HOME alone': { HOME: '/home/app' },
  'HOME is /': { HOME: '/' },
  'HOME with slashes to spare': { HOME: '/home//app/' },
  'HOME empty': { HOME: '' },
  'HOME relative': { HOME: 'home' },
  'as the golang image': { HOME: '/root', GOPATH: '/go' },
  'a list of GOPATHs': { HOME: '/root', GOPATH: '/first:/second' },
  'GOPATH that begins with a colon': { HOME: '/root', GOPATH: ':/second' },
  'GOPATH with a slash behind': { HOME: '/root', GOPATH: '/go/' },
  'GOPATH relative': { HOME: '/root', GOPATH: 'go' },
  'GOPATH empty': { HOME: '/root', GOPATH: '' },
  'caches set': { HOME: '/root', GOCACHE: '/cache', GOMODCACHE: '/mod', GOBIN: '/usr/local/bin' },
  'caches set without HOME': { GOCACHE: '/cache', GOMODCACHE: '/mod', GOPATH: '/go' },
  'GOCACHE off': { HOME: '/root', GOCACHE: 'off' },
  'GOCACHE relative': { HOME: '/root', GOCACHE: 'cache' },
  'GOCACHE not clean': { HOME: '/root', GOCACHE: '/a//b/../c/' },
  XDG_CACHE_HOME: { HOME: '/root', XDG_CACHE_HOME: '/xdg' },
  'XDG_CACHE_HOME without HOME': { XDG_CACHE_HOME: '/xdg/' },
  'XDG_CACHE_HOME relative': { HOME: '/root', XDG_CACHE_HOME: 'xdg' },
  'XDG_CACHE_HOME empty': { HOME: '/root', XDG_CACHE_HOME: '' },
  'env file by GOENV': { HOME: '/root', GOENV: '$D/all' },
  'environment before env file': { HOME: '/root', GOENV: '$D/all', GOPATH: '/mine', GOCACHE: '/mine' },
  'env file in HOME': { HOME: '$D/home' },
  'env file in XDG_CONFIG_HOME': { HOME: '/root', XDG_CONFIG_HOME: '$D/home/.config' },
  'env file switched off': { HOME: '$D/home', GOENV: 'off' },
  'env file missing': { HOME: '/root', GOENV: '$D/missing' },
  'env file with odd lines': { HOME: '/root', GOENV: '$D/odd' },
  'env file with empty values': { HOME: '/root', GOENV: '$D/empty' },
};

const ENV_FILES = {
  all: 'GOPATH=/file/go\nGOCACHE=/file/cache\nGOMODCACHE=/file/mod\nGOBIN=/file/bin\nGOTMPDIR=/file/tmp\n',
  'home/.config/go/env': 'GOPATH=/user/go\nGOBIN=/user/bin',
  odd: '# GOPATH=/no\n GOPATH=/no\nexport GOPATH=/no\nGOBIN=/one\nGOBIN=/two\n=x\nGOMODCACHE=/with=sign\n',
  empty: 'GOPATH=\nGOCACHE=\n',
} as const;

const KEYS = ['GOPATH', 'GOMODCACHE', 'GOCACHE', 'GOBIN', 'GOTMPDIR'] as const;

describeReal('go-paths agrees with go env', { go: true }, () => {
  let directory = '';
  beforeAll(() => {
    directory = mkdtempSync(join(tmpdir(), 'probe-env-paths-'));
    for (const [name, text] of Object.entries(ENV_FILES)) {
      mkdirSync(join(directory, name, '..'), { recursive: true });
      writeFileSync(join(directory, name), text);
    }
  });
  afterAll(() => rmSync(directory, { recursive: true, force: true }));

  for (const { version, go, goroot } of goToolchains()) {
    it.each(Object.keys(CASES))(`go ${version}: %s`, (name) => {
      const env = {
        ...cleanEnv({ PATH: join(go, '..'), GOTOOLCHAIN: 'local' }),
        ...Object.fromEntries(
          Object.entries(CASES[name] ?? {}).map(([key, value]) => [key, value.replace('$D', directory)]),
        ),
      };
      const host = { ...nodeHost(process), env };
      const ours = goPaths(host);
      expect(path(ours.goroot)).toBe(goroot);
      const theirs = askGo(go, env);
      if (theirs === null) {
        // A relative GOPATH (or HOME) stops every go command.
        expect(path(ours.gopath)).toBeNull();
        return;
      }

      expect(path(ours.cache)).toBe(usable(theirs.GOCACHE));
      expect(path(ours.modcache)).toBe(usable(theirs.GOMODCACHE));
      const first = usable(theirs.GOPATH.split(':')[0] ?? '');
      expect(path(ours.gopath)).toBe(first);
      // Before 1.27 `go env GOBIN` does not tell the default.
      expect(path(ours.bin)).toBe(usable(theirs.GOBIN) ?? (first === null ? null : join(first, 'bin')));
      if (theirs.GOTMPDIR !== '') expect(ours.temporary.path).toBe(theirs.GOTMPDIR);
    });
  }
});

function path(value: GoPath | null): string | null {
  return value?.path ?? null;
}

/** What go can work with: it refuses a relative value when it comes to use it. */
function usable(value: string): string | null {
  return value.startsWith('/') ? value : null;
}

function askGo(go: string, env: Record<string, string>): Record<(typeof KEYS)[number], string> | null {
  // GOENV keeps the settings; the configuration directory, in which telemetry is written, leads nowhere.
  const result = spawnSync(go, ['env', '-json', ...KEYS], {
    env: quietGoEnv(env),
    cwd: '/',
    encoding: 'utf8',
  });
  if (result.stderr.includes('GOPATH entry is relative')) return null;
  return JSON.parse(result.stdout);
}
