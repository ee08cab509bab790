import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';
import { PodWatch } from '../../../src/serve/node/kube/pod-watch.ts';
import { kubeApi } from '../../../src/target/live/kube/kube-api.ts';
import { type KubeApi, whyRefused } from '../../../src/target/node/kube/api.ts';
import { get, servingNode } from '../../support/runs/serving.ts';
import { api } from '../api.ts';

/*
 * refused.ts RESULT, inside the node of start.sh with RBAC: what the API server says to an agent without rights, to one that
 * has them, to a token that is worth nothing any more and to a new one, and to a watch from long ago.
 */

export interface Refused {
  /** Lines of /readyz?verbose about the API server. */
  readonly withoutRights: string;
  readonly withRights: string;
  /** Why it was refused, with the first token, after its account was deleted, and with a token of the new account. */
  readonly tokens: readonly (string | null)[];
  /** What a watch said that began before all that the server remembers, and some time later. */
  readonly forgotten: string | null;
  readonly after: string | null;
  /** Names of the pods that are known then. */
  readonly pods: readonly string[];
}

const NAMESPACE = 'monitoring';
const ACCOUNTS = `/api/v1/namespaces/${NAMESPACE}/serviceaccounts`;
const NAME = 'probe-env-node';
const LIMIT_S = 120;
const MANIFEST = join(import.meta.dirname, '../../../deploy/node-kube-api.yaml');

const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** As the kubelet asks for it (TokenRequest). */
async function tokenInto(account: string): Promise<void> {
  const { status } = await api<{ status: { token: string } }>('POST', `${ACCOUNTS}/${NAME}/token`, {
    spec: { expirationSeconds: 600 },
  });
  writeFileSync(join(account, 'token'), status.token);
}

const makeAccount = () => api('POST', ACCOUNTS, { metadata: { name: NAME } });

/** The roles of the manifest that people are given. */
async function allow(): Promise<void> {
  const rbac = '/apis/rbac.authorization.k8s.io/v1';
  for (const document of parseAllDocuments(readFileSync(MANIFEST, 'utf8'))) {
    const object = document.toJS() as { readonly kind: string };
    if (object.kind === 'ClusterRole') await api('POST', `${rbac}/clusterroles`, object);
    if (object.kind === 'ClusterRoleBinding') await api('POST', `${rbac}/clusterrolebindings`, object);
  }
}

/** What readyz says of the API server, once that fits. */
async function said(url: string, fits: RegExp): Promise<string> {
  for (let second = 0; ; second++) {
    const { body } = await get(`${url}/readyz?verbose`);
    const line = body.split('\n').find((one) => one.includes('the API server')) ?? '';
    if (fits.test(line) || second >= LIMIT_S) return line.trim();
    await sleep(1000);
  }
}

async function agentOf(account: string): Promise<Pick<Refused, 'withoutRights' | 'withRights'>> {
  const none = '/no/such/directory';
  const agent = await servingNode(
    ['--interval', '5s', '--pods', none, '--runtime-state', none, '--kube-api', '--kube-account', account],
    { NODE_NAME: 'bench', KUBERNETES_SERVICE_HOST: '127.0.0.1', KUBERNETES_SERVICE_PORT: '6443' },
  );
  try {
    const withoutRights = await said(agent.url, /403/);
    await allow();
    return { withoutRights, withRights: await said(agent.url, /tells of/) };
  } finally {
    await agent.end();
  }
}

async function tokensOf(account: string, client: KubeApi): Promise<readonly (string | null)[]> {
  const asked = async () => whyRefused(await client.ask({ method: 'GET', path: '/api/v1/pods?limit=1' }));
  const first = await asked();
  await api('DELETE', `${ACCOUNTS}/${NAME}`);
  let second = await asked();
  // What it found of a token it keeps for some seconds.
  for (let tried = 0; second === null && tried < 30; tried++) {
    await sleep(1000);
    second = await asked();
  }
  await makeAccount();
  await tokenInto(account);
  return [first, second, await asked()];
}

/** A watch whose first place is one that no server remembers. */
async function watchOf(client: KubeApi): Promise<Pick<Refused, 'forgotten' | 'after' | 'pods'>> {
  let watches = 0;
  const old: KubeApi = {
    ask: client.ask,
    stream: (path, limitMs, listener) =>
      client.stream(
        watches++ === 0 ? path.replace(/resourceVersion=\d+/, 'resourceVersion=1') : path,
        limitMs,
        listener,
      ),
  };
  const pods = new PodWatch({
    ...{ api: old, node: 'bench', now: () => performance.now(), random: Math.random },
    after: (ms, call) => {
      const timer = setTimeout(call, ms);
      return () => clearTimeout(timer);
    },
  });
  pods.start();
  let forgotten: string | null = null;
  for (let tried = 0; tried < 1000 && !forgotten?.includes('410'); tried++) {
    await sleep(10);
    forgotten = pods.state().why ?? forgotten;
  }
  for (let tried = 0; tried < 100 && pods.state().why !== null; tried++) await sleep(100);
  const after = pods.state().why;
  pods.stop();
  return { forgotten, after, pods: pods.pods().map(({ name }) => name) };
}

const [result = ''] = process.argv.slice(2);
const account = `${result}.account`;
mkdirSync(account);
writeFileSync(join(account, 'ca.crt'), readFileSync(join(process.env.KUBE_RUN ?? '', 'api/apiserver.crt')));
await api('POST', '/api/v1/namespaces', { metadata: { name: NAMESPACE } });
await api('POST', `/api/v1/namespaces/${NAMESPACE}/pods`, {
  metadata: { name: 'one' },
  spec: { nodeName: 'bench', containers: [{ name: 'pause', image: 'localhost/pause:1' }] },
});
await makeAccount();
await tokenInto(account);
const client = kubeApi({ host: '127.0.0.1', port: 6443, account, userAgent: 'probe-env/test' });
const rights = await agentOf(account);
const tokens = await tokensOf(account, client);
const watch = await watchOf(client);
writeFileSync(result, JSON.stringify({ ...rights, tokens, ...watch } satisfies Refused, null, 1));
process.exit(0);
