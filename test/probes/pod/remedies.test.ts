import { describe, expect, it } from 'vitest';
import { parse, stringify } from 'yaml';
import { pod } from '../../../probes/pod/index.ts';
import type { PodFinding } from '../../../probes/pod/rules/index.ts';
import { rules } from '../../../probes/pod/rules/index.ts';
import { remediesOf } from '../../../src/verdict/render.ts';
import { ABLE_PLATFORM } from '../../support/memory/able-platform.ts';
import { judgeHost } from '../../support/probes/judge-host.ts';
import { podHost } from './pod-host.ts';

type Fields = Record<string, unknown>;

/** What stands there stays, unless the remedy says another. */
function merged(a: Fields, b: Fields): Fields {
  const isFields = (value: unknown): value is Fields =>
    typeof value === 'object' && value !== null && !Array.isArray(value);
  const values = Object.entries(b).map(([key, value]) => {
    const old = a[key];
    return [key, isFields(old) && isFields(value) ? merged(old, value) : value] as const;
  });
  return { ...a, ...Object.fromEntries(values) };
}

describe('what a remedy says, put into the manifest', () => {
  it.each([
    ['root-refused', 'securityContext: { runAsNonRoot: true, readOnlyRootFilesystem: true }', 'busyapp'],
    [
      'capability-unknown',
      'securityContext: { capabilities: { drop: [ALL], add: [CAP_NET_ADMIN] } }',
      'busy',
    ],
    ['group-dropped', 'env: [{ name: HOME, value: /var/lib/grouped }]', 'busygroup'],
    [
      'probe-timeout',
      'readinessProbe: { exec: { command: [probe-env, --timeout, 10s] }, timeoutSeconds: 5 }',
      'busy',
    ],
    [
      'liveness-purpose',
      'livenessProbe: { exec: { command: [probe-env, --only, umask] }, periodSeconds: 60 }',
      'busy',
    ],
  ] as const)('%s is gone, and nothing new is wrong', async (name, container, image) => {
    const before = await judgeHost(pod, podHost(container, { image }));
    expect(before.rules).toEqual([`pod/${name}`]);
    const [finding] = before.findings as readonly PodFinding[];
    const remedies = remediesOf(rules[name] as never, finding?.args as never, ABLE_PLATFORM);
    const lines = remedies.filter(({ where, lines }) => where === 'pod' && lines.length > 0);
    expect(lines.length).toBeGreaterThan(0);
    for (const remedy of lines) {
      const text = stringify(merged(parse(container), parse(remedy.lines.join('\n'))));
      const after = await judgeHost(pod, podHost(text, { image }));
      expect(after.rules).toEqual([]);
    }
  });
});
