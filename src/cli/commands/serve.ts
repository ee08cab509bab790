import { safe } from '../../core/text/safe.ts';
import type { Host } from '../../target/host.ts';
import { EXIT } from '../../verdict/verdict.ts';
import type { Command } from '../command.ts';
import { twinOf } from '../options/option.ts';
import { NODE_OPTIONS, nodeSettings } from '../options/sets/node-options.ts';
import { runOptions } from '../options/sets/run-options.ts';
import { SERVE_OPTIONS, serveSettings } from '../options/sets/serve-options.ts';
import { UsageError } from '../options/usage-error.ts';
import { PID } from '../outside/target-options.ts';
import { configured } from '../serve/configured.ts';
import { LOOKER } from '../serve/node/word.ts';
import { opened } from '../serve/open.ts';

/** Of one answer alone, or of a report that somebody takes with him. */
const NOT_HERE = ['for', 'format', 'output', 'baseline', 'wait', 'online', 'quiet', 'verbose', 'color'];

/** `probe-env serve`: the agent that stays in the container. */
export const serve: Command = {
  usage: ['probe-env serve [OPTION]...'],
  description:
    'Stays in the container: looks once, again when something that mattered has changed and at the latest every interval, and judges at every question. Answers /livez, /readyz and /startupz for the kubelet, /metrics for Prometheus, /report (JSON) and a page at /. SIGHUP reads the policy again; SIGTERM ends it, with code 0.',
  options: (probes) => [
    ...runOptions(probes).filter(({ name }) => !NOT_HERE.includes(name)),
    PID,
    ...SERVE_OPTIONS,
    ...NODE_OPTIONS,
  ],
  run: async (args, context) => {
    if (args.positionals[0] === LOOKER) {
      const { runLooker } = await import('../serve/node/looker.ts');
      await runLooker(args.positionals[1] ?? '/proc', context);
      return EXIT.ready;
    }
    const extra = [...args.positionals, ...(args.rest ?? [])][0];
    if (extra !== undefined)
      throw new UsageError(`serve takes no arguments, but was given ${JSON.stringify(extra)}`);
    const { host, io } = context;
    const settings = serveSettings(args, host.env);
    const node = nodeSettings(args, host.env);
    const resident = await opened(context);
    const done = new Promise<void>((resolve) => {
      resident.onSignal('SIGTERM', () => resolve());
      resident.onSignal('SIGINT', () => resolve());
    });
    const log = (line: string) => io.err(`probe-env: ${safe(line)}\n`);
    if (node !== null) {
      const { serveNode } = await import('../serve/node/serve-node.ts');
      await serveNode(args, { ...settings, ...node }, resident, done, log, context);
      return EXIT.ready;
    }
    const named = args.given.has(PID) || Boolean(host.env[twinOf(PID)]);
    const how = named ? (await import('../outside/configure-apart.ts')).configureApart : undefined;
    const configure = (now: Host) => configured(args, context, now, undefined, how);
    let config = await configure(host);
    const { begin } = await import('../serve/begin.ts');
    const machine = named
      ? {
          ...(await import('../serve/at-process.ts')).atProcess(resident, args, () => config, context),
          operator: host,
        }
      : { resident, registry: context };
    let reload = () => {};
    // What it would read again is being read.
    resident.onSignal('SIGHUP', () => reload());
    const beginning = begin(
      { ...settings, ...machine, log, configure: async (now) => (config = await configure(now)) },
      config,
      context,
    );
    // The first look may take as long as what does not answer is waited for.
    const serving = await Promise.race([beginning, done]);
    if (serving === undefined) return EXIT.ready;
    reload = () => serving.agent.reload();
    await done;
    await serving.stop(settings.graceMs);
    return EXIT.ready;
  },
};
