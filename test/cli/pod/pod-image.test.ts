import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { main } from '../../../src/main.ts';
import { sinceNow } from '../../../src/target/since-now.ts';
import { makePem } from '../../support/files/certs.ts';
import { elfProgram } from '../../support/files/elf-program.ts';
import { archiveOf, dockerArchive } from '../../support/files/images/image-writer.ts';
import { type EntrySpec, tarOf } from '../../support/files/images/tar-writer.ts';
import { memoryIo } from '../../support/memory/memory-io.ts';
import { reportIn } from '../../support/runs/report-schema.ts';
import { liveHost } from '../../support/system/live-host.ts';

/* The README's example: an image that is sound by itself, and a manifest that spoils it. */

const BASE: readonly EntrySpec[] = [
  { name: 'etc/passwd', content: 'root:x:0:0:root:/root:/bin/sh\napp:x:1000:1000::/home/app:/bin/sh\n' },
  { name: 'etc/os-release', content: 'ID=alpine\nVERSION_ID=3.20\nPRETTY_NAME="Alpine Linux v3.20"\n' },
  { name: 'home/app/', uid: 1000, gid: 1000 },
  { name: 'tmp/', mode: 0o1777 },
  { name: 'bin/app', content: elfProgram(), mode: 0o755 },
];
const CERTIFICATES: readonly EntrySpec[] = [
  { name: 'etc/ssl/certs/ca-certificates.crt', content: makePem({ cn: 'Root CA' }) },
];
const MANIFEST = `apiVersion: apps/v1
kind: Deployment
metadata: { name: web }
spec:
  selector: { matchLabels: { app: web } }
  template:
    metadata: { labels: { app: web } }
    spec:
      securityContext: { runAsNonRoot: true }
      containers:
        - name: app
          image: app:1.4
          volumeMounts:
            - { name: ca, mountPath: /etc/ssl/certs }
      volumes:
        - { name: ca, configMap: { name: corp-ca } }
---
apiVersion: v1
kind: ConfigMap
metadata: { name: corp-ca }
data: { README: "put corp.pem here" }
`;

let home: string;
beforeAll(() => {
  home = mkdtempSync(join(tmpdir(), 'probe-env-pod-image-'));
  const image = {
    layers: [tarOf(BASE), tarOf(CERTIFICATES)],
    history: [
      { created_by: '/bin/sh -c #(nop) ADD file:5c0b in / ' },
      { created_by: 'COPY certs /etc/ssl/certs' },
      { created_by: 'USER app', empty_layer: true },
    ],
    config: { User: 'app', Cmd: ['/bin/app'] },
  };
  writeFileSync(join(home, 'app.tar'), archiveOf(dockerArchive(image)));
  writeFileSync(join(home, 'web.yaml'), MANIFEST);
});
afterAll(() => rmSync(home, { recursive: true }));

async function run(...args: readonly string[]): Promise<string> {
  const io = memoryIo(false);
  const files = ['--image', join(home, 'app.tar'), '--pod', join(home, 'web.yaml')];
  await main([...args, ...files], sinceNow(liveHost({ PATH: '/usr/bin:/bin' })), io);
  return io.stdout();
}

/** Without what is another one each time. */
function steady(text: string): string {
  return (
    text
      .replaceAll(`${home}/`, '')
      // A certificate that is made here has a signature of this or that length.
      .replace(/\d+ bytes, 0 packages/, '780 bytes, 0 packages')
      .replace(/\d+(?:\.\d+)? m?s$/gm, '240 ms')
      .replace(/sha256:[0-9a-f]{64}/g, 'sha256:…')
  );
}

describe('check --image --pod', () => {
  it('says what the manifest spoils, as the README shows it', async () => {
    const text = `$ probe-env check --image app.tar --pod web.yaml\n${steady(await run('check'))}`;
    await expect(text).toMatchFileSnapshot('pod-image.golden.txt');
  });

  it('names the line of the manifest, and the layer of what it hides, to machines', async () => {
    const { target, probes } = reportIn(await run('check', '-f', 'json'));
    expect(target).toMatchObject({ kind: 'image', pod: { name: 'web', container: 'app' } });
    const findings = probes.flatMap((probe) => probe.findings);
    const github = await run('check', '-f', 'github');
    const told = JSON.stringify(
      findings,
      ['rule', 'origin', 'layer', 'digest', 'createdBy', 'file', 'line'],
      2,
    );
    await expect(steady(`${told}\n\n${github}`)).toMatchFileSnapshot('pod-image-origin.golden.txt');
  });

  it('names them in TAP and JUnit too', async () => {
    const tap = await run('check', '-f', 'tap', '--only', 'ca-certs,pod');
    const junit = await run('check', '-f', 'junit', '--only', 'ca-certs,pod');
    const text = steady(`${tap}\n${junit}`)
      .replace(/ time="[^"]*"/g, ' time="0.240"')
      .replace(/ timestamp="[^"]*"/g, ' timestamp="2026-11-27T12:00:00.000"')
      .replace(/ hostname="[^"]*"/g, '');
    await expect(text).toMatchFileSnapshot('pod-image-formats.golden.txt');
    const blamed = [/layer 1: COPY certs \/etc\/ssl\/certs/g, /web\.yaml:14/g, /web\.yaml:9/g];
    expect(blamed.map((one) => text.match(one)?.length)).toEqual([2, 2, 2]);
  });
});
