import { parseJson } from '../../../src/core/text/json.ts';
import { goAtLeast } from '../../../src/go/release.ts';
import { flagValue, parseGoflags } from '../../../src/go/settings/goflags.ts';
import { splitQuoted } from '../../../src/go/words.ts';
import { lacks } from '../../../src/target/file-type.ts';
import type { Host } from '../../../src/target/host.ts';
import { realOr } from '../../../src/target/posix/real-path.ts';
import { findOnPath } from '../../../src/target/program/find-program.ts';
import { isUnknown } from '../../../src/target/result.ts';
import type { FlagDefect, FlagProblem } from '../settings/goflags.ts';
import { needsCgo, supportsMode } from './build-modes.ts';
import { whyNot } from './judge-cache-program.ts';
import { type Sanitizer, supportsSanitizer } from './sanitizers.ts';
import { toolDefect } from './tool-flags.ts';

export interface FlagWorld {
  readonly values: Readonly<Record<string, string>>;
  readonly directory: string;
}

/**
 * Flags whose spelling is right and with which every build ends all the same (cmd/go/internal/work, BuildInit,
 * instrumentInit, buildModeInit): they ask for what this machine or this target has not.
 */
export function flagMeaning(host: Host, { values, directory }: FlagWorld): readonly FlagDefect[] {
  const { GOOS = '', GOARCH = '', GOVERSION = '' } = values;
  const { flags } = parseGoflags(values.GOFLAGS ?? '', values.GOVERSION ?? null);
  const value = (name: string) => flagValue(flags, name);
  const defects: FlagDefect[] = [];
  const written = (name: string) => flags.filter((one) => new RegExp(`^--?${name}(?:=|$)`, 's').test(one));
  const blame = (name: string, problem: FlagProblem | null) => {
    const flag = written(name).at(-1);
    if (flag !== undefined && problem !== null) defects.push({ flag, problem });
  };
  const on = (['race', 'msan', 'asan'] as const).filter((name) => isTrue(flags, name));
  for (const name of on) blame(name, sanitizerProblem(name, on, values));
  if (defects.length === 0 && on.includes('msan') && isGcc(host, values.CC ?? ''))
    blame('msan', 'needs-clang');
  if (defects.length === 0 && on.includes('asan')) blame('asan', asanProblem(host, values.CC ?? ''));
  // Made by `go install -buildmode=shared std`, which nobody has by accident.
  const shared = `${values.GOROOT}/pkg/${values.GOOS}_${values.GOARCH}_dynlink`;
  const linkshared = isTrue(flags, 'linkshared') && supportsMode('shared', GOOS, GOARCH, GOVERSION);
  if (linkshared && lacks(host, shared, 'directory')) blame('linkshared', 'not-shared');
  const mode = value('buildmode');
  if (mode !== null) blame('buildmode', modeProblem(mode, on, values));
  if (mode === 'shared' && value('o') !== null) blame('o', 'shared-output');
  if (isTrue(flags, 'linkshared') && !supportsMode('shared', GOOS, GOARCH, GOVERSION)) {
    blame('linkshared', 'unsupported-target');
  }
  const cover = value('covermode');
  // A flag of go test alone before that.
  if (cover !== null && goAtLeast(values.GOVERSION ?? null, '1.20')) {
    blame('covermode', coverProblem(cover, isTrue(flags, 'race')));
  }
  if (value('compiler') === 'gccgo') {
    const program = values.GCCGO || host.env.GCCGO || 'gccgo';
    blame('compiler', whyNot(host, directory, program) === null ? null : 'program-missing');
  }
  const parallel = value('p');
  if (parallel !== null && Number(parallel.replaceAll('_', '')) <= 0) blame('p', 'not-positive');
  const overlay = value('overlay');
  if (overlay !== null && overlay !== '') blame('overlay', overlayProblem(host, at(directory, overlay)));
  const pgo = value('pgo');
  if (pgo !== null && !['', 'auto', 'off'].includes(pgo)) blame('pgo', fileProblem(host, at(directory, pgo)));
  const toolexec = splitQuoted(value('toolexec') ?? '');
  const [program] = toolexec.words;
  if (program !== undefined && !toolexec.open) {
    blame('toolexec', whyNot(host, directory, program) === null ? null : 'program-missing');
  }
  for (const name of ['ldflags', 'gcflags', 'asmflags']) {
    const given = written(name).filter((one) => one.includes('='));
    const found = toolDefect(
      name,
      given.map((one) => one.slice(one.indexOf('=') + 1)),
      values.GOVERSION ?? '',
    );
    const flag = given.findLast((one) => one.includes(found?.word ?? '')) ?? given.at(-1);
    if (found !== null && flag !== undefined) defects.push({ flag, ...found });
    else if (name === 'ldflags' && values.CGO_ENABLED !== '1') blame(name, linkProblem(given, GOVERSION));
  }
  return defects;
}

const BUILD_MODES: readonly string[] = [
  'archive',
  'c-archive',
  'c-shared',
  'default',
  'exe',
  'pie',
  'shared',
  'plugin',
];

function modeProblem(
  mode: string,
  sanitizers: readonly Sanitizer[],
  { GOOS = '', GOARCH = '', CGO_ENABLED, GOVERSION = '' }: FlagWorld['values'],
): FlagProblem | null {
  if (!BUILD_MODES.includes(mode)) return 'unknown-buildmode';
  if (mode === 'pie' && sanitizers.includes('race') && GOOS === 'linux') return 'not-with-race';
  if (!supportsMode(mode, GOOS, GOARCH, GOVERSION)) return 'unsupported-target';
  return CGO_ENABLED !== '1' && needsCgo(mode, GOOS, GOARCH, GOVERSION) ? 'needs-cgo' : null;
}

/** -linkmode=external, as go itself looks for it (cmd/go/internal/load, externalLinkingReason; from 1.22 on it is refused). */
function linkProblem(given: readonly string[], goversion: string): FlagProblem | null {
  const last = given.at(-1)?.replace(/^[^=]*=/, '') ?? '';
  const { words } = splitQuoted(last.replace(/^(?:all|\.|\.\/\.\.\.)=/, ''));
  const at = words.findLastIndex((word) => /^-linkmode(?:=|$)/.test(word));
  const written = words[at] ?? '';
  const mode = written.includes('=') ? written.slice('-linkmode='.length) : words[at + 1];
  return at >= 0 && mode === 'external' && goAtLeast(goversion, '1.22') ? 'needs-cgo' : null;
}

/**
 * Go asks the compiler for its version (compilerRequiredAsanVersion), CC being one word: what begins with another name
 * than gcc, `x86_64-linux-gnu-gcc` or `cc`, is no GCC to it. Other names may be clang.
 */
function asanProblem(host: Host, compiler: string): FlagProblem | null {
  const path = compiler.startsWith('/') ? compiler : findOnPath(host, compiler);
  if (path === null || lacks(host, path, 'file')) return 'asan-compiler';
  const name = compiler.slice(compiler.lastIndexOf('/') + 1);
  return isGcc(host, compiler) && !name.startsWith('gcc') ? 'asan-compiler' : null;
}

/** cmd/go/internal/work, coverModeFlag.Set and BuildInit. */
function coverProblem(mode: string, race: boolean): FlagProblem | null {
  if (!['', 'set', 'count', 'atomic'].includes(mode)) return 'bad-value';
  return race && mode !== '' && mode !== 'atomic' ? 'not-atomic' : null;
}

function sanitizerProblem(
  name: Sanitizer,
  on: readonly Sanitizer[],
  { GOOS = '', GOARCH = '', CGO_ENABLED, GOVERSION = '' }: FlagWorld['values'],
): FlagProblem | null {
  if (on.length > 1) return 'not-together';
  if (!supportsSanitizer(name, `${GOOS}/${GOARCH}`, GOVERSION)) return 'unsupported-target';
  // On macOS the race detector does without.
  const needless = name === 'race' && GOOS === 'darwin' && goAtLeast(GOVERSION, '1.20');
  return CGO_ENABLED === '1' || needless ? null : 'needs-cgo';
}

/** GCC has no -fsanitize=memory. */
function isGcc(host: Host, compiler: string): boolean {
  const [name = ''] = splitQuoted(compiler).words;
  const path = name.startsWith('/') ? name : findOnPath(host, name);
  return path !== null && /(?:^|[/-])gcc(?:-[\d.]+)?$/.test(realOr(host, path));
}

function isTrue(flags: readonly string[], name: string): boolean {
  const written = flags.findLast((one) => new RegExp(`^--?${name}(?:=|$)`).test(one));
  if (written === undefined) return false;
  return !written.includes('=') || /=(?:1|t|T|TRUE|true|True)$/.test(written);
}

function fileProblem(host: Host, path: string): FlagProblem | null {
  const stat = host.stat(path);
  if (!stat.ok) return isUnknown(stat.error) ? 'file-unreadable' : 'file-missing';
  if (stat.value.type === 'directory') return 'file-missing';
  return host.access(path, 'read').ok ? null : 'file-unreadable';
}

function overlayProblem(host: Host, path: string): FlagProblem | null {
  const file = host.readFile(path);
  if (!file.ok) return fileProblem(host, path) ?? 'file-missing';
  try {
    parseJson(file.value.toString('utf8'));
    return null;
  } catch {
    return 'file-malformed';
  }
}

function at(directory: string, path: string): string {
  return path.startsWith('/') ? path : `${directory}/${path}`;
}
