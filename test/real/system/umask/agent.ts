import { probes } from '../../../../probes/index.ts';
import { umask } from '../../../../probes/umask/index.ts';
import { defaultPolicy } from '../../../../src/config/defaults.ts';
import { nodeHost } from '../../../../src/target/live/live-host.ts';

/** Runs the probe alone, with the directories that are its arguments as shared ones. */
const paths = process.argv.slice(2).map((path) => ({ path, need: ['write'] as const, shared: true }));
const policy = { ...defaultPolicy(probes), permissions: { paths } };
const profile = { name: 'runtime', why: { code: 'asked-for', data: {} } } as const;
const deadline = { remainingMs: () => 60_000, expired: () => false, fairMs: 0 };
const host = nodeHost(process);
const { facts } = await umask.observe(host, {
  policy,
  profile,
  deadline,
  details: false,
  purpose: 'readiness',
  programs: [],
  command: [],
  sofar: () => {},
});
const findings = umask.judge(facts, policy, profile);
console.log(JSON.stringify({ facts: await umask.report(facts, host), findings }));
