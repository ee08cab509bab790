import { safe } from './core/safe.ts';
import { nodeHost } from './host/node-host.ts';
import { nodeIo } from './host/node-host-io.ts';
import { knowMounts } from './host/node-host-live.ts';
import { killPrograms } from './host/node-host-run.ts';
import { endBySignals } from './host/node-host-signals.ts';
import { ANSWERER } from './host/node-host-wire.ts';
import { keepOffZoneFiles } from './host/node-host-zone.ts';
import { main } from './main.ts';
import { EXIT } from './verdict/verdict.ts';

keepOffZoneFiles(process);
const io = nodeIo();

function crash(error: unknown): void {
  killPrograms();
  const message = error instanceof Error ? error.message : String(error);
  io.err(`probe-env: internal error: ${safe(message)}\n`);
  // Whatever comes in the way of the rest.
  process.exitCode = EXIT.internal;
  import('./cli/asked-purpose.ts')
    .then(({ codeInVain }) => {
      // Which command it was nobody can ask any more; none of the others has a purpose.
      const argv = process.argv.slice(2);
      const checks = !['run', 'route', 'explain', 'policy'].some((name) => argv.includes(name));
      process.exit(codeInVain(EXIT.internal, checks ? 'check' : 'other', argv, nodeHost(process)));
    })
    .catch(() => process.exit(EXIT.internal));
}

// Node's own answer to what nobody caught is a stack trace and code 1, which would read as "not ready".
process.on('uncaughtException', crash);

endBySignals(
  (code) => {
    killPrograms();
    process.exit(code);
  },
  // Under `run` this holds until the command is started.
  process.pid === 1 || process.argv.includes('run'),
);

async function start(): Promise<never> {
  if (process.argv[2] === ANSWERER) {
    (await import('./host/node-host-answerer.ts')).answerQuestions();
    process.exit(0);
  }
  await knowMounts();
  const code = await main(process.argv.slice(2), nodeHost(process), io);
  // A probe that was cut by the deadline may still have a program running.
  killPrograms();
  process.exit(code);
}

start().catch(crash);
