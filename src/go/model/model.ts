import type { Known } from '../../core/known.ts';
import type { FsFailure, Result } from '../../target/file.ts';
import type { FileCall, Host } from '../../target/host.ts';
import { realPath } from '../../target/posix/real-path.ts';
import { NOT_RUN } from '../../target/program/not-run.ts';
import type { RunResult, RunSpec } from '../../target/program/program.ts';
import { cannotStart } from '../../target/program/start-failure.ts';
import { isUnknown } from '../../target/result.ts';
import { readGoBuildInfo } from '../build-info.ts';
import { isKnownFlags } from './flags.ts';
import { type Env, GoFails, type GoProgram } from './known.ts';
import { modelValues } from './values.ts';

/** A go command is 13 to 20 MB. */
const MAX_GO_BYTES = 64 * 1024 * 1024;

/**
 * What a go command would print, without running it: `go version` and `go env -json KEY…`. It is read, and so are the
 * files that it would read (cmd/go/internal: cfg, envcmd, modload). Never a guess: whatever is not known to be
 * answered so by every release is unknown, with a reason. Where it is known that go fails, or does not start, that is
 * the answer.
 *
 * @param supposed a go of which no program is there to be read
 */
export function goModel(host: Host, supposed?: GoProgram): GoModel {
  const programs = new Map<string, Known<GoProgram>>();
  if (supposed !== undefined) programs.set(supposed.path, { known: true, value: supposed });
  return (question) => {
    const { file } = question;
    const cause = surelyNotStarted(host, question);
    if (cause !== null) return said({ kind: 'not-started', cause, stdout: '', stderr: '' });
    const program = programs.get(file) ?? readProgram(host, file);
    programs.set(file, program);
    if (!program.known) return program;
    try {
      return answer(host, program, question);
    } catch (error) {
      if (!(error instanceof GoFails)) throw error;
      return said({ kind: 'exited', code: error.code, stdout: '', stderr: error.message });
    }
  };
}

export type GoModel = (question: Omit<RunSpec, 'timeoutMs'>) => Known<RunResult>;

function said(result: RunResult): Known<RunResult> {
  return { known: true, value: result };
}

function prints(stdout: string): Known<RunResult> {
  return said({ kind: 'exited', code: 0, stdout, stderr: '' });
}

/** Why the kernel does not start it, as far as every answer that this rests on is known. */
function surelyNotStarted(host: Host, { file, cwd }: Pick<RunSpec, 'file' | 'cwd'>) {
  let open = host.arch === 'unknown';
  const watched =
    <A extends readonly unknown[], T>(call: (path: string, ...more: A) => Result<T>) =>
    (path: string, ...more: A): Result<T> => {
      const result = call(path, ...more);
      // To access a refusal is the answer that was asked for. Where /proc is nobody's yet, programs are for the processor
      // that the container is for: that a kernel may emulate another one is no property of the container.
      if (!result.ok && isUnknown(result.error) && result.error.code !== 'EACCES' && !ofRuntime(result.error))
        open = true;
      return result;
    };
  const files = {
    readHead: watched(host.readHead),
    access: watched(host.access),
    stat: watched(host.stat),
  } satisfies Partial<Pick<Host, FileCall>>;
  const cause = cannotStart({ file, cwd }, { arch: host.arch, files });
  return open ? null : cause;
}

function ofRuntime({ why }: FsFailure): boolean {
  return typeof why === 'object' && why.code === 'mounted-by-runtime' && why.data.path.startsWith('/proc');
}

function answer(
  host: Host,
  program: { readonly value: GoProgram },
  { args, env, cwd }: Omit<RunSpec, 'timeoutMs'>,
): Known<RunResult> {
  const [command, json, ...keys] = args;
  if (command === 'version') return versionOf(host, program.value, env, cwd);
  const values = modelValues(host, program.value, env, cwd);
  if (!values.known) return values;
  if (command !== 'env' || json !== '-json')
    return { known: false, why: { code: 'go-command', data: { args: args.join(' ') } } };
  const missing = keys.find((key) => values.value[key] === undefined);
  if (missing !== undefined) return { known: false, why: { code: 'go-key', data: { key: missing } } };
  const asked = Object.fromEntries(keys.map((key) => [key, values.value[key]]));
  return prints(`${JSON.stringify(asked)}\n`);
}

function versionOf(host: Host, program: GoProgram, env: Env, cwd: string): Known<RunResult> {
  try {
    const values = modelValues(host, program, env, cwd);
    if (!values.known) return values;
    const { GOFLAGS, GOVERSION, GOHOSTOS, GOHOSTARCH } = values.value;
    if (!isKnownFlags(GOFLAGS ?? '')) return { known: false, why: { code: 'go-flags', data: {} } };
    return prints(`go version ${GOVERSION} ${GOHOSTOS}/${GOHOSTARCH}\n`);
  } catch (error) {
    if (!(error instanceof GoFails && error.envAlone) || env.GO111MODULE === 'on') throw error;
    return versionOf(host, program, { ...env, GO111MODULE: 'on' }, cwd);
  }
}

/** The model in the place of a host's `run`. */
export function runModel(model: GoModel): Host['run'] {
  return async (spec) => {
    const modelled = model(spec);
    return modelled.known ? modelled.value : NOT_RUN;
  };
}

/** The kernel tells a program its path without links. */
function readProgram(host: Host, file: string): Known<GoProgram> {
  const real = realPath(host, file);
  if (!real.ok) return { known: false, why: { code: 'go-link', data: { file } } };
  const may = host.access(file, 'execute');
  if (!may.ok) return { known: false, why: { code: 'go-start', data: { file, errno: may.error.code } } };
  const info = readGoBuildInfo(host, real.value, MAX_GO_BYTES);
  if (info === null || !info.lines.some((line) => line === 'path\tcmd/go'))
    return { known: false, why: { code: 'go-unread', data: { file } } };
  const setting = (key: string) =>
    info.lines.find((line) => line.startsWith(`build\t${key}=`))?.slice(7 + key.length) ?? null;
  const [os, arch] = [setting('GOOS'), setting('GOARCH')];
  if (os === null || arch === null) return { known: false, why: { code: 'go-platform', data: { file } } };
  const trimmed = setting('-trimpath') === 'true';
  return { known: true, value: { path: real.value, version: info.version, os, arch, trimmed } };
}
