import type { TargetDescription } from '../../core/documents/target-description.ts';
import { redactDeep } from '../../core/redact/deep.ts';
import { describeTarget } from '../../target/describe/describe.ts';
import { processOrigins } from '../../target/describe/origins.ts';
import { EXIT } from '../../verdict/verdict.ts';
import type { Command, Context } from '../command.ts';
import type { Option, SwitchOption } from '../options/option.ts';
import type { ParsedArgs } from '../options/parse.ts';
import { UsageError } from '../options/usage-error.ts';
import { useColor } from '../output/color.ts';
import { displayOf, shown } from '../output/display.ts';
import type { Target } from '../outside/target.ts';
import { LAYERS, own, TARGET_OPTIONS } from '../outside/target-options.ts';
import { deliver } from './check.ts';

const PATH = own({
  name: 'path',
  placeholder: 'PATH',
  repeats: true,
  help: 'a path (absolute) that is looked at too: type, owner, mode, where a link leads, what this user may; may be given more than once',
});

const SHOW_VALUES = ownSwitch({ name: 'show-values', help: 'show what may be a secret too' });

const FORMAT = own({ name: 'format', short: 'f', placeholder: 'text|json', help: 'default text' });

const OUTPUT = own({
  name: 'output',
  short: 'o',
  placeholder: 'FILE',
  help: 'write it to this file (atomically) instead of to stdout',
});

const VERBOSE = ownSwitch({
  name: 'verbose',
  short: 'v',
  help: 'every mount, those below /proc, /sys and /dev too',
});

function ownSwitch(option: Pick<SwitchOption, 'name' | 'short' | 'help'>): SwitchOption {
  return { kind: 'switch', thisCallOnly: true, layer: {}, ...option };
}

/** `probe-env target`: what the container is taken for. */
export const target: Command = {
  usage: ['probe-env target [OPTION]...', 'probe-env target --root DIR|--pid N [OPTION]...'],
  description:
    'Says what your container looks like to probe-env: who runs what in it, with which environment, rights, mounts and limits, and where each of them comes from. It judges nothing. What may be a secret is shown as ***. Exit codes: 0, or 64 wrong usage, 66 the target cannot be looked at.',
  options: (): readonly Option[] => [PATH, LAYERS, SHOW_VALUES, FORMAT, OUTPUT, VERBOSE],
  outside: true,
  run: async (args, context) => {
    const [extra] = [...args.positionals, ...(args.rest ?? [])];
    if (extra !== undefined) {
      const meant = extra.startsWith('/') ? `; a path to look at is given by --path ${extra}` : '';
      throw new UsageError(`target takes no arguments, but was given ${JSON.stringify(extra)}${meant}`);
    }
    const format = formatOf(args);
    const paths = pathsOf(args);
    const showValues = args.given.has(SHOW_VALUES);
    const describe = async ({ host, origins }: Pick<Target, 'host' | 'origins'>) => {
      const description = describeTarget(host, origins, { paths, showValues });
      // Names and paths too are texts of the machine.
      if (!showValues) return redactDeep(description);
      if (paths.length === 0) return description;
      return (await import('../output/file-contents.ts')).withContents(description, host);
    };
    const { description, isSame, changed } = await lookedAt(args, context, describe);
    if (isSame?.() === false) throw changed?.();
    const { io } = context;
    const output = args.given.get(OUTPUT);
    const to = { output: output === undefined ? null : String(output), color: 'auto' } as const;
    if (format === 'json') {
      await deliver(
        (await import('../../report/target/json.ts')).targetJson(description),
        to.output,
        io,
        io.out,
      );
      return EXIT.ready;
    }
    const display = displayOf(to, context.host, io, 'out');
    const { targetText } = await import('../../report/target/text.ts');
    const text = targetText(description, {
      verbosity: args.given.has(VERBOSE) ? 'verbose' : 'normal',
      color: useColor(to, context.host, io, 'out'),
      ...(display.width === undefined ? {} : { width: display.width }),
    });
    await deliver(shown(text, display), to.output, io, io.out);
    return EXIT.ready;
  },
};

async function lookedAt(
  args: ParsedArgs,
  context: Context,
  describe: (target: Pick<Target, 'host' | 'origins'>) => Promise<TargetDescription>,
): Promise<Pick<Partial<Target>, 'isSame' | 'changed'> & { readonly description: TargetDescription }> {
  const { host } = context;
  const wantsLayers = args.given.has(LAYERS);
  if (!TARGET_OPTIONS.some((option) => args.given.has(option))) {
    if (wantsLayers) throw new UsageError('--layers speaks of an image: --image FILE names it');
    return { description: await describe({ host, origins: processOrigins(host) }) };
  }
  const target = await (await import('../outside/target-of.ts')).targetOf(args, context);
  const { lookAgain } = await import('../outside/look-again.ts');
  if (wantsLayers && target.layers === undefined)
    throw new UsageError('--layers speaks of an image alone: --image FILE, without a pod');
  const description = await lookAgain(target, describe);
  const layers = wantsLayers ? target.layers?.() : undefined;
  return { ...target, description: layers === undefined ? description : { ...description, layers } };
}

function formatOf({ given }: ParsedArgs): 'text' | 'json' {
  const format = given.get(FORMAT) ?? 'text';
  if (format === 'text' || format === 'json') return format;
  throw new UsageError(`--format: ${JSON.stringify(format)} is no format of target; write text or json`);
}

function pathsOf({ repeated }: ParsedArgs): readonly string[] {
  const paths = repeated.get(PATH) ?? [];
  const relative = paths.find((path) => !path.startsWith('/'));
  if (relative === undefined) return paths;
  throw new UsageError(`--path: ${JSON.stringify(relative)} does not begin with /; write the whole path`);
}
