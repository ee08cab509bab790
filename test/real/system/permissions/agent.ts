import { readFileSync } from 'node:fs';
import type { AccessEvidence } from '../../../../probes/permissions/evidence.ts';
import { permissions } from '../../../../probes/permissions/index.ts';
import { nodeHost } from '../../../../src/target/live/live-host.ts';
import { remediesOf } from '../../../../src/verdict/render.ts';
import { ABLE_PLATFORM } from '../../../support/memory/able-platform.ts';
import { judgeHost } from '../../../support/probes/judge-host.ts';

/** Runs the probe alone, as whoever starts it, on the paths of the file that is its argument. */
const paths = JSON.parse(readFileSync(process.argv[2] ?? '', 'utf8'));
const { facts, findings } = await judgeHost(permissions, nodeHost(process), {
  policy: { permissions: { paths } },
  profile: 'runtime',
  details: false,
});
const rules = await permissions.rules();
const remedies = findings.flatMap(({ rule, args }) => {
  const access = args as Partial<AccessEvidence> & { joinGid?: number };
  const definition = rules[rule.slice('permissions/'.length)];
  if (definition === undefined || access.tried == null || access.code !== 'EACCES') return [];
  // Nobody mends a mount from inside.
  if (access.readOnly || rule.endsWith('noexec-mount')) return [];
  if (access.type?.endsWith('device')) return [];
  const { at, tried, need, itself } = access;
  const command = remediesOf(definition, args, { ...ABLE_PLATFORM, root: false })
    .flatMap(({ lines }) => lines)
    .find((line) => /^RUN (?!apt-get)/.test(line))
    ?.slice('RUN '.length);
  // Where nothing is opened (a home, the system) there is no command on the path itself.
  if (command === undefined && !rule.endsWith('group-not-joined')) return [];
  const target = need === 'create' && !itself ? (access.paths?.[0]?.path ?? null) : null;
  return [
    {
      rule,
      command: command ?? '',
      at,
      tried,
      target: tried === 'search' ? null : target,
      joinGid: access.joinGid ?? null,
    },
  ];
});
const trials = facts.trials.filter(({ requirement }) => requirement.role === 'policy');
console.log(
  JSON.stringify({
    paths: trials.map(({ requirement, need, denial }) => ({
      path: requirement.path,
      need,
      ok: denial === null,
    })),
    remedies,
  }),
);
