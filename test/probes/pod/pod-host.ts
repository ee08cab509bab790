import type { Host } from '../../../src/target/host.ts';
import { podContainer } from '../../../src/target/pod/container.ts';
import { NOTHING_GIVEN } from '../../../src/target/pod/given.ts';
import { objectsOf, selectContainer } from '../../../src/target/pod/manifest/objects.ts';
import { readManifest } from '../../../src/target/pod/manifest/read.ts';
import { podImage } from '../../target/pod/kubelet.ts';

const operator = { now: () => 0, monotonic: () => 10 };

/** A container of an image like those of the recorded kubelet, made by the lines below `spec` and of its container. */
export function podHost(
  container: string,
  { spec = '', image = 'busy', beside = '', arch = 'x64' } = {},
): Host {
  const text = `kind: Pod
metadata: { name: web, labels: { app: web } }
spec:
  automountServiceAccountToken: false
${spec}
  containers:
    - name: app
${container.replace(/^(?=.)/gm, '      ')}
---
${beside}`;
  const manifest = objectsOf(readManifest(text, 'web.yaml'), 'web.yaml');
  const selected = selectContainer(manifest, null);
  return podContainer(operator, manifest, selected, { ...podImage(image), arch }, NOTHING_GIVEN, {
    kind: 'live',
  }).host;
}
