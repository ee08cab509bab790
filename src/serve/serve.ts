import type { Config } from '../config/config.ts';
import type { Registry } from '../core/probe.ts';
import type { Host } from '../target/host.ts';
import type { ListenAt, Listening, Resident } from '../target/resident.ts';
import { Agent } from './agent.ts';
import { answerer } from './answer/answerer.ts';
import { type Secrets, secretsFrom } from './secrets.ts';
import type { BesideCommand } from './watch/observer.ts';

export interface ServeOptions {
  readonly registry: Registry;
  readonly resident: Resident;
  readonly listen: ListenAt;
  readonly intervalMs: number;
  readonly tokenFile: string | null;
  readonly tls: { readonly cert: string; readonly key: string } | null;
  readonly configure: (host: Host) => Promise<Config>;
  readonly log: (line: string) => void;
  /** What runs beside. */
  readonly command?: BesideCommand;
  /** Who reads policy and secrets, where another container is looked at. */
  readonly operator?: Host;
  /** Called when a look is over. */
  readonly rest?: () => void;
}

/** The agent, and the door to it. */
export interface Serving {
  readonly agent: Agent;
  readonly listening: Listening;
  stop(graceMs: number): Promise<void>;
}

/**
 * Listens, then looks for the first time: who asks meanwhile hears that nothing is known yet.
 *
 * @throws ListenError, SecretError
 */
export async function startServing(options: ServeOptions, config: Config, host: Host): Promise<Serving> {
  const { registry, resident, intervalMs, configure, log } = options;
  const secrets: Secrets = secretsFrom(options, resident.tlsProblem, host, log);
  const agent = new Agent(
    {
      registry,
      resident,
      intervalMs,
      configure,
      log,
      ...(options.command && { command: options.command }),
      ...(options.operator && { operator: options.operator }),
      ...(options.rest && { rest: options.rest }),
      looked: (now) => secrets.renew(now, (files) => listening.renewTls(files)),
    },
    host,
  );
  const answer = answerer({
    agent,
    intervalMs,
    labels: config.labels,
    usage: resident.usage,
    token: () => secrets.token,
    count: (path, status) => agent.count(path, status),
  });
  const listening = await resident.listen(options.listen, { tls: secrets.tls }, (question) =>
    agent.answering(() => answer(question)),
  );
  await agent.start(config);
  return {
    agent,
    listening,
    stop: async (graceMs) => {
      agent.stop();
      await listening.close(graceMs);
    },
  };
}
