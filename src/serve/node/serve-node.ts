import type { Host } from '../../target/host.ts';
import type { NodeMachine } from '../../target/node/machine.ts';
import type { ListenAt, Listening, Resident } from '../../target/resident.ts';
import { answererOf } from '../answer/answerer.ts';
import { Questions } from '../questions.ts';
import { type Secrets, secretsFrom } from '../secrets.ts';
import type { Cluster } from './kube/cluster.ts';
import { NodeAgent } from './node-agent.ts';
import { NODE_PATHS, placeOf } from './node-endpoints.ts';
import type { NodePolicies } from './policies.ts';

export interface ServeNodeOptions {
  readonly machine: NodeMachine;
  readonly resident: Resident;
  readonly listen: ListenAt;
  readonly intervalMs: number;
  readonly tokenFile: string | null;
  readonly tls: { readonly cert: string; readonly key: string } | null;
  readonly policies: NodePolicies;
  readonly cluster: Cluster | null;
  readonly labels: Readonly<Record<string, string>>;
  readonly log: (line: string) => void;
}

export interface ServingNode {
  readonly agent: NodeAgent;
  readonly listening: Listening;
  /** Reads token, certificate and policies again where they have changed. */
  renew(): Promise<void>;
  stop(graceMs: number): Promise<void>;
}

/**
 * Listens, then looks for the first time.
 *
 * @throws ListenError, SecretError
 */
export async function startServingNode(options: ServeNodeOptions, host: Host): Promise<ServingNode> {
  const { machine, resident, intervalMs, policies, cluster, labels, log } = options;
  const secrets: Secrets = secretsFrom(options, resident.tlsProblem, host, log);
  const agent = new NodeAgent({ machine, resident, host, intervalMs, policies, cluster });
  const questions = new Questions();
  const served = { agent, labels, usage: resident.usage, questions: () => questions.all };
  const answer = answererOf(
    {
      token: () => secrets.token,
      count: (path, status) => questions.count(path, status),
    },
    NODE_PATHS,
    (path) => placeOf(path, served),
  );
  const listening = await resident.listen(options.listen, { tls: secrets.tls }, answer);
  let cancel = () => {};
  let stopped = false;
  const renew = async () => {
    const now = await resident.machine();
    secrets.renew(now, (files) => listening.renewTls(files));
    await policies.renew(now);
  };
  const again = () => {
    cancel = resident.after(intervalMs, () => {
      void renew().finally(() => {
        if (!stopped) again();
      });
    });
  };
  again();
  agent.start();
  return {
    agent,
    listening,
    renew,
    stop: async (graceMs) => {
      stopped = true;
      cancel();
      agent.stop();
      await listening.close(graceMs);
    },
  };
}
