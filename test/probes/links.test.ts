import { describe, expect, it } from 'vitest';
import { caCerts } from '../../probes/ca-certs/index.ts';
import { goEnv } from '../../probes/go-env/index.ts';
import { goVersion } from '../../probes/go-version/index.ts';
import { link } from '../../probes/links.ts';
import type { RawFinding } from '../../src/core/rule.ts';
import { runProbes } from '../../src/run/run-probes.ts';
import { memoryHost } from '../support/memory/memory-host.ts';
import { goEnvImage } from '../support/memory/trees/go-env.ts';
import { policy } from '../support/probes/judge-host.ts';

type Env = Readonly<Record<string, string>>;

/** The rules on a golang image without certificates, each with the rule that causes it. */
async function linked(env: Env, act = {}): Promise<Record<string, string | undefined>> {
  const host = memoryHost({ ...goEnvImage({ env }), ...act });
  const outcomes = await runProbes([goVersion, goEnv, caCerts], host, {
    policy: policy(),
    profile: { name: 'build', why: { code: 'asked-for', data: {} } },
    details: false,
    deadlineMs: 60_000,
  });
  const findings = link(outcomes).flatMap((outcome) => outcome.findings);
  return Object.fromEntries(findings.map((f) => [f.rule, f.causedBy]));
}

describe('links', () => {
  it('go-env/roots-missing fires where go fetches over https and Go has no roots', async () => {
    expect(await linked({})).toMatchObject({ 'go-env/roots-missing': 'ca-certs/bundle-missing' });
  });

  it.each<[string, Env]>([
    ['nothing is fetched', { GOPROXY: 'off' }],
    ['a proxy of plain http is all there is', { GOPROXY: 'http://127.0.0.1:3000', GOSUMDB: 'off' }],
    ['modules are off', { GO111MODULE: 'off' }],
  ])('is silent where %s', async (_, env) => {
    expect(await linked(env)).not.toHaveProperty('go-env/roots-missing');
  });

  it('names the setting that makes every go command fail', async () => {
    const refuse = { code: 2, stderr: 'go: GOPATH entry is relative; must be absolute path: "go".\n' };
    const found = await linked({ GOPATH: 'go' }, { programs: { '/usr/local/go/bin/go': () => refuse } });
    expect(found).toMatchObject({ 'go-version/failed': 'go-env/gopath-relative' });
  });

  it('blames a GOPATH in the toolchain for what is refused there, and for nothing else', () => {
    const refused = (path: string, role: string) => ({
      rule: 'permissions/not-writable',
      args: { paths: [{ path, role }] },
    });
    const causes = link([
      {
        probe: { name: 'go-env' },
        findings: [{ rule: 'go-env/gopath-is-goroot', args: { goroot: '/usr/local/go' } }],
      },
      {
        probe: { name: 'permissions' },
        findings: [
          refused('/usr/local/go', 'GOPATH'),
          refused('/usr/local/go/bin', 'GOBIN'),
          refused('/usr/local/go-cache', 'GOMODCACHE'),
          refused('/usr/local/go/x', 'policy'),
        ],
      },
    ]).flatMap(({ findings }) => findings.map((finding: RawFinding) => finding.causedBy));
    const gopath = 'go-env/gopath-is-goroot';
    expect(causes).toEqual([undefined, gopath, gopath, undefined, undefined]);
  });

  it('leaves outcomes without a link as they are', () => {
    const outcomes = [{ probe: { name: 'umask' }, findings: [{ rule: 'umask/unknown', args: {} }] }];
    expect(link(outcomes)).toEqual(outcomes);
  });
});
