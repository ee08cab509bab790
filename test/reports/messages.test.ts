import { expect, it } from 'vitest';
import { probes } from '../../probes/index.ts';
import { catalogue } from '../../src/catalogue.ts';
import { runMain } from '../support/run-main.ts';
import { reports } from './all.ts';

const rules = (await catalogue(probes)).filter(({ says }) => says.length > 0);

it.each(rules.map((rule) => [rule.id, rule] as const))(
  '%s: a report has the real tool say what the rule explains',
  (id, { says }) => {
    const heard = reports()
      .filter(({ report }) => id in report.finds)
      .flatMap(({ report }) => (report.real ?? []).flatMap((real) => (real.fails ? (real.says ?? '') : [])));
    for (const message of says) expect(heard.some((text) => text.includes(message))).toBe(true);
  },
);

it.each([
  ['package strconv is not in std (/usr/local/go/src/strconv)', 'go-env/build-cache-unwritable'],
  ['package strconv is not in std', 'go-env/build-cache-unwritable'],
  ['tls: x509: certificate signed by unknown authority', 'ca-certs/bundle-missing'],
  [
    'tls: failed to verify certificate: x509: certificate signed by unknown authority',
    'ca-certs/never-configured',
  ],
  ['x509: certificate signed by unknown authority', 'ca-certs/anchors-unmerged'],
  ['SSL certificate problem: unable to get local issuer certificate', 'ca-certs/never-configured'],
  ['SSL certificate problem: unable to get local issuer certificate', 'ca-certs/anchors-unmerged'],
  ['x509: certificate has expired or is not yet valid', 'ca-certs/expired'],
  ['x509: certificate has expired or is not yet valid', 'ca-certs/not-yet-valid'],
  ['dial tcp: lookup proxy.golang.org: no such host', 'GOPROXY'],
  ['dial tcp 142.250.1.1:443: i/o timeout', 'probe-env route MODULE@VERSION'],
  ['obtaining VCS', 'go-env/vcs-stamp-refused'],
  ['fatal error: malformed GOMEMLIMIT; see `go doc', 'go-version/failed'],
  ['go: go.mod requires go >= 1.99 (running go 1.27.3; GOTOOLCHAIN=local)', 'go-env/toolchain-too-old'],
  ['mkdir /var/cache/app: permission denied', 'permissions/not-writable'],
  ['open /data/x: read-only file system', 'permissions/read-only-mount'],
  ['fork/exec /tmp/go-build1/b001/exe/app: permission denied', 'permissions/noexec-mount'],
  ['open /etc/x: No space left on device', 'permissions/no-room'],
])('explain %j finds %s', async (message, rule) => {
  const { code, stdout } = await runMain(['explain', message], { probes });
  expect(code).toBe(0);
  expect(stdout).toContain(rule);
});
