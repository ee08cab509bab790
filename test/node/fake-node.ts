import type { Config } from '../../src/config/config.ts';
import { mergeLayers } from '../../src/config/merge.ts';
import type { Cluster } from '../../src/serve/node/kube/cluster.ts';
import type { Answer, LookAnswer, LookRequest, Request } from '../../src/serve/node/protocol.ts';
import { type ServingNode, startServingNode } from '../../src/serve/node/serve-node.ts';
import type { NodeContainer, UnseenContainer } from '../../src/target/node/container.ts';
import type { Heard, Looker, NodeMachine } from '../../src/target/node/machine.ts';
import { ChangingMachine, FakeResident } from '../support/memory/fake-resident.ts';

export const READY: LookAnswer = {
  kind: 'seen',
  verdict: 'ready',
  summary: { error: 0, warning: 0, unknown: 0 },
  rules: [],
  words: '',
  profile: 'runtime',
  ran: 7,
  durationMs: 4,
  steady: false,
};

/** Nothing has changed, and the next look will be as short. */
export const STEADY: LookAnswer = { ...READY, ran: 0, durationMs: 0.5, steady: true };

export const BROKEN: LookAnswer = {
  ...READY,
  verdict: 'not-ready',
  summary: { error: 1, warning: 0, unknown: 0 },
  rules: [{ rule: 'ca-certs/empty', severity: 'error', fails: true }],
  words: 'no roots',
};

/** Its deadline came before all was looked at. */
export const CUT: LookAnswer = { ...READY, verdict: 'unknown', reason: 'the deadline came', durationMs: 900 };

const MOUNT = { point: '/data', fsType: 'fuse', source: 'x' };

/** A look that does not come back: with the mount that was silent, or without one. */
export const SILENT: Heard = {
  ok: false,
  why: { code: 'looker-silent', data: { waitedMs: 900, hangs: 7 } },
  mount: null,
};
export const MOUNT_SILENT: Heard = {
  ok: false,
  why: { code: 'mount-silent', data: { ...MOUNT, waitedMs: 450, hangs: null } },
  mount: MOUNT,
};

export function container(number: number, more: Partial<NodeContainer> = {}): NodeContainer {
  return {
    id: String(number).padStart(64, '0'),
    runtime: 'containerd',
    podUid: null,
    namespace: 'shop',
    pod: `web-${number}`,
    container: 'web',
    workload: 'web',
    labels: null,
    main: { pid: number, startTime: String(number), name: 'web' },
    processes: 1,
    sandbox: null,
    remote: [],
    above: [],
    ...more,
  };
}

/** A node of values: its containers, and what looks at them bring. */
export class FakeNode implements NodeMachine {
  containers: readonly NodeContainer[] = [];
  unseen: readonly UnseenContainer[] = [];
  scanFailure: Error | null = null;
  /** What a look at the container of that pid brings. */
  answers: (request: LookRequest) => LookAnswer | Heard | Promise<LookAnswer> = () => READY;
  /** Looks after which it answers, of those that are asked for together. */
  mostTogether = 1000;
  /** Whether a process that looks ends when it is killed. */
  mayBeKilled = true;
  readonly requests: Request[] = [];
  readonly lookers: FakeLooker[] = [];

  scan() {
    if (this.scanFailure !== null) throw this.scanFailure;
    return { containers: this.containers, unseen: this.unseen, processes: this.containers.length };
  }

  looker(): FakeLooker {
    const looker = new FakeLooker(this);
    this.lookers.push(looker);
    return looker;
  }

  rights() {
    const capabilities = (1n << 19n) | (1n << 2n);
    return {
      uid: 0,
      capabilities,
      hidepid: null,
      seesNode: true,
      mapsAll: true,
      label: null,
      seesPods: true,
    };
  }

  /** Of pid, in order. */
  get looks(): readonly LookRequest[] {
    return this.requests.flatMap((request) => {
      if (request.kind === 'looks') return request.looks;
      return request.kind === 'look' ? [request] : [];
    });
  }
}

class FakeLooker implements Looker {
  readonly #node: FakeNode;
  isGone = false;
  killed = false;
  /** The pids that it was asked to look at. */
  readonly asked: number[] = [];
  #ended: () => void = () => {};
  readonly #gone = new Promise<void>((resolve) => {
    this.#ended = resolve;
  });

  constructor(node: FakeNode) {
    this.#node = node;
  }

  async ask(line: string): Promise<Heard> {
    const request = JSON.parse(line) as Request;
    this.#node.requests.push(request);
    if (request.kind === 'look') this.asked.push(request.pid);
    if (request.kind === 'looks') this.asked.push(...request.looks.map(({ pid }) => pid));
    const said = (value: Answer): Heard => ({ ok: true, line: JSON.stringify(value) });
    if (request.kind === 'looks') {
      const answers: LookAnswer[] = [];
      for (const look of request.looks.slice(0, this.#node.mostTogether)) {
        const answer = await this.#node.answers(look);
        if ('ok' in answer) return answer;
        answers.push(answer);
      }
      return said({ kind: 'looked', answers });
    }
    if (request.kind !== 'look') return said({ kind: 'done' });
    const answer = await this.#node.answers(request);
    return 'ok' in answer ? answer : said(answer);
  }

  async kill(): Promise<boolean> {
    this.killed = true;
    if (this.#node.mayBeKilled) this.end();
    return this.isGone;
  }

  /** What it waited for has answered. */
  end(): void {
    this.isGone = true;
    this.#ended();
  }

  whenGone(): Promise<void> {
    return this.#gone;
  }
}

export interface StartedNode extends ServingNode {
  readonly node: FakeNode;
  readonly resident: FakeResident;
  readonly machine: ChangingMachine;
}

/** An agent on a node of values, with an interval of 10 s. */
export async function startedNode(
  node: FakeNode,
  more: {
    readonly configs?: Readonly<Record<string, Config>>;
    readonly nameFor?: (c: NodeContainer) => string;
    readonly cluster?: Cluster;
    /** Why the policy that is there is refused. */
    readonly refusal?: string;
  } = {},
): Promise<StartedNode> {
  const machine = new ChangingMachine();
  const resident = new FakeResident(machine);
  const configs = new Map(Object.entries(more.configs ?? { '': mergeLayers([], []) }));
  const serving = await startServingNode(
    {
      machine: node,
      resident,
      listen: { kind: 'port', address: null, port: 9640 },
      intervalMs: 10_000,
      tokenFile: null,
      tls: null,
      policies: {
        configs: () => configs,
        nameFor: more.nameFor ?? (() => ''),
        renew: async () => {},
        state: {
          configSucceeded: more.refusal === undefined,
          configRefusal: more.refusal ?? null,
          configReadMs: 0,
        },
      },
      cluster: more.cluster ?? null,
      labels: {},
      log: () => {},
    },
    machine.host,
  );
  await resident.pass(0);
  return { ...serving, node, resident, machine };
}
