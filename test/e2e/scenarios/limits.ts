import { elfProgram } from '../../support/files/elf-program.ts';
import { image, policyFile, withEnv } from '../../support/memory/machines.ts';
import { directory, file } from '../../support/memory/tree.ts';
import { listening } from '../../support/network/listening.ts';
import { ALPINE, beside, of, type Step } from './image-machine.ts';
import type { Scenario } from './scenarios.ts';

const GO: Step = [
  'COPY server /server',
  [of('server', elfProgram({ go: { version: 'go1.26.10', lines: [] } }), 0o755)],
];

/** An image that starts a Go service, and the manifest of the pod that will run it, from the lines of its container. */
function inPod(container: readonly string[], config: Readonly<Record<string, unknown>> = {}, beneath = '') {
  const manifest = `apiVersion: v1
kind: Pod
metadata: { name: web, labels: { app: web } }
spec:
  automountServiceAccountToken: false
  containers:
    - name: server
      image: app:1.4
${container.map((line) => `      ${line}\n`).join('')}${beneath}`;
  const steps: readonly Step[] = [ALPINE, GO, ['ENTRYPOINT ["/server"]', null]];
  return beside(steps, { Entrypoint: ['/server'], ...config }, '', { '/web.yaml': file(manifest) });
}

const POD = ['check', '--image', '/app.tar', '--pod', '/web.yaml', '--only'];

const SERVICE = `---
apiVersion: v1
kind: Service
metadata: { name: web }
spec:
  selector: { app: web }
  ports: [{ port: 80, targetPort: web }]
`;

/** A namespace of the network has this of its own, and the kernel's default for it. */
const PORTS_OF_ROOT = ['echo 1024 >/proc/sys/net/ipv4/ip_unprivileged_port_start'];

/** What a container may use and who it is, against what its program takes. */
export const LIMITS_SCENARIOS: readonly Scenario[] = [
  {
    name: 'limit-go-does-not-take',
    rows: [],
    about: 'Debian 12 with GOMEMLIMIT as Kubernetes writes sizes',
    machine: () => withEnv(image('debian'), { GOMEMLIMIT: '512Mi' }),
    args: ['--only', 'limits'],
    finds: ['limits/gomemlimit-invalid'],
  },
  {
    name: 'limit-above-the-memory',
    rows: [],
    about: 'a Go service that may use 512 MiB, and is told to plan with 1 GiB',
    machine: () =>
      inPod([
        'env: [{ name: GOMEMLIMIT, value: 1GiB }]',
        'resources: { limits: { cpu: "2", memory: 512Mi } }',
      ]),
    args: [...POD, 'limits'],
    finds: ['limits/gomemlimit-above-limit'],
  },
  {
    name: 'limit-of-cpu-exceeded',
    rows: [],
    about: 'a Go service with the time of two CPUs, and GOMAXPROCS=16 from the time of its own machine',
    machine: () => inPod(['env: [{ name: GOMAXPROCS, value: "16" }]', 'resources: { limits: { cpu: "2" } }']),
    args: [...POD, 'limits'],
    finds: ['limits/gomaxprocs-above-quota'],
  },
  {
    name: 'limit-of-open-files',
    rows: [],
    about: 'Debian 12 with the limit of open files of an old init; the policy asks for more',
    machine: () => ({
      ...image('debian', policyFile('limits: { openFiles: 65536 }\n')),
      setup: ['ulimit -n 1024'],
    }),
    args: ['--only', 'limits'],
    finds: ['limits/nofile-low'],
  },
  {
    name: 'limit-of-shared-memory',
    rows: [],
    about: 'Debian 12 with the /dev/shm that docker gives; the policy asks for more',
    machine: () => ({
      ...image('debian', { '/dev/shm': directory() }, policyFile('limits: { sharedMemory: 256MiB }\n')),
      setup: ['mount -t tmpfs -o size=64m shm $M/dev/shm'],
    }),
    args: ['--only', 'limits'],
    finds: ['limits/shm-small'],
  },
  {
    name: 'port-taken',
    rows: [],
    about: 'Debian 12 before the service starts: somebody else listens at its port',
    machine: () => ({ ...image('debian'), setup: listening('10.1.2.3', '0.0.0.0:8080') }),
    args: ['--for', 'preflight', '--port', '8080', '--only', 'listeners'],
    finds: ['listeners/port-taken'],
  },
  {
    name: 'port-below-1024',
    rows: [],
    about: 'Debian 12, uid 10001, before a service starts that will listen at port 80',
    machine: () => ({ ...image('debian'), uid: 10001, gid: 10001, setup: PORTS_OF_ROOT }),
    args: ['--for', 'preflight', '--port', '80', '--only', 'listeners'],
    finds: ['listeners/privileged-port'],
  },
  {
    name: 'pod-runs-as-root',
    rows: [],
    about: 'a pod that must not run as root, and an image that does not say as whom it runs',
    machine: () => inPod(['securityContext: { runAsNonRoot: true }']),
    args: [...POD, 'pod'],
    finds: ['pod/root-refused'],
  },
  {
    name: 'pod-key-missing',
    rows: [],
    about: 'a pod that asks for a key which its ConfigMap does not have',
    machine: () =>
      inPod(
        ['env: [{ name: TZ, valueFrom: { configMapKeyRef: { name: web, key: timezone } } }]'],
        {},
        '---\napiVersion: v1\nkind: ConfigMap\nmetadata: { name: web }\ndata: { zone: Europe/Berlin }\n',
      ),
    args: [...POD, 'pod'],
    finds: ['pod/key-missing'],
  },
  {
    name: 'pod-port-of-no-name',
    rows: [],
    about: 'a Service that names a port which no container of its pod has',
    machine: () => inPod(['ports: [{ name: http, containerPort: 8080 }]'], {}, SERVICE),
    args: [...POD, 'pod'],
    finds: ['pod/port-name-unknown'],
  },
];
