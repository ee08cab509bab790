import { describe, expect, it } from 'vitest';
import { probes } from '../../probes/index.ts';
import { limits } from '../../probes/limits/index.ts';
import { listeners } from '../../probes/listeners/index.ts';
import { proxy } from '../../probes/proxy/index.ts';
import { resolver } from '../../probes/resolver/index.ts';
import type { AnyProbe } from '../../src/core/probe.ts';
import type { Host } from '../../src/target/host.ts';
import { container as limited } from '../probes/limits/machine.ts';
import { container as proxied, SOUND } from '../probes/proxy/machine.ts';
import { asks, GLIBC, container as resolving } from '../probes/resolver/machine.ts';
import { procTree } from '../support/memory/healthy.ts';
import { memoryHost } from '../support/memory/memory-host.ts';
import { wrapped } from '../support/memory/refused-paths.ts';
import { networkTree } from '../support/memory/trees/network.ts';
import { judgeHost, policy } from '../support/probes/judge-host.ts';

/*
 * What each of the later probes looks at in a healthy container, counted and not timed. What all of them together add to
 * a real run is in startup.test.ts.
 */

/** Files and directories that one of them may open, those that are not there among them. */
const OPENED = 12;
const OPENING = ['readFile', 'readHead', 'readdir', 'entries'];

/** The host, and what is opened and what is asked of it. */
function counted(host: Host) {
  const opened = new Set<string>();
  const asked = new Set<string>();
  const heard = wrapped(host, (path, call) => {
    asked.add(path);
    if (OPENING.includes(call)) opened.add(path);
    return null;
  });
  return { host: heard, opened, asked };
}

const PORTS = [{ port: 8080, protocol: 'tcp', address: null, by: null }] as const;

describe('a probe that is asked in a healthy container', () => {
  it.each<[string, AnyProbe, () => Host, Parameters<typeof policy>[0]]>([
    ['limits', limits, () => limited(), {}],
    ['resolver', resolver, () => resolving({}, GLIBC), asks('db', 'api.example.com')],
    ['proxy', proxy, () => proxied(SOUND, 'curl', 'git'), { proxy: { hosts: ['a.example'] } }],
    [
      'listeners',
      listeners,
      () => memoryHost({ trees: [procTree(), networkTree({ sockets: [{ at: '0.0.0.0', port: 8080 }] })] }),
      { listeners: { ports: PORTS } },
    ],
  ])('opens few files: %s', async (_, probe, host, changes) => {
    const { host: heard, opened, asked } = counted(host());
    await judgeHost(probe, heard, { policy: changes, details: false });
    expect(asked.size).toBeGreaterThan(0);
    expect([...opened].sort().slice(OPENED)).toEqual([]);
  });
});

describe('a probe that nobody asks', () => {
  /** Of the others the target decides: a manifest, an image, a container that does not run yet. */
  const LATER = ['app', 'resolver', 'proxy', 'listeners', 'online'];

  it.each(probes.filter(({ name }) => LATER.includes(name)).map((probe) => [probe.name, probe] as const))(
    '%s looks at nothing, and is in no report',
    (_, { isAskedFor }) => {
      const { host, asked } = counted(resolving({}, GLIBC, procTree()));
      expect(isAskedFor?.(host, policy(), [])).toBe(false);
      expect([...asked]).toEqual([]);
    },
  );

  it('is each that was listed here', () => {
    const names = probes.filter(({ isAskedFor }) => isAskedFor !== undefined).map(({ name }) => name);
    expect(names.filter((name) => name !== 'limits').sort()).toEqual([...LATER].sort());
  });
});
