import { DEFAULTS, UNTIMED_MS } from '../../config/defaults.ts';
import { mergeLayers } from '../../config/merge.ts';
import { PROFILES, type ProfileName } from '../../core/profile.ts';
import { headline } from '../../report/text/headline.ts';
import { EXIT } from '../../verdict/verdict.ts';
import type { Command, Context } from '../command.ts';
import { draftPolicy, NotReady, type PolicyDraft } from '../init/draft-policy.ts';
import { draftYaml } from '../init/draft-yaml.ts';
import type { ParsedArgs } from '../options/parse.ts';
import { UsageError } from '../options/usage-error.ts';
import { own, TARGET_OPTIONS } from '../outside/target-options.ts';
import { deliver } from './check.ts';

const PROFILE = own({
  name: 'profile',
  short: 'p',
  placeholder: 'build|runtime|auto',
  help: 'the profile that the policy names; default auto: the one that check would choose here',
});

const OUTPUT = own({
  name: 'output',
  short: 'o',
  placeholder: 'FILE',
  help: 'write it to this file, which must not be there yet, instead of to stdout',
});

/** `probe-env init`: the policy that a healthy container fulfils. */
export const init: Command = {
  usage: ['probe-env init [OPTION]...', 'probe-env init --root DIR|--pid N|--image FILE [OPTION]...'],
  description:
    'Writes the policy that this container fulfils: its line of Go, its zone, the CAs that were added, the paths that it can write, its umask; of an image its layers, sizes and packages, with some room. Whoever builds the next image checks it by that file. No secret is in it, the same container gives the same file, and a file that is there is never overwritten. Exit codes: 0, 1 the container is not ready, so that there is no such policy, 64 wrong usage, 66 what is to be looked at cannot be.',
  options: () => [PROFILE, OUTPUT],
  outside: true,
  run: async (args, context) => {
    const [extra] = [...args.positionals, ...(args.rest ?? [])];
    if (extra !== undefined) {
      throw new UsageError(
        `init takes no arguments, but was given ${JSON.stringify(extra)}; --output FILE names the file`,
      );
    }
    const { io } = context;
    const profile = profileOf(args);
    const output = outputOf(args, context);
    try {
      const draft = await drafted(args, context, profile);
      if (draft instanceof NotReady) throw draft;
      await deliver(draftYaml(draft), output, io, io.out);
      return EXIT.ready;
    } catch (error) {
      if (!(error instanceof NotReady)) throw error;
      io.err(
        `probe-env: no policy is written: init describes a container that is ready. Mend first what check tells:\n${headline(error.report)}\n`,
      );
      return EXIT.notReady;
    }
  },
};

function profileOf({ given }: ParsedArgs): ProfileName | 'auto' {
  const profile = given.get(PROFILE) ?? 'auto';
  const found = [...PROFILES, 'auto' as const].find((name) => name === profile);
  if (found !== undefined) return found;
  throw new UsageError(`--profile: ${JSON.stringify(profile)} is not known; write build, runtime or auto`);
}

/** Whoever has changed a policy by hand keeps it. */
function outputOf({ given }: ParsedArgs, { host }: Context): string | null {
  const output = given.get(OUTPUT);
  if (output === undefined) return null;
  const path = String(output);
  if (path !== '-' && !path.startsWith('/dev/') && host.lstat(path).ok) {
    throw new UsageError(
      `--output: ${JSON.stringify(path)} is there already, and init overwrites nothing; name another file and compare: diff ${path} FILE`,
    );
  }
  return path;
}

/** Of this container, or of another one and what can be known of it. */
async function drafted(
  args: ParsedArgs,
  context: Context,
  profile: ProfileName | 'auto',
): Promise<PolicyDraft | NotReady> {
  const draft = async (of: Context) => {
    try {
      return await draftPolicy(of, profile);
    } catch (error) {
      if (error instanceof NotReady) return error;
      throw error;
    }
  };
  if (!TARGET_OPTIONS.some((option) => args.given.has(option))) return draft(context);
  const { targetOf } = await import('../outside/target-of.ts');
  const { seenFromOutside } = await import('../outside/seen.ts');
  const config = mergeLayers(context.probes, [{ profile }], { ...DEFAULTS, timeoutMs: UNTIMED_MS });
  const { lookAgain } = await import('../outside/look-again.ts');
  return lookAgain(await targetOf(args, context), async (target) =>
    draft(await seenFromOutside(target, config, context)),
  );
}
