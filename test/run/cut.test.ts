import { rootCertificates } from 'node:tls';
import { describe, expect, it } from 'vitest';
import { probes } from '../../probes/index.ts';
import type { AnyProbe } from '../../src/core/probe.ts';
import type { Host } from '../../src/target/host.ts';
import { makePem } from '../support/files/certs.ts';
import { procTree } from '../support/memory/healthy.ts';
import { golangImage } from '../support/memory/machines.ts';
import { memoryHost } from '../support/memory/memory-host.ts';
import { ROOTS } from '../support/memory/trees/ca-certs.ts';
import { goCommand } from '../support/memory/trees/go-env.ts';
import { mountTable } from '../support/memory/trees/permissions.ts';
import { type JudgeOptions, judgeHost } from '../support/probes/judge-host.ts';

/*
 * A run that the deadline cuts has seen less than there is. It may lack findings of the whole run, and never has
 * one that the whole run has not: what was not read is not absent.
 */

const CORP = makePem({ cn: 'Corp Root CA' });
const ANCHORS = '/usr/local/share/ca-certificates';
/** As long as a stock one, the own CA behind all others. */
const BUNDLE = [...ROOTS, ...rootCertificates.map((pem) => `${pem}\n`), CORP].join('');

/** A golang image in which all is as its policy wants it. */
function demandingHost(): Host {
  const { trees, env = {} } = golangImage('debian', {
    '/etc/ssl/certs/ca-certificates.crt': BUNDLE,
    '/usr/lib/ssl/cert.pem': BUNDLE,
    [`${ANCHORS}/corp.crt`]: CORP,
    '/src/go.mod': 'module example.com/service\n\ngo 1.24\n',
    '/var/lib/app/data': '',
    '/etc/resolv.conf': 'nameserver 10.96.0.10\n',
    '/etc/hosts': '127.0.0.1 localhost\n',
  });
  return memoryHost({
    trees: [...trees, procTree(), mountTable()],
    env: { ...env, NODE_EXTRA_CA_CERTS: `${ANCHORS}/corp.crt` },
    cwd: '/src',
    programs: { '/usr/local/go/bin/go': goCommand({ values: { GOMOD: '/src/go.mod' } }) },
  });
}

const POLICY: JudgeOptions['policy'] = {
  goEnv: { requireModule: true },
  caCerts: { required: [{ subject: 'Corp Root CA' }, { file: `${ANCHORS}/corp.crt` }] },
  permissions: { paths: [{ path: '/var/lib/app', need: ['read', 'write'], shared: false }] },
  umask: { allowed: ['0022'] },
};

/** A clock on which a millisecond passes at each look; `looks` counts them. */
function slowly(host: Host): { readonly host: Host; looks(): number } {
  let now = 9;
  return { host: { ...host, monotonic: () => ++now }, looks: () => now };
}

async function findingsAt(probe: AnyProbe, deadlineMs: number) {
  const slow = slowly(demandingHost());
  const { findings } = await judgeHost(probe, slow.host, { policy: POLICY, deadlineMs });
  const rules = await probe.rules();
  const weights = findings.map(({ rule, severity }) => ({
    rule,
    severity: severity ?? rules[rule.replace(/^.*\//, '')]?.severity ?? 'error',
  }));
  return { looks: slow.looks(), weights };
}

/** Every moment at first, where most things are begun; then some of the many in which one file is read. */
function moments(looks: number): readonly number[] {
  const step = Math.max(1, Math.floor(looks / 40));
  return Array.from({ length: looks }, (_, at) => at).filter((at) => at < 30 || at % step === 0);
}

describe.each(probes)('$name, cut by the deadline at any moment', (probe) => {
  it('has no finding that the whole run has not, and none that weighs more', async () => {
    const whole = await findingsAt(probe, 1_000_000);
    expect(whole.weights.filter(({ severity }) => severity !== 'info')).toEqual([]);
    for (const at of moments(whole.looks)) {
      const { weights } = await findingsAt(probe, at);
      expect(
        weights.filter(({ severity }) => severity !== 'info'),
        `cut after ${at} looks`,
      ).toEqual([]);
    }
  });
});
