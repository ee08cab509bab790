import type { Host, RunResult, RunSpec } from '../../target/host.ts';
import { NOT_RUN } from '../../target/not-run.ts';
import { realPath } from '../../target/posix/real-path.ts';
import { readGoBuildInfo } from '../build-info.ts';
import { isKnownFlags } from './flags.ts';
import type { GoProgram, Modelled } from './known.ts';
import { modelValues } from './values.ts';

/** A go command is 13 to 20 MB. */
const MAX_GO_BYTES = 64 * 1024 * 1024;

/**
 * What a go command would print, without running it: `go version` and `go env -json KEY…`. It is read, and so are the
 * files that it would read (cmd/go/internal: cfg, envcmd, modload). Never a guess: whatever is not known to be
 * answered so by every release is unknown, with a reason.
 */
export function goModel(host: Host): GoModel {
  const programs = new Map<string, Modelled<GoProgram>>();
  return (question) => {
    const { file } = question;
    const program = programs.get(file) ?? readProgram(host, file);
    programs.set(file, program);
    return program.known ? answer(host, program, question) : program;
  };
}

export type GoModel = (question: Omit<RunSpec, 'timeoutMs'>) => Modelled<string>;

function answer(
  host: Host,
  program: { readonly value: GoProgram },
  { args, env, cwd }: Omit<RunSpec, 'timeoutMs'>,
): Modelled<string> {
  const values = modelValues(host, program.value, env, cwd);
  if (!values.known) return values;
  const [command, json, ...keys] = args;
  const { GOFLAGS, GOVERSION, GOHOSTOS, GOHOSTARCH } = values.value;
  if (command === 'version') {
    if (!isKnownFlags(GOFLAGS ?? ''))
      return { known: false, why: 'whether this go knows each flag in GOFLAGS' };
    return { known: true, value: `go version ${GOVERSION} ${GOHOSTOS}/${GOHOSTARCH}\n` };
  }
  if (command !== 'env' || json !== '-json') return { known: false, why: `what go ${args.join(' ')} does` };
  const missing = keys.find((key) => values.value[key] === undefined);
  if (missing !== undefined) return { known: false, why: `what go env ${missing} prints` };
  const asked = Object.fromEntries(keys.map((key) => [key, values.value[key]]));
  return { known: true, value: `${JSON.stringify(asked)}\n` };
}

/** The model in the place of a host's `run`. */
export function runModel(model: GoModel): Host['run'] {
  return async (spec): Promise<RunResult> => {
    const modelled = model(spec);
    return modelled.known ? { kind: 'exited', code: 0, stdout: modelled.value, stderr: '' } : NOT_RUN;
  };
}

/** The kernel tells a program its path without links. */
function readProgram(host: Host, file: string): Modelled<GoProgram> {
  const real = realPath(host, file);
  if (!real.ok) return { known: false, why: `where ${file} leads` };
  const may = host.access(file, 'execute');
  if (!may.ok) return { known: false, why: `what happens when ${file} is started (${may.error.code})` };
  const info = readGoBuildInfo(host, real.value, MAX_GO_BYTES);
  if (info === null || !info.lines.some((line) => line === 'path\tcmd/go'))
    return { known: false, why: `what ${file} does: it is no go command that can be read` };
  const setting = (key: string) =>
    info.lines.find((line) => line.startsWith(`build\t${key}=`))?.slice(7 + key.length) ?? null;
  const [os, arch] = [setting('GOOS'), setting('GOARCH')];
  if (os === null || arch === null) return { known: false, why: `for which platform ${file} was built` };
  return { known: true, value: { path: real.value, version: info.version, os, arch } };
}
