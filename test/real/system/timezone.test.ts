import { afterAll, beforeAll, expect, it } from 'vitest';
import { describeReal } from '../../support/system/real-tools.ts';
import { WORLDS } from './timezone/cases.ts';
import { ask, makeWorkshop, makeWorld, removeWorkshop, type Workshop } from './timezone/world.ts';

/** Both seasons, now and beyond the last transition that a file lists. */
const INSTANTS = ['1768478400', '1784116800', '2210112000', '2225836800'];
describeReal(
  'timezone agrees with the real runtimes',
  { go: true, nodes: true, root: true, tools: ['gcc', 'musl-gcc', 'chroot', 'ldd'] },
  () => {
    let workshop: Workshop;
    beforeAll(() => {
      workshop = makeWorkshop();
    }, 300_000);
    afterAll(() => removeWorkshop(workshop));

    for (const [name, { furnish, envs, everyNode, notForMusl }] of Object.entries(WORLDS)) {
      it(`where there is: ${name}`, async () => {
        const root = makeWorld(workshop, name.replace(/\W+/g, '-'), furnish);
        const ends = [workshop.nodes.at(0), workshop.nodes.at(-1)].flatMap((version) => version ?? []);
        const tools = {
          ...workshop,
          nodes: everyNode ? workshop.nodes : ends,
          musl: notForMusl !== true,
        };
        const mismatches: string[] = [];
        for (const env of envs) mismatches.push(...(await compare(tools, root, env)));
        expect(mismatches).toEqual([]);
      }, 300_000);
    }
  },
);

interface Model {
  readonly go: readonly Time[];
  readonly glibc: readonly Time[];
  readonly musl: readonly Time[];
  readonly node: readonly Time[];
  readonly nodeName: string | null;
  readonly observed: Record<'go' | 'glibc' | 'musl' | 'node', readonly Time[]>;
  readonly realNode: { readonly name: string | null; readonly offsets: readonly number[] };
}
interface Time {
  readonly offsetSeconds: number;
  readonly abbreviation: string;
}

async function compare(
  workshop: Workshop,
  root: string,
  env: Readonly<Record<string, string>>,
): Promise<string[]> {
  const mismatches: string[] = [];
  const differ = (who: string, real: string, model: string) => {
    if (real !== model)
      mismatches.push(`${JSON.stringify(env)} ${who}: really ${real}, by the model ${model}`);
  };
  const libcs = workshop.musl ? ['glibc', 'musl'] : ['glibc'];
  const programs = [...workshop.gos.map((version) => `go${version}`), ...libcs];
  const [answers, real] = await Promise.all([
    Promise.all(
      workshop.nodes.map((version) => ask(root, [`/bin/node${version}`, '/model.cjs', ...INSTANTS], env)),
    ),
    Promise.all(programs.map((program) => ask(root, [`/bin/${program}`, ...INSTANTS], env))),
  ]);
  const models = answers.map((answer) => JSON.parse(answer ?? 'null') as Model);
  const [model] = models;
  if (model === undefined) throw new Error('no model');
  for (const [i, program] of programs.entries()) {
    const runtime = program === 'glibc' || program === 'musl' ? program : 'go';
    differ(program, times(real[i] ?? null), show(model[runtime]));
  }
  for (const [i, { realNode, node, nodeName, observed }] of models.entries()) {
    const offsets = (list: readonly Time[]) => `${list.map((t) => Math.trunc(t.offsetSeconds / 60) * 60)}`;
    differ(
      `node ${workshop.nodes[i]}`,
      `${realNode.name} ${realNode.offsets}`,
      `${nodeName} ${offsets(node)}`,
    );
    // The probe does not ask ICU where the file will do: right for today, not for what a newer version of
    // the data says of the years beyond 2037.
    const near = (list: readonly Time[]) => offsets(list.slice(0, 2));
    const probe = `the probe on node ${workshop.nodes[i]}`;
    differ(`${probe}, Node`, near(node), near(observed.node));
    for (const runtime of ['go', 'glibc', 'musl'] as const) {
      differ(`${probe}, ${runtime}`, offsets(models[i]?.[runtime] ?? []), offsets(observed[runtime]));
    }
  }
  return mismatches;
}

function times(output: string | null): string {
  return output === null
    ? 'died'
    : output
        .trimEnd()
        .split('\n')
        .slice(1)
        .map((l) => l.trim())
        .join(', ');
}

function show(model: readonly Time[]): string {
  return model.map((t) => `${t.offsetSeconds} ${t.abbreviation}`.trim()).join(', ');
}
