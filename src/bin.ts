import { nodeHost } from './host/node-host.ts';
import { nodeIo } from './host/node-host-io.ts';
import { main } from './main.ts';
import { EXIT } from './verdict/verdict.ts';

const io = nodeIo();

function crash(error: unknown): never {
  io.err(`probe-env: internal error: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(EXIT.internal);
}

// Node's own answer to what nobody caught is a stack trace and code 1, which would read as "not ready".
process.on('uncaughtException', crash);
main(process.argv.slice(2), nodeHost(process), io).then((code) => process.exit(code), crash);
