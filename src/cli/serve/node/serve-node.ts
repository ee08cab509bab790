import type { Config } from '../../../config/config.ts';
import { DEFAULTS } from '../../../config/defaults.ts';
import { entriesOf, summaryOf } from '../../../serve/node/documents.ts';
import { startServingNode } from '../../../serve/node/serve-node.ts';
import { nodeMachine } from '../../../target/live/node/node-machine.ts';
import { rightsOf } from '../../../target/node/rights.ts';
import type { Resident } from '../../../target/resident.ts';
import type { Context } from '../../command.ts';
import type { ParsedArgs } from '../../options/parse.ts';
import type { ServeSettings } from '../../options/sets/serve-options.ts';
import { UsageError } from '../../options/usage-error.ts';
import { configureApart } from '../../outside/configure-apart.ts';
import { orWhyNot } from '../begin.ts';
import { LOOKER } from './word.ts';

/** The agent of a whole node, until `done`. */
export async function serveNode(
  args: ParsedArgs,
  settings: ServeSettings,
  resident: Resident,
  done: Promise<void>,
  log: (line: string) => void,
  context: Context,
): Promise<void> {
  const { host } = context;
  const { proc, pods } = settings;
  const config = await configured(args, context);
  const configs = new Map([['', config]]);
  const machine = nodeMachine(process, { proc, pods, words: ['serve', LOOKER, proc] });
  const serving = await orWhyNot(
    settings.listen,
    startServingNode(
      {
        ...settings,
        machine,
        resident,
        policies: { configs: () => configs, nameFor: () => '' },
        labels: config.labels,
        log,
      },
      host,
    ),
  );
  log(`answers at ${serving.listening.url}`);
  for (const { granted, name, without } of rightsOf(machine.rights()))
    if (!granted) log(`lacks ${name}; unknown without it: ${without}`);
  const { agent } = serving;
  let told = '';
  const tell = () => {
    if (agent.notReady() !== null) return;
    const line = summaryOf(entriesOf(agent.states, agent.about.unseen, (state) => agent.known(state)));
    if (line !== told) log(line);
    told = line;
  };
  agent.onChange(tell);
  await done;
  await serving.stop(settings.graceMs);
}

/** @throws UsageError, PolicyError */
async function configured(args: ParsedArgs, context: Context): Promise<Config> {
  const config = await configureApart(args, context, DEFAULTS);
  if (config.failOn === 'new') throw new UsageError('--fail-on new needs a baseline, which serve has not');
  return { ...config, purpose: 'readiness' };
}
