import { safe } from '../core/text/safe.ts';
import type { Host } from '../target/host.ts';

/**
 * Variables that manifests fill from the downward API, by the label that they give. Kubernetes sets none by
 * itself: these are the names that its documentation and the charts in use have. The name of a container is
 * no field of the downward API and has to be written out.
 */
const VARIABLES: Readonly<Record<string, readonly string[]>> = {
  namespace: ['POD_NAMESPACE', 'MY_POD_NAMESPACE', 'K8S_NAMESPACE', 'K8S_POD_NAMESPACE'],
  pod: ['POD_NAME', 'MY_POD_NAME', 'K8S_POD_NAME'],
  container: ['CONTAINER_NAME', 'MY_CONTAINER_NAME', 'K8S_CONTAINER_NAME'],
  // Not `node`: that is the version of Node in probe_env_info.
  node_name: ['NODE_NAME', 'MY_NODE_NAME', 'K8S_NODE_NAME', 'KUBE_NODE_NAME'],
};

const NAMESPACE_FILE = '/var/run/secrets/kubernetes.io/serviceaccount/namespace';
const HOSTNAME_FILE = '/proc/sys/kernel/hostname';

/** Which container this is, as far as it can know: labels for documents that machines read. */
export function identify(host: Pick<Host, 'env' | 'readFile'>): Readonly<Record<string, string>> {
  const labels: Record<string, string> = {};
  const put = (name: string, value: string | null | undefined) => {
    if (value != null && value !== '' && value.length <= MAX_BYTES) labels[name] = safe(value);
  };
  put('host', firstLine(host, HOSTNAME_FILE) ?? host.env.HOSTNAME);
  for (const [label, names] of Object.entries(VARIABLES)) {
    put(
      label,
      names.map((name) => host.env[name]).find((value) => value !== undefined && value !== ''),
    );
  }
  // The kubelet mounts it beside the token, unless the pod asks for none.
  if (labels.namespace === undefined) put('namespace', firstLine(host, NAMESPACE_FILE));
  return labels;
}

/** More than any name that Kubernetes or Linux allows. */
const MAX_BYTES = 256;

function firstLine(host: Pick<Host, 'readFile'>, path: string): string | null {
  const file = host.readFile(path, { maxBytes: MAX_BYTES });
  return file.ok ? (file.value.toString('utf8').split('\n', 1)[0]?.trim() ?? null) : null;
}
