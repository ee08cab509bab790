import { InvalidValue } from '../../core/policy/shorthand.ts';
import { EXIT } from '../../verdict/verdict.ts';
import type { Command } from '../command.ts';
import { decide, gather } from '../configure.ts';
import type { Option } from '../options/option.ts';
import type { ParsedArgs } from '../options/parse.ts';
import { CONFIG, runOptions } from '../options/sets/run-options.ts';
import { UsageError } from '../options/usage-error.ts';
import { effectiveValues } from '../policy/effective-values.ts';
import { policyJson, policyYaml } from '../policy/policy-document.ts';
import { deliver } from './check.ts';

const FORMAT: Option = {
  kind: 'value',
  name: 'format',
  short: 'f',
  placeholder: 'text|json',
  help: 'default text, itself a policy file',
  read: (format) => {
    if (format === 'text' || format === 'json') return { format };
    throw new InvalidValue('is no format of policy; write text or json');
  },
};

const OTHERS = ['format', 'wait', 'label', 'quiet', 'verbose', 'color'];

/** `probe-env policy [FILE]`: what holds, and who says so. */
export const policy: Command = {
  usage: ['probe-env policy [OPTION]... [FILE]'],
  description:
    'Prints the policy that holds here and, for each value, where it comes from: an option, a variable, a line of a file, or the default. With FILE it takes that file for the policy, so that CI can check it: nothing of the machine is looked at. Exit codes: 0 the policy can be used, 78 it cannot, 64 an option or a variable is wrong.',
  options: (probes) => [FORMAT, ...runOptions(probes).filter((option) => !OTHERS.includes(option.name))],
  run: async (args, context) => {
    const sources = await gather(withFile(args), context);
    const config = await decide(sources, context);
    const values = await effectiveValues(config, sources);
    const files = sources.parts.map(({ path }) => path);
    const document =
      config.format === 'json' ? policyJson(values, files) : policyYaml(values, files, context.host.now());
    await deliver(document, config.output, context.io, context.io.out);
    return EXIT.ready;
  },
};

/** FILE is `--config FILE`. */
function withFile(args: ParsedArgs): ParsedArgs {
  const [file, extra] = [...args.positionals, ...(args.rest ?? [])];
  if (extra !== undefined)
    throw new UsageError(`policy takes one file, but was given ${JSON.stringify(extra)} too`);
  if (file === undefined) return args;
  if (args.given.has(CONFIG))
    throw new UsageError('policy takes the file as FILE or by --config, not by both');
  return { ...args, given: new Map([...args.given, [CONFIG, file]]) };
}
