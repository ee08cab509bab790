import { umask } from '../../../../probes/umask/index.ts';
import { nodeHost } from '../../../../src/target/live/live-host.ts';
import { judgeHost } from '../../../support/probes/judge-host.ts';

/** Runs the probe alone, with the directories that are its arguments as shared ones. */
const paths = process.argv.slice(2).map((path) => ({ path, need: ['write'] as const, shared: true }));
const host = nodeHost(process);
const { facts, findings } = await judgeHost(umask, host, {
  policy: { permissions: { paths } },
  profile: 'runtime',
  details: false,
});
console.log(JSON.stringify({ facts: await umask.report(facts, host), findings }));
