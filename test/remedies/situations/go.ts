import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { TOOLS } from '../../support/system/real-tools.ts';
import type { RootKind } from '../roots/roots.ts';
import type { Situation } from '../situation.ts';

export const ANY = ['debian', 'alpine', 'distroless', 'empty'] as const;
export const SHELLS = ['debian', 'alpine'] as const;
/** With a shell and without one. */
export const TWO = ['debian', 'distroless'] as const;

const BUILD = ['--profile', 'build'];
export const SYSTEM_PATH = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';

/** The release that stands for a line among the tools of this machine, such as `go1.27.3`. */
export function release(line: string): string {
  const path = join(TOOLS, 'go', line, 'VERSION');
  return existsSync(path) ? (readFileSync(path, 'utf8').split('\n', 1)[0] ?? '') : `go${line}.0`;
}

/** What every situation with a toolchain has in common: a module in /src that builds when nothing is broken. */
type Beside = Partial<Situation> & { readonly what: string; readonly roots?: readonly RootKind[] };

function situation(rule: string, module: string, beside: Beside): Situation {
  return {
    rule,
    go: ['1.27'],
    cwd: '/src',
    roots: ['debian'],
    args: BUILD,
    works: ['builds'],
    context: module,
    ...beside,
    broken: [`mkdir -p src && cp -a $F/${module}/. src/`, ...(beside.broken ?? [])],
  };
}

/** In a module that requires nothing. */
export function inPlain(rule: string, beside: Beside): Situation {
  return situation(rule, 'plain', beside);
}

/** In a module that requires another one, which a proxy of this machine has. */
export function inApp(rule: string, beside: Beside, module = 'app'): Situation {
  return situation(rule, module, {
    ...beside,
    image: {
      GOPROXY: 'file:///opt/proxy',
      GONOSUMDB: 'example.com',
      GOFLAGS: '-modcacherw',
      ...beside.image,
    },
    broken: ['mkdir -p opt/proxy && cp -a $F/proxy/. opt/proxy/', ...(beside.broken ?? [])],
  });
}

/** In a workspace of an application and a library. */
export function inWorkspace(rule: string, beside: Beside): Situation {
  return situation(rule, 'workspace', { cwd: '/src/app', ...beside });
}

/** The file of go env -w, of root and of the user. */
export function envFile(...lines: readonly string[]): readonly string[] {
  const text = lines.map((line) => line.replaceAll("'", "'\\''")).join("' '");
  return ['root', 'home/app'].flatMap((home) => [
    `mkdir -p ${home}/.config/go && printf '%b\\n' '${text}' >${home}/.config/go/env`,
    ...(home === 'root' ? [] : ['chown -R 12345 home/app/.config']),
  ]);
}

/** The git of this machine, with what it is linked against. */
export const GIT = [
  'cp "$(command -v git)" usr/bin/git',
  'for lib in $(ldd usr/bin/git | sed -n \'s/.*=> \\(\\/[^ ]*\\).*/\\1/p\'); do [ -e ".$lib" ] || cp "$lib" ".$lib"; done',
];

/** Everything in /src belongs to the user. */
export const OWN = 'chown -R 12345 src';
