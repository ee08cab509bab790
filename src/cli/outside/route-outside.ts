import type { Config } from '../../config/config.ts';
import { goModel } from '../../go/model/model.ts';
import type { Host } from '../../target/host.ts';
import { reasonText } from '../../verdict/reasons.ts';
import type { Context } from '../command.ts';
import type { ParsedArgs } from '../options/parse.ts';
import { configureApart } from './configure-apart.ts';
import { withPatience } from './incoming.ts';
import type { Target } from './target.ts';
import { TargetError } from './target-error.ts';
import { targetOf } from './target-of.ts';

interface Outside {
  readonly config: Config;
  readonly seen: Host;
  readonly target: Target;
  readonly asked: { readonly env: null };
  /** See {@link Target.again}. */
  again(): Promise<Outside | null>;
}

/**
 * Another container, whose go is not run but read. Where nobody can know what it would say there is no answer: its
 * defaults would be a guess.
 *
 * @throws UsageError, PolicyError, TargetError
 */
export async function routeOutside(args: ParsedArgs, context: Context): Promise<Outside> {
  const config = await configureApart(args, context);
  return seenOf(await targetOf(args, withPatience(context, args, config)), config);
}

function seenOf(target: Target, config: Config): Outside {
  const { host } = target;
  const model = goModel(host);
  const run: Host['run'] = async (spec) => {
    const answer = model(spec);
    if (answer.known) return answer.value;
    throw new TargetError(
      `what ${spec.file} env would print cannot be known: ${await reasonText(answer.why)}; route --env-from FILE asks about variables alone`,
    );
  };
  const again = async () => {
    const next = await target.again?.();
    return next == null ? null : seenOf(next, config);
  };
  return { config, seen: { ...host, run }, target, asked: { env: null }, again };
}
