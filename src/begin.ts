import { safe } from './core/text/safe.ts';
import { main } from './main.ts';
import type { Io } from './target/io.ts';
import { knowMounts } from './target/live/files/live-files.ts';
import { nodeIo } from './target/live/io.ts';
import { nodeHost } from './target/live/live-host.ts';
import { endBySignals } from './target/live/programs/signals.ts';
import { killPrograms } from './target/live/programs/started.ts';
import { ANSWERER, LOOKER } from './target/live/remote/wire.ts';
import { keepOffZoneFiles } from './target/live/zone.ts';
import { EXIT, RUN_EXIT } from './verdict/verdict.ts';

const never = () => new Promise<never>(() => {});

/** The life of the process: streams, signals, exit code. */
export function begin(process: NodeJS.Process): void {
  keepOffZoneFiles(process);
  const io = nodeIo();
  /** It is looked at another process, and one waits for us that can leave us behind. */
  const looks = process.argv[2] === LOOKER;
  const argv = process.argv.slice(looks ? 4 : 2);
  /** It becomes another program in this container. */
  const becomes = argv.includes('run');
  /** It ends when it is told to, and not before. */
  const stays = argv.includes('serve');
  let crashed = false;

  /** What the program may still do to the world: nothing any more once it has crashed, whatever goes on in it. */
  function untilCrash<A extends readonly unknown[], T>(call: (...args: A) => T, instead: () => T) {
    return (...args: A): T => (crashed ? instead() : call(...args));
  }

  const guarded: Io = {
    ...io,
    out: untilCrash(io.out, () => {}),
    err: untilCrash(io.err, () => {}),
    writeFile: untilCrash(io.writeFile, () => {}),
    become: untilCrash(io.become, never),
  };

  function crash(error: unknown): void {
    killPrograms();
    // Whatever comes in the way of the rest.
    const code = becomes ? RUN_EXIT.failed : EXIT.internal;
    process.exitCode = code;
    // What goes on in the program may well crash again; nothing is heard of it any more.
    if (crashed) return;
    crashed = true;
    import('./cli/output/answer-failure.ts')
      .then(({ answerCrash }) =>
        answerCrash(error, argv, { host: nodeHost(process), io, probes: [], link: (seen) => seen }),
      )
      .then(
        (settled) => process.exit(settled),
        () => {
          io.err(
            `probe-env: internal error: ${safe(error instanceof Error ? error.message : String(error))}\n`,
          );
          process.exit(code);
        },
      );
  }

  // Node's own answer to what nobody caught is a stack trace and code 1, which would read as "not ready".
  process.on('uncaughtException', crash);
  // Nothing is left to be done and nobody has answered: Node's own code would be 0, which reads as "ready".
  process.on('beforeExit', () => crash(new Error('the work came to its end without an answer')));

  endBySignals(
    (code) => {
      killPrograms();
      process.exit(code);
    },
    // Under `run` this holds until the command is started.
    process.pid === 1 || becomes || stays,
  );

  async function start(): Promise<never> {
    if (process.argv[2] === ANSWERER) {
      (await import('./target/live/remote/answerer.ts')).answerQuestions();
      process.exit(0);
    }
    // Whether another container may be looked at.
    const another =
      !looks &&
      !becomes &&
      !stays &&
      (process.env.PROBE_ENV_PID || argv.some((word) => /^--(pid|root)\b/.test(word)));
    if (looks) {
      const { beginLook } = await import('./target/live/beside/notes.ts');
      Object.assign(guarded, beginLook(process.argv[3] ?? '', guarded));
    } else if (process.pid === 1 && !another && !becomes && !stays) {
      const ended = await (await import('./target/live/programs/beside.ts')).workBeside(process);
      if (ended !== null) process.exit(ended);
    }
    await knowMounts();
    const host = nodeHost(process);
    if (another) {
      const { besideOrFailed } = await import('./cli/outside/beside.ts');
      const ended = await besideOrFailed(process, argv, { host, io: guarded });
      if (ended !== null) process.exit(ended);
    }
    const code = await main(argv, host, guarded);
    if (crashed) return never();
    // A probe that was cut by the deadline may still have a program running.
    killPrograms();
    process.exit(code);
  }
  start().catch(crash);
}
