import { spawnSync } from 'node:child_process';
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { writeBigImage } from '../../support/files/images/big-image.ts';
import { archiveOf, dockerArchive } from '../../support/files/images/image-writer.ts';
import { tarOf } from '../../support/files/images/tar-writer.ts';
import { BUNDLE, EXECUTABLE } from '../../support/runs/built-file.ts';
import { cleanEnv, TOOLS } from '../../support/system/real-tools.ts';
import type { Subject } from '../measure.ts';
import { NODE } from './subjects.ts';

/* What is judged without running: images by their size, manifests, and whole root file systems. */

const MIB = 1024 * 1024;

/** Images that nobody prepared are not ready (1); whatever else it is, they could not be looked at. */
function judged(subject: Subject): Subject {
  const [program = '', ...rest] = subject.argv;
  const { status } = spawnSync(program, rest, { cwd: '/', env: subject.env ?? {} });
  return { ...subject, code: status === 1 ? 1 : 0 };
}

/** Beside the checksum of the same file: 200 MiB in twice its time and 0.3 s; both in 160 MiB of memory. */
export function images(folder: string): readonly Subject[] {
  const file = (name: string, mib: number, files: number) => {
    const path = join(folder, name);
    if (!existsSync(path)) writeBigImage(path, mib * MIB, files);
    return path;
  };
  const small = file('200-mib.tar', 200, 10_000);
  const big = file('1-gib.tar', 1024, 100_000);
  const env = cleanEnv();
  const look = (path: string) => [NODE, BUNDLE, 'check', '--image', path, '-q', '--timeout', '60s'];
  return [
    { name: 'sha256sum of 200 MiB', argv: ['/usr/bin/sha256sum', small], env },
    judged({ name: 'bundle, image of 200 MiB', argv: look(small), env }),
    { name: 'sha256sum of 1 GiB', argv: ['/usr/bin/sha256sum', big], env },
    judged({ name: 'bundle, image of 1 GiB, 100 000 files', argv: look(big), env }),
  ];
}

const CONFIG = (number: number) => `apiVersion: v1
kind: ConfigMap
metadata: { name: settings-${number} }
data:
${Array.from({ length: 12 }, (_, key) => `  KEY_${key}: "value ${key} of ${number}"`).join('\n')}
`;

const DEPLOYMENT = (number: number) => `apiVersion: apps/v1
kind: Deployment
metadata: { name: web-${number} }
spec:
  selector:
    matchLabels: { app: web-${number} }
  template:
    metadata:
      labels: { app: web-${number} }
    spec:
      securityContext: { runAsUser: 1000, runAsGroup: 1000, fsGroup: 2000 }
      containers:
        - name: web-${number}
          image: app:1.4
          envFrom:
            - configMapRef: { name: settings-${number} }
          env:
            - { name: TZ, value: Etc/UTC }
          resources:
            limits: { cpu: 500m, memory: 256Mi }
          volumeMounts:
            - { name: data, mountPath: /data }
      volumes:
        - { name: data, emptyDir: {} }
`;

/** A small image by itself, and run by a pod of a small and of a large manifest, which adds 60 ms at most. */
export function manifests(folder: string): readonly Subject[] {
  const image = join(folder, 'small.tar');
  const passwd = 'root:x:0:0:root:/root:/bin/sh\n';
  writeFileSync(
    image,
    archiveOf(
      dockerArchive({
        layers: [tarOf([{ name: 'etc/passwd', content: passwd }])],
        config: { Cmd: ['/app'] },
      }),
    ),
  );
  const env = cleanEnv();
  const manifest = (name: string, pods: number) => {
    const path = join(folder, name);
    const documents = Array.from(
      { length: pods },
      (_, number) => `${CONFIG(number)}---\n${DEPLOYMENT(number)}`,
    );
    writeFileSync(path, documents.join('---\n'));
    return ['--pod', path, '--container', `web-${pods - 1}`];
  };
  const look = (...more: readonly string[]) => [NODE, BUNDLE, 'check', '--image', image, '-q', ...more];
  return [
    judged({ name: 'bundle, small image', argv: look(), env }),
    judged({ name: 'run by a pod of 2 documents', argv: look(...manifest('2.yaml', 1)), env }),
    judged({ name: 'run by a pod of 40 documents', argv: look(...manifest('40.yaml', 20)), env }),
  ];
}

/** A whole Debian from outside, beside the same check inside of it: one and a half times as much at most. */
export function roots(): readonly Subject[] {
  const root = join(TOOLS, 'roots/debian');
  if (process.getuid?.() !== 0 || !existsSync(join(root, 'etc'))) return [];
  const env = { PATH: '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin', HOME: '/root' };
  const inside = ['/usr/bin/unshare', '-m', '--propagation', 'private', '/bin/sh', '-c'];
  // With /proc, as every container has it: without one a warning has to be explained.
  const mounted = [
    `mkdir -p ${root}/mnt ${root}/proc && mount -t proc proc ${root}/proc`,
    `mount --bind "$1" ${root}/mnt && exec chroot ${root} /mnt/probe-env -q`,
  ].join(' && ');
  return [
    judged({
      name: 'executable inside a whole Debian',
      argv: [...inside, mounted, 'sh', join(EXECUTABLE, '..')],
      env,
    }),
    judged({ name: 'executable, --root of it', argv: [EXECUTABLE, 'check', '--root', root, '-q'], env }),
  ];
}
