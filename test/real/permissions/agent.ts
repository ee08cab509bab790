import { readFileSync } from 'node:fs';
import { permissions } from '../../../probes/permissions/index.ts';
import { DEFAULTS } from '../../../src/config/defaults.ts';
import { nodeHost } from '../../../src/host/node-host.ts';

/** Runs the probe alone, as whoever starts it, on the paths of the file that is its argument. */
const paths = JSON.parse(readFileSync(process.argv[2] ?? '', 'utf8'));
const policy = { ...DEFAULTS.policy, permissions: { paths } };
const profile = { name: 'runtime', reason: 'test' } as const;
const deadline = { remainingMs: () => 60_000, expired: () => false };
const host = nodeHost(process);
const { facts } = await permissions.observe(host, { policy, profile, deadline, sofar: () => {} });
const findings = permissions.judge(facts, policy, profile);
console.log(JSON.stringify({ report: await permissions.report(facts, host), findings }));
