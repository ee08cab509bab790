import type { Policy } from '../../../src/core/policy/policy.ts';
import type { Deadline } from '../../../src/core/probe.ts';
import { quietGoEnv } from '../../../src/go/command.ts';
import { askGoEnv, type GoEnvAnswer, goEnvDirectory } from '../../../src/go/env-answer.ts';
import { goSetting, readUserGoEnv } from '../../../src/go/env-file.ts';
import { keysToAsk } from '../../../src/go/env-keys.ts';
import type { Host } from '../../../src/target/host.ts';
import type { Found } from '../../../src/target/program/find-program.ts';
import type { RunResult } from '../../../src/target/program/program.ts';

/** `go version` prints a line; a wrapper that prints a book is not one. */
const MAX_OUTPUT_BYTES = 64 * 1024;

/** Time kept back for ending a go that hangs, so that the finding still makes it into the report. */
const RESERVE_MS = 20;

/**
 * What `go version` says, or how it fails; null where there is no time to ask.
 *
 * `go env` says the same, and the go-env probe asks for that anyway: where its answer vouches for what
 * `go version` would print, one process does for both. Where it has none, `go version` is asked itself.
 */
export async function askVersion(
  host: Host,
  go: Found,
  { policy, deadline }: { readonly policy: Policy; readonly deadline: Deadline },
): Promise<RunResult | null> {
  const timeLeft = () => Math.max(0, deadline.remainingMs() - RESERVE_MS);
  if (timeLeft() > 0 && vouches(host, go.path)) {
    const answer = await askGoEnv(host, {
      go: go.path,
      directory: goEnvDirectory(host, policy.goEnv.directory),
      keys: keysToAsk(Object.keys(policy.goEnv.expect)),
      goflags: '',
      timeoutMs: timeLeft(),
    });
    const line = versionLine(answer);
    if (line !== null) return { kind: 'exited', code: 0, stdout: line, stderr: '' };
    if (answer.kind === 'timed-out') return { ...answer, stdout: '', stderr: '' };
  }
  if (timeLeft() === 0) return null;
  return host.run({
    file: go.path,
    args: ['version'],
    env: quietGoEnv(host.env),
    cwd: '/',
    timeoutMs: timeLeft(),
    maxOutputBytes: MAX_OUTPUT_BYTES,
  });
}

/**
 * True where a `go env` that succeeds means that `go version` does: for a program, not for a script that
 * may answer the two differently, and without flags, which `go env` forgives and `go version` does not
 * (cmd/go/internal/base, InitGOFLAGS).
 */
function vouches(host: Host, path: string): boolean {
  const head = host.readHead(path, 4);
  if (!head.ok || head.value.toString('latin1') !== '\x7fELF') return false;
  return goSetting('GOFLAGS', host.env, readUserGoEnv(host), new Map()) === null;
}

/** What `go version` prints (cmd/go/internal/version); null where the answer does not say it. */
function versionLine(answer: GoEnvAnswer): string | null {
  if (answer.kind !== 'answered') return null;
  const { GOVERSION, GOHOSTOS, GOHOSTARCH, GOFLAGS } = answer.values;
  if (!GOVERSION || !GOHOSTOS || !GOHOSTARCH || GOFLAGS !== '') return null;
  return `go version ${GOVERSION} ${GOHOSTOS}/${GOHOSTARCH}`;
}
