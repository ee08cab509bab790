import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { parse } from 'yaml';
import { asCompose } from '../../../src/cli/outside/compose/compose-remedies.ts';
import type { Report } from '../../../src/core/documents/report.ts';
import { dockerRun, pod, setEnv } from '../../../src/core/remedy/forms.ts';
import { quote } from '../../../src/core/remedy/quote.ts';
import { main } from '../../../src/main.ts';
import { sinceNow } from '../../../src/target/since-now.ts';
import { memoryIo } from '../../support/memory/memory-io.ts';
import { liveHost } from '../../support/system/live-host.ts';

it.each([
  [setEnv({ TZ: 'Asia/Tokyo' })[1], { environment: { TZ: 'Asia/Tokyo' } }],
  [dockerRun('--memory 512m --memory-swap 512m'), { mem_limit: '512m', memswap_limit: '512m' }],
  [dockerRun('--ulimit nofile=4096:8192'), { ulimits: { nofile: { soft: 4096, hard: 8192 } } }],
  [
    dockerRun('--sysctl net.ipv4.ip_unprivileged_port_start=0'),
    { sysctls: ['net.ipv4.ip_unprivileged_port_start=0'] },
  ],
  [
    dockerRun('--tmpfs /go:uid=0 --tmpfs /go/bin:uid=0 --ulimit nofile=1:2 --ulimit stack=3'),
    {
      tmpfs: ['/go:uid=0', '/go/bin:uid=0'],
      ulimits: { nofile: { soft: 1, hard: 2 }, stack: { soft: 3, hard: 3 } },
    },
  ],
  [dockerRun('--pids-limit 128'), { pids_limit: 128 }],
  [setEnv({ A: 'b$c $$d $(E)' })[1], { environment: { A: 'b$$c $$$$d $$(E)' } }],
  [dockerRun(`--tmpfs ${quote(`/it's $a "b":uid=1`)}`), { tmpfs: [`/it's $$a "b":uid=1`] }],
  [dockerRun('--cap-add NET_RAW --cap-add CHOWN'), { cap_add: ['NET_RAW', 'CHOWN'] }],
  [pod('securityContext: { capabilities: { add: [NET_RAW] } }'), { cap_add: ['NET_RAW'] }],
  [pod('securityContext: { capabilities: { drop: [ALL] } }'), null],
  [dockerRun('--dns 10.0.0.1 --dns-option ndots:2'), { dns: ['10.0.0.1'], dns_opt: ['ndots:2'] }],
  [pod('securityContext: { readOnlyRootFilesystem: true }'), { read_only: true }],
  [pod('spec: { securityContext: { fsGroup: 1000 } }'), null],
  [dockerRun('--userns=keep-id'), null],
] as const)('writes a remedy as keys of a service: %j', (remedy, keys) => {
  const translated = remedy === undefined ? null : asCompose('web')(remedy);
  const said = translated === null ? null : parse(translated.lines.join('\n'));
  expect(said).toEqual(keys === null ? null : { services: { web: keys } });
});

it('says of a variable that the file sets what to write in the file', async () => {
  const home = mkdtempSync(join(tmpdir(), 'probe-env-compose-remedies-'));
  const file = join(home, 'compose.yaml');
  writeFileSync(file, 'services:\n  web:\n    image: app\n    environment: { TZ: Asia/Tokio }\n');
  const io = memoryIo();
  await main(['check', '-f', 'json', '--compose', file], sinceNow(liveHost({ PATH: '/bin' })), io);
  rmSync(home, { recursive: true });
  const report: Report = JSON.parse(io.stdout());
  const finding = report.probes
    .flatMap(({ findings }) => findings)
    .find(({ rule }) => rule === 'timezone/tz-unknown');
  expect(finding?.remedy).toBe(
    'in the file of Compose:\n  services: { web: { environment: { TZ: Asia/Tokyo } } }',
  );
});
