import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Finding, Report } from '../../../src/core/documents/report.ts';
import { main } from '../../../src/main.ts';
import { sinceNow } from '../../../src/target/since-now.ts';
import { memoryIo } from '../memory/memory-io.ts';
import { liveHost } from '../system/live-host.ts';

/** A manifest of one container with these variables, and more lines of the container and of the pod. */
export function manifestOf(
  env: Readonly<Record<string, string>>,
  { container = '', spec = '' } = {},
): string {
  const list = Object.entries(env).map(
    ([name, value]) => `            - { name: ${name}, value: ${JSON.stringify(value)} }`,
  );
  return `kind: Deployment
metadata: { name: web }
spec:
  selector: { matchLabels: { app: web } }
  template:
    metadata: { labels: { app: web } }
    spec:
      automountServiceAccountToken: false
${spec.replace(/^(?=.)/gm, '      ')}
      containers:
        - name: app
${container.replace(/^(?=.)/gm, '          ')}
          env:
${list.join('\n')}
`;
}

/** What check finds of a manifest: alone, or with `more` of a target. */
export async function checkPod(
  directory: string,
  manifest: string,
  more: readonly string[] = [],
): Promise<Report> {
  const file = join(directory, 'web.yaml');
  writeFileSync(file, manifest);
  const io = memoryIo();
  const argv = ['check', '-f', 'json', '--pod', file, ...more];
  await main(argv, sinceNow(liveHost({ PATH: '/usr/bin:/bin' })), io);
  return JSON.parse(io.stdout());
}

export function findingsIn({ probes }: Report): readonly Finding[] {
  return probes.flatMap(({ findings }) => findings);
}
