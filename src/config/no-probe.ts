import { didYouMean } from '../core/text/meant/nearest.ts';
import { visible } from '../core/text/visible.ts';

/** Why a name in a list of probes is refused. The id of a rule is a frequent one: a rule has a place of its own. */
export async function noProbe(name: string, names: readonly string[]): Promise<string> {
  const [probe = '', ...rest] = name.split('/');
  const hint =
    rest.length > 0 && names.includes(probe)
      ? `; that is a rule of ${probe}: one rule is turned off in the policy, rules: { ${visible(name)}: "off" }`
      : await didYouMean(name, names);
  return `there is no probe ${JSON.stringify(visible(name))}${hint}`;
}
