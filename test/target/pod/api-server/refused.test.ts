import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { checkPod, findingsIn } from '../../../support/files/alone.ts';
import { ASKED } from './asked.ts';

let directory: string;
beforeAll(() => {
  directory = mkdtempSync(join(tmpdir(), 'probe-env-refused-'));
});
afterAll(() => rmSync(directory, { recursive: true, force: true }));

it.each(ASKED)('a pod is refused where the real API server refuses it: %s', async (name, spec, answer) => {
  const pod = { apiVersion: 'v1', kind: 'Pod', metadata: { name, namespace: 'default' }, spec };
  const { containers } = spec as { readonly containers: readonly { readonly name: string }[] };
  const chosen = containers.length > 1 ? ['--container', `${containers[0]?.name}`] : [];
  const report = await checkPod(directory, JSON.stringify(pod), ['--only', 'pod', ...chosen]);
  // What cannot be read at all is told before any probe.
  const isRefused = 'error' in report || findingsIn(report).some(({ severity }) => severity === 'error');
  expect(isRefused ? 'refused' : 'taken').toBe(answer);
});
