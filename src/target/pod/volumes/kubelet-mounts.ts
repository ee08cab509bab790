import { unknownDirectory } from '../../tree/graft.ts';
import { fileNode } from '../../tree/node.ts';
import type { Selected } from '../manifest/objects.ts';
import { hostsFile } from '../names/hosts-file.ts';
import { type Asked, absolute } from './asked.ts';
import { writtenFile } from './written.ts';

const HOSTS = '/etc/hosts';
const TOKEN = '/var/run/secrets/kubernetes.io/serviceaccount';

/** What the admission of pods adds where nobody says otherwise: the token of the service account. */
export function tokenMount({ workload, container }: Selected): readonly Asked[] {
  if (workload.spec.get('automountServiceAccountToken').flag() === false) return [];
  const has = container
    .get('volumeMounts')
    .items()
    .some((mount) => absolute(mount.get('mountPath').text() ?? '') === TOKEN);
  if (has) return [];
  return [
    {
      path: TOKEN,
      type: 'projected',
      source: 'kube-api-access',
      directory: '/',
      readOnly: true,
      node: unknownDirectory({ code: 'cluster-chooses', data: { what: 'token' } }),
      is: 'directory',
      at: null,
    },
  ];
}

/** /etc/hosts, and the file for the termination message (makeMounts and kuberuntime of the kubelet). */
export function kubeletMounts({ container, workload }: Selected, others: readonly Asked[]): readonly Asked[] {
  const hosts: Asked = {
    path: HOSTS,
    type: 'kubelet',
    source: '',
    directory: '/',
    readOnly: false,
    node: writtenFile(hostsFile(workload.spec)),
    is: 'file',
    at: null,
  };
  const message = container.get('terminationMessagePath');
  const termination: Asked = {
    path: absolute(message.text() ?? '/dev/termination-log'),
    type: 'kubelet',
    source: '',
    directory: '/',
    readOnly: false,
    node: fileNode(Buffer.alloc(0), { mode: 0o666 }),
    is: 'file',
    at: message.isThere ? message.line : null,
  };
  return [...(others.some(({ path }) => path === HOSTS) ? [] : [hosts]), termination];
}
