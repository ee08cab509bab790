import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Host } from '../../../../src/target/host.ts';
import { type CommandSeen, seeCommand } from '../../../../src/target/program/start/command.ts';
import { liveHost } from '../../../support/system/live-host.ts';
import { TOOLS, tool } from '../../../support/system/real-tools.ts';

/** Whose program it is, and where; null: this machine has it not. */
export const MAKERS: Readonly<Record<string, (program: string) => string | null>> = {
  debian: (program) => tool(program),
  busybox: () => tool('busybox'),
  toybox: () => fetched('trixie', 'bin/toybox'),
  uutils: (program) => fetched('bookworm', `lib/cargo/bin/coreutils/${program}`),
  bookworm: (program) => fetched('bookworm', `bin/${program}`) ?? fetched('bookworm', `sbin/${program}`),
  trixie: (program) => fetched('trixie', `bin/${program}`) ?? fetched('trixie', `sbin/${program}`),
};

function fetched(suite: string, name: string): string | null {
  const path = join(TOOLS, 'starters', suite, 'usr', name);
  // What is linked to a later glibc than that of this machine does not run here.
  const env = { ...process.env, LD_LIBRARY_PATH: LIBRARIES };
  const { error, stderr } = spawnSync(path, [], { encoding: 'utf8', timeout: LIMIT_MS, input: '', env });
  return error !== undefined || /GLIBC_|not found$/m.test(stderr) ? null : path;
}

/** Of programs that were fetched. */
const LIBRARIES = join(TOOLS, 'starters/bookworm/usr/lib/x86_64-linux-gnu');

/** Nothing here goes on. */
const LIMIT_MS = 10_000;

/** What became of a command, and what is said of it. */
export interface Compared {
  readonly started: boolean;
  readonly status: number | null;
  readonly stderr: string;
  readonly seen: CommandSeen;
}

/** A folder, `@` in words, with a server, what cannot be started, and the program that starts it in `tools` on PATH. */
export class StartersWorld {
  readonly folder = realpathSync(mkdtempSync(join(tmpdir(), 'probe-env-starters-')));

  constructor(program: string, real: string) {
    mkdirSync(this.at('tools'));
    mkdirSync(this.at('dir'));
    mkdirSync(this.at('empty'));
    const text = '#!/bin/sh\necho "STARTED $0"\n';
    for (const name of ['server', 'tools/named', 'dir/inner'])
      writeFileSync(this.at(name), text, { mode: 0o755 });
    writeFileSync(this.at('closed'), text, { mode: 0o644 });
    writeFileSync(this.at('plain'), 'echo "STARTED $0"\n', { mode: 0o755 });
    symlinkSync(real, this.at(`tools/${program}`));
    spawnSync('chmod', ['-R', 'a+rX', this.folder]);
  }

  at(name: string): string {
    return join(this.folder, name);
  }

  /** @param sign that stands for the folder */
  compare(form: readonly string[], sign = '@'): Compared {
    const words = form.map((word) => word.replaceAll(sign, this.folder));
    const [program = '', ...rest] = words;
    const env = { PATH: `${this.at('tools')}:/usr/sbin:/usr/bin:/sbin:/bin`, LD_LIBRARY_PATH: LIBRARIES };
    const real = spawnSync(resolve(this.folder, 'tools', program), rest, {
      cwd: this.folder,
      env,
      encoding: 'utf8',
      timeout: LIMIT_MS,
      argv0: program,
    });
    const host: Host = { ...liveHost(env), cwd: this.folder };
    const seen = seeCommand(
      host,
      words,
      () => null,
      () => false,
    );
    return { started: /^STARTED /m.test(real.stdout), status: real.status, stderr: real.stderr, seen };
  }

  close(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}
