import { InvalidValue } from '../../../core/policy/shorthand.ts';
import { own } from '../../outside/target-options.ts';
import { type Option, type SwitchOption, twinOf } from '../option.ts';
import type { ParsedArgs } from '../parse.ts';
import { UsageError } from '../usage-error.ts';
import { path, sayer } from './serve-options.ts';

const NODE: SwitchOption = {
  kind: 'switch',
  name: 'node',
  help: 'look at every container of this node through /proc, and run nothing in them; as root with CAP_SYS_PTRACE and CAP_DAC_READ_SEARCH',
  thisCallOnly: true,
  layer: {},
};
const PROC = own({
  name: 'proc',
  placeholder: 'DIR',
  help: 'with --node: where the proc file system of the node is mounted; default /proc',
});
const PODS = own({
  name: 'pods',
  placeholder: 'DIR',
  help: 'with --node: where the kubelet keeps the logs of pods, which names them; default /var/log/pods',
});

const STATE = own({
  name: 'runtime-state',
  placeholder: 'DIR',
  help: 'with --node: below which the /run and /var/lib of the node are, where runtimes keep the names of their containers; default /',
});

const POLICIES = own({
  name: 'policies',
  placeholder: 'FILE',
  help: 'with --node: which policy is for which containers, YAML or JSON: the first match counts, and --config is for all others',
});

const KUBE_API: SwitchOption = {
  kind: 'switch',
  name: 'kube-api',
  help: 'with --node: ask the API server of the cluster for the pods of this node, for their labels and what made them; the variable NODE_NAME says which node it is',
  thisCallOnly: true,
  layer: {},
};
const KUBE_ACCOUNT = own({
  name: 'kube-account',
  placeholder: 'DIR',
  help: 'with --kube-api: where token and ca.crt of the service account are; default /var/run/secrets/kubernetes.io/serviceaccount',
});
const OPENREPORTS: SwitchOption = {
  kind: 'switch',
  name: 'openreports',
  help: 'with --kube-api: write a Report of OpenReports for each workload of this node',
  thisCallOnly: true,
  layer: {},
};

/** Of the command serve alone. */
export const NODE_OPTIONS: readonly Option[] = [
  ...[NODE, PROC, PODS, STATE, POLICIES],
  ...[KUBE_API, KUBE_ACCOUNT, OPENREPORTS],
];

export interface NodeSettings {
  readonly proc: string;
  readonly pods: string;
  readonly state: string;
  readonly policies: string | null;
  /** Null where it is not asked. */
  readonly kube: KubeSettings | null;
}

/** How the API server is asked. */
export interface KubeSettings {
  readonly node: string;
  readonly host: string;
  readonly port: number;
  readonly account: string;
  readonly openreports: boolean;
}

/**
 * Null where the container alone is looked at.
 *
 * @throws UsageError
 */
export function nodeSettings(
  { given }: Pick<ParsedArgs, 'given'>,
  env: Readonly<Record<string, string>>,
): NodeSettings | null {
  const is = (option: SwitchOption) => given.has(option) || ['1', 'true'].includes(env[twinOf(option)] ?? '');
  if (!is(NODE)) {
    const alone = NODE_OPTIONS.find((option) => given.has(option));
    if (alone !== undefined) throw new UsageError(`--${alone.name} is for serve --node`);
    return null;
  }
  const said = sayer(given, env);
  const account = said(KUBE_ACCOUNT, directory);
  const openreports = is(OPENREPORTS);
  if (!is(KUBE_API) && (openreports || given.has(KUBE_ACCOUNT)))
    throw new UsageError(`--${openreports ? OPENREPORTS.name : KUBE_ACCOUNT.name} is for --node --kube-api`);
  return {
    proc: said(PROC, directory) ?? '/proc',
    pods: said(PODS, directory) ?? '/var/log/pods',
    state: said(STATE, directory) ?? '/',
    policies: said(POLICIES, path),
    kube: is(KUBE_API) ? { ...serverIn(env), account: account ?? ACCOUNT, openreports } : null,
  };
}

/** Where the kubelet mounts a service account (plugin/pkg/admission/serviceaccount, DefaultAPITokenMountPath). */
const ACCOUNT = '/var/run/secrets/kubernetes.io/serviceaccount';

/** A subdomain of DNS (RFC 1123), as the name of a node has to be. */
const NODE_NAME = /^[a-z0-9](?:[a-z0-9.-]{0,251}[a-z0-9])?$/;

function serverIn(env: Readonly<Record<string, string>>): Pick<KubeSettings, 'node' | 'host' | 'port'> {
  const {
    NODE_NAME: node = '',
    KUBERNETES_SERVICE_HOST: host = '',
    KUBERNETES_SERVICE_PORT: port = '443',
  } = env;
  if (!NODE_NAME.test(node))
    throw new UsageError('--kube-api needs the name of this node in NODE_NAME (fieldRef: spec.nodeName)');
  if (host === '' || !/^\d{1,5}$/.test(port))
    throw new UsageError(
      '--kube-api needs KUBERNETES_SERVICE_HOST and KUBERNETES_SERVICE_PORT, which each pod has',
    );
  return { node, host, port: Number(port) };
}

function directory(text: string): string {
  if (!text.startsWith('/')) throw new InvalidValue('does not begin with /');
  let end = text.length;
  while (end > 1 && text[end - 1] === '/') end--;
  return text.slice(0, end);
}
