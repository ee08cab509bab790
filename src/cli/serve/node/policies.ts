import type { Config } from '../../../config/config.ts';
import { DEFAULTS } from '../../../config/defaults.ts';
import { loadMatches, matchFor, type PolicyMatch } from '../../../config/policy/matches.ts';
import type { NodePolicies } from '../../../serve/node/policies.ts';
import { Reloading } from '../../../serve/watch/reloading.ts';
import type { Host } from '../../../target/host.ts';
import type { Context } from '../../command.ts';
import type { ParsedArgs } from '../../options/parse.ts';
import { launchOptions } from '../../options/sets/launch-options.ts';
import type { NodeSettings } from '../../options/sets/node-options.ts';
import { UsageError } from '../../options/usage-error.ts';
import { configureApart } from '../../outside/configure-apart.ts';

/** Plain data, so that two of one content can be told to be the same. */
interface Policies {
  readonly matches: readonly PolicyMatch[];
  /** By the file of the policy; the empty name is the one for all others. */
  readonly configs: readonly (readonly [name: string, config: Config])[];
}

/** Which policy holds for which container; read again when a file of them has changed. */
export class PoliciesOfNode implements NodePolicies {
  readonly #reloading: Reloading<Policies>;
  #policies: Policies;
  #configs: ReadonlyMap<string, Config>;

  private constructor(first: Policies, reloading: Reloading<Policies>) {
    this.#policies = first;
    this.#configs = new Map(first.configs);
    this.#reloading = reloading;
  }

  /** @throws UsageError, PolicyError */
  static async read(
    args: ParsedArgs,
    { policies: list, kube }: Pick<NodeSettings, 'policies' | 'kube'>,
    context: Context,
    log: (line: string) => void,
  ): Promise<PoliciesOfNode> {
    const read = (host: Host) => policiesOf(args, list, kube !== null, { ...context, host });
    const first = await read(context.host);
    const reloading = new Reloading(read, log);
    await reloading.begin(first, context.host);
    return new PoliciesOfNode(first, reloading);
  }

  configs(): ReadonlyMap<string, Config> {
    return this.#configs;
  }

  nameFor(container: Parameters<typeof matchFor>[1]): string {
    return matchFor(this.#policies.matches, container)?.policy ?? '';
  }

  async renew(host: Host): Promise<void> {
    const now = await this.#reloading.current(host);
    if (now === this.#policies) return;
    this.#policies = now;
    this.#configs = new Map(now.configs);
  }

  force(): void {
    this.#reloading.force();
  }

  get state() {
    return this.#reloading.state;
  }
}

async function policiesOf(
  args: ParsedArgs,
  list: string | null,
  knowsLabels: boolean,
  context: Context,
): Promise<Policies> {
  const matches = list === null ? [] : loadMatches(list, context.host, knowsLabels);
  const files = [...new Set(matches.map(({ policy }) => policy))];
  const named = launchOptions(context.probes).find(({ name }) => name === 'config');
  const configs: [string, Config][] = [['', await configured(args, context)]];
  for (const file of files) {
    const given = new Map(args.given);
    if (named !== undefined) given.set(named, file);
    configs.push([file, await configured({ ...args, given }, context)]);
  }
  return { matches, configs };
}

async function configured(args: ParsedArgs, context: Context): Promise<Config> {
  const config = await configureApart(args, context, DEFAULTS);
  if (config.failOn === 'new') throw new UsageError('--fail-on new needs a baseline, which serve has not');
  return { ...config, purpose: 'readiness' };
}
