import { posix } from 'node:path';
import { parse } from 'yaml';
import { quote } from '../../../src/core/remedy/quote.ts';
import type { Remedy } from '../../../src/core/remedy/remedy.ts';
import type { Ended, Sandbox } from '../roots/sandbox.ts';
import { type Identity, ROOT, type Settings } from '../situation.ts';
import { type Instruction, parseInstruction } from './dockerfile.ts';
import { applyOptions, applyPod } from './manifest.ts';

/** A remedy could not be applied: what a person who types it would see. */
export class Refused extends Error {}

export interface Applied {
  readonly settings: Settings;
  /** The policy, where the remedy changed it. */
  readonly policy?: unknown;
}

/** Does what the remedy says, as a person does who copies its lines. */
export async function apply(remedy: Remedy, sandbox: Sandbox, settings: Settings): Promise<Applied> {
  const { where, syntax, lines, needs } = remedy;
  if (lines.length === 0) return { settings: takeOut(remedy.why, settings) };
  if (syntax === 'dockerfile') return { settings: await build(remedy, sandbox, settings) };
  if (syntax === 'options') return { settings: applyOptions(lines, settings) };
  if (where === 'pod') return { settings: applyPod(parse(lines.join('\n')), settings) };
  if (where === 'policy') return { settings, policy: parse(lines.join('\n')) };
  return { settings: await type(lines, needs.includes('root'), sandbox, settings) };
}

/** The one edit in words that a test can do: `take NAME out …`. */
function takeOut(why: string, settings: Settings): Settings {
  const [, names] = /^take ((?:[A-Z_0-9]+(?:, | and )?)+) out/.exec(why) ?? [];
  if (names === undefined) throw new Refused(`nothing to type: ${why}`);
  const gone = names.split(/, | and /);
  const without = (env: Readonly<Record<string, string>>) =>
    Object.fromEntries(Object.entries(env).filter(([name]) => !gone.includes(name)));
  return { ...settings, imageEnv: without(settings.imageEnv), podEnv: without(settings.podEnv) };
}

async function type(
  lines: readonly string[],
  asRoot: boolean,
  sandbox: Sandbox,
  settings: Settings,
): Promise<Settings> {
  const umask = /^umask ([0-7]+)$/.exec(lines[0] ?? '')?.[1];
  // What belongs to a process is gone with it: such a line is one of the entrypoint.
  if (lines.length === 1 && umask !== undefined) return { ...settings, umask };
  for (const line of lines) {
    const as = asRoot ? { uid: 0, gid: 0 } : settings.identity;
    const { code, output } = await sandbox.inside(['/bin/sh', '-c', line], settings, as);
    if (code !== 0) throw new Refused(`${line}: exit ${code}: ${output}`);
  }
  return settings;
}

async function build({ lines, needs }: Remedy, sandbox: Sandbox, settings: Settings): Promise<Settings> {
  let { imageEnv, cwd, identity } = settings;
  // What RUN runs as, and what relative paths are relative to; USER and WORKDIR also say it for the container.
  let user: Identity = needs.includes('user') ? identity : ROOT;
  for (const line of lines) {
    const instruction = parseInstruction(line, { PATH: DOCKER_PATH, ...imageEnv });
    if (instruction.kind === 'from') throw new Refused(`another base image: ${line}`);
    if (instruction.kind === 'workdir') {
      cwd = posix.resolve(cwd, instruction.name);
      await sandbox.outside([`umask 022 && mkdir -p "$M"${quote(cwd)}`]);
    }
    if (instruction.kind === 'user') identity = user = instruction.identity;
    if (instruction.kind === 'env') imageEnv = { ...imageEnv, ...instruction.values };
    const ended =
      instruction.kind === 'run'
        ? await sandbox.run(withoutNetwork(instruction.line), { ...settings, imageEnv, cwd, identity: user })
        : instruction.kind === 'copy'
          ? await copy(instruction, sandbox, { ...settings, cwd })
          : null;
    if (ended !== null && ended.code !== 0) throw new Refused(`${line}: exit ${ended.code}: ${ended.output}`);
  }
  return { ...settings, imageEnv, cwd, identity };
}

/** The proxy of everybody is stood in for by a directory, as the archives of the distributions are. */
function withoutNetwork(line: string): string {
  return line.replace(/^GOPROXY=\S+(?= go mod download)/, 'GOPROXY=file:///opt/proxy');
}

type Copy = Instruction & { kind: 'copy' };

/** A toolchain of the image golang is a layer that is there already; anything else is copied. */
async function copy(instruction: Copy, sandbox: Sandbox, { cwd, context }: Settings): Promise<Ended> {
  const target = posix.resolve(cwd, instruction.target) + (instruction.target.endsWith('/') ? '/' : '');
  const [, version] = /^golang:([\d.]+)(?:-alpine)?$/.exec(instruction.from ?? '') ?? [];
  if (version === undefined || instruction.sources.join() !== '/usr/local/go')
    return sandbox.outside(copyLines({ ...instruction, target }, context, version));
  const placed = await sandbox.outside([`[ ! -e "$M"${quote(target)} ] || [ -d "$M"${quote(target)} ]`]);
  if (placed.code === 0) sandbox.addTree(version, target.replace(/\/$/, ''));
  return placed;
}

/** A source is a pattern, and remedies name one file: `[[]` is a `[`. */
const literally = (source: string) => source.replace(/\[([*?[])\]/g, '$1');

const DOCKER_PATH = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';

/**
 * COPY as builders do it: a directory's content goes into the target, which keeps what it has; a file takes
 * the target's place, or goes into it where it is a directory. What is copied, and what has to be made above
 * it, belongs to root unless told otherwise; directories that are made are 0755.
 */
function copyLines(
  { from, chown, chmod, sources, target }: Copy,
  context: string,
  golang: string | undefined,
): string[] {
  // Of the image golang nothing but the toolchain is asked for.
  const [line] = /^\d+\.\d+/.exec(golang ?? '') ?? [];
  const stage = from === null ? `$F/${context}/` : line === undefined ? '$B' : `$G/${line}`;
  const owner = (chown ?? '0:0').includes(':') ? (chown ?? '0:0') : `${chown}:${chown}`;
  const [uid, gid] = owner.split(':');
  const marks = `--owner=:${uid} --group=:${gid} --numeric-owner${chmod === null ? '' : ` --mode=${chmod}`}`;
  return sources.flatMap((source) => [
    `S="${stage}"${quote(line === undefined ? literally(source) : source.replace(/^\/usr\/local\/go/, ''))} T="$M"${quote(target)}`,
    // A stage that has this very file: the one of the root.
    ...(from === 'build' ? [`[ -e "$S" ] || S="$M"${quote(literally(source))}`] : []),
    // Nobody's umask counts in a build.
    'umask 022',
    `make() { [ -d "$1" ] || { make "$(dirname "$1")"; mkdir "$1"; chown ${owner} "$1"; }; }`,
    `case ${quote(target)} in */) make "$T" ;; *) make "$(dirname "$T")" ;; esac`,
    '[ ! -d "$S" ] || make "$T"',
    'if [ -d "$S" ]; then find "$S" -mindepth 1 -maxdepth 1 -printf "%P\\0" | ' +
      `tar -C "$S" ${marks} --null -T - -cf - | tar -C "$T" --numeric-owner -xpf -; ` +
      'else [ ! -d "$T" ] || T="$T/$(basename "$S")"; ' +
      // A stage that is the root itself: source and target are one.
      'rm -rf "$V/.copied"; cp -aH "$S" "$V/.copied"; rm -f "$T"; cp -a "$V/.copied" "$T"; rm "$V/.copied"; ' +
      `chown ${owner} "$T"${chmod === null ? '' : ` && chmod ${chmod} "$T"`}; fi`,
  ]);
}
