import { createServer } from 'node:net';
import { main } from '../../src/main.ts';
import { nodeHost } from '../../src/target/live/live-host.ts';
import { memoryIo } from '../support/memory/memory-io.ts';
import type { Question, Said } from './call.ts';

/*
 * Answers what probe-env says of a directory and an environment, on the socket that is named: one process
 * for thousands of questions, as the user who runs it.
 */

// Which Go is allowed is no question of how go behaves.
const CHECK = [
  ...['check', '-p', 'build', '--only', 'go-version,go-env', '--go-version', '*'],
  ...['--timeout', '20000', '-f', 'json'],
];

createServer({ allowHalfOpen: true }, (socket) => {
  let text = '';
  socket.on('data', (chunk: Buffer) => {
    text += chunk.toString('utf8');
    if (text.endsWith('\n')) void answer(JSON.parse(text)).then((said) => socket.end(JSON.stringify(said)));
  });
  socket.on('error', () => socket.destroy());
}).listen(process.argv[2]);

async function answer({ cwd, env, routes }: Question): Promise<Said> {
  const check = await ask(CHECK, cwd, env);
  const answers = [];
  for (const modules of routes) {
    answers.push({ modules, ...(await ask(['route', '-f', 'json', ...modules], cwd, env)) });
  }
  return { check, routes: answers };
}

async function ask(argv: readonly string[], cwd: string, env: Readonly<Record<string, string>>) {
  const here = Object.create(process, { env: { value: env }, cwd: { value: () => cwd } }) as NodeJS.Process;
  // Without what counts from the start of the process: the questions of an hour are asked of one.
  const { watch: _, dueAt: __, ...host } = nodeHost(here);
  const start = host.monotonic();
  const io = memoryIo();
  try {
    const code = await main(argv, { ...host, monotonic: () => host.monotonic() - start }, io);
    return { code, text: io.stdout() || io.stderr() };
  } catch (error) {
    return { code: -1, text: `internal error: ${String(error)}` };
  }
}
