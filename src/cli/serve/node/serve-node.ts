import { entriesOf, summaryOf } from '../../../serve/node/documents.ts';
import { startServingNode } from '../../../serve/node/serve-node.ts';
import { nodeMachine } from '../../../target/live/node/node-machine.ts';
import { rightsOf } from '../../../target/node/rights.ts';
import type { Resident } from '../../../target/resident.ts';
import type { Context } from '../../command.ts';
import type { ParsedArgs } from '../../options/parse.ts';
import type { NodeSettings } from '../../options/sets/node-options.ts';
import type { ServeSettings } from '../../options/sets/serve-options.ts';
import { orWhyNot } from '../begin.ts';
import { PoliciesOfNode } from './policies.ts';
import { LOOKER } from './word.ts';

/** The agent of a whole node, until `done`. */
export async function serveNode(
  args: ParsedArgs,
  settings: ServeSettings & NodeSettings,
  resident: Resident,
  done: Promise<void>,
  log: (line: string) => void,
  context: Context,
): Promise<void> {
  const { host } = context;
  const { proc, pods, state, kube } = settings;
  const policies = await PoliciesOfNode.read(args, settings, context, log);
  const cluster =
    kube === null ? null : (await import('./cluster.ts')).kubeSide(kube, resident, context, log);
  const machine = nodeMachine(process, { proc, pods, state, words: ['serve', LOOKER, proc] });
  const serving = await orWhyNot(
    settings.listen,
    startServingNode(
      {
        ...settings,
        machine,
        resident,
        policies,
        cluster: cluster?.pods ?? null,
        labels: policies.configs().get('')?.labels ?? {},
        log,
      },
      host,
    ),
  );
  cluster?.start(serving.agent);
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
  resident.onSignal('SIGHUP', () => {
    policies.force();
    void serving.renew();
  });
  await done;
  cluster?.stop();
  await serving.stop(settings.graceMs);
}
