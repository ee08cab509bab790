import { nodeHost } from './host/node-host.ts';
import { nodeIo } from './host/node-host-io.ts';
import { main } from './main.ts';
import { EXIT } from './verdict/verdict.ts';

const io = nodeIo();
main(process.argv.slice(2), nodeHost(process), io).then(
  (code) => {
    process.exit(code);
  },
  (error: unknown) => {
    io.err(`probe-env: internal error: ${error instanceof Error ? error.message : String(error)}\n`);
    process.exit(EXIT.internal);
  },
);
