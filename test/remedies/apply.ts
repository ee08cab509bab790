import { parse } from 'yaml';
import { quote } from '../../src/core/remedy/quote.ts';
import type { Remedy } from '../../src/core/remedy/remedy.ts';
import { type Instruction, parseInstruction } from './dockerfile.ts';
import { applyOptions, applyPod } from './manifest.ts';
import type { Sandbox } from './sandbox.ts';
import type { Settings } from './situation.ts';

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
  if (syntax === 'dockerfile') return { settings: await build(lines, sandbox, settings) };
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

async function build(lines: readonly string[], sandbox: Sandbox, settings: Settings): Promise<Settings> {
  let { imageEnv, cwd } = settings;
  for (const line of lines) {
    const instruction = parseInstruction(line, { PATH: DOCKER_PATH, ...imageEnv });
    if (instruction.kind === 'from') throw new Refused(`another base image: ${line}`);
    if (instruction.kind === 'workdir') cwd = instruction.name;
    if (instruction.kind === 'env') imageEnv = { ...imageEnv, ...instruction.values };
    const ended =
      instruction.kind === 'run'
        ? await sandbox.run(instruction.line, imageEnv)
        : instruction.kind === 'copy'
          ? await sandbox.outside(copyLines(instruction))
          : null;
    if (ended !== null && ended.code !== 0) throw new Refused(`${line}: exit ${ended.code}: ${ended.output}`);
  }
  return { ...settings, imageEnv, cwd };
}

const DOCKER_PATH = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';

/**
 * COPY as builders do it: a directory's content goes into the target, which keeps what it has; a file takes
 * the target's place, or goes into it where it is a directory. What is copied belongs to root unless told
 * otherwise; directories above are made as root, 0755.
 */
export function copyLines({ from, chown, chmod, sources, target }: Instruction & { kind: 'copy' }): string[] {
  const stage = from === null ? '$F/context/' : '$B';
  const owner = (chown ?? '0:0').includes(':') ? (chown ?? '0:0') : `${chown}:${chown}`;
  return sources.flatMap((source) => [
    `S="${stage}"${quote(source)} T="$M"${quote(target)}`,
    // A stage that has this very file: the one of the root.
    ...(from === 'build' ? [`[ -e "$S" ] || S="$M"${quote(source)}`] : []),
    // Nobody's umask counts in a build.
    'umask 022',
    'rm -rf "$V/.copy" && mkdir "$V/.copy" && cp -aH "$S" "$V/.copy/it"',
    `chown -R ${owner} "$V/.copy/it"`,
    ...(chmod === null ? [] : [`chmod -R ${chmod} "$V/.copy/it"`]),
    `case ${quote(target)} in */) mkdir -p "$T" ;; *) mkdir -p "$(dirname "$T")" ;; esac`,
    'if [ -d "$V/.copy/it" ]; then mkdir -p "$T" && cp -a --remove-destination "$V/.copy/it/." "$T/"; ' +
      'elif [ -d "$T" ]; then cp -a --remove-destination "$V/.copy/it" "$T/$(basename "$S")"; ' +
      'else cp -a --remove-destination "$V/.copy/it" "$T"; fi',
  ]);
}
