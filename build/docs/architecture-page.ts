import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { probes } from '../../probes/index.ts';
import type { CatalogueEntry } from '../../src/core/catalogue.ts';
import { floorsOf, type Graph, graphOf, type Import, importsOf, neighboursOf } from './import-graph.ts';

/** What is in each room, in a few words. A new room without its words stops `npm run docs`. */
const ROOMS: Readonly<Record<string, string>> = {
  'src/bin.ts': 'begins the program, or says how it begins',
  'src/begin.ts': 'the process: streams, signals, exit code',
  'src/main.ts': 'wires it all: the command, the machine, the registry of probes',
  'src/index.ts': 'the library',
  'src/cli': 'arguments, options, one file a command',
  'src/pipeline.ts': 'one run: profile, observe, judge, link, policy, verdict',
  'src/route.ts': 'what the command route answers',
  'src/serve': 'the agent that stays: watching, judging at every question, endpoints, the page',
  'src/json-schemas.ts': 'JSON Schemas of policy and report',
  'src/catalogue.ts': 'all rules in words',
  'src/config': 'defaults < policy file < variables < flags',
  'src/run': 'probes in parallel, under one deadline',
  'src/verdict': 'severities after policy and purpose, exit code, prose of a finding',
  'src/report': 'a report as text, JSON, JUnit and the others; pure',
  'src/version.ts': 'the version of probe-env',
  'src/go': 'what go would do: settings, modules, routes',
  'src/target': 'what is looked at: the Host; live/ alone touches the machine',
  'src/core': 'the words that all speak: Probe, Rule, Finding, Report, Policy',
  'probes/index.ts': 'the registry, in the order of the report',
  'probes/links.ts': 'what one probe finds because of what another found',
  'probes/lent.ts': 'what one probe knows and another needs',
  'probes/drafts.ts': 'what init asks of later images, probe by probe',
  'probes/alone.ts': 'what a manifest decides without its image, probe by probe',
  'probes/*': 'the probes; none knows another one',
};

/** core knows the Host by its type alone (build/import-rules.cjs): the one stair that leads up. */
const STAIR: Import = { from: 'src/core', to: 'src/target/host.ts' };

/** docs/architecture.md: one drawing, made from the imports, and where each rule stands. */
export function architecturePage(rules: readonly CatalogueEntry[]): string {
  const imports = importsOf(['src', 'probes']);
  const between = imports.filter(({ from, to }) => roomOf(from) !== STAIR.from || to !== STAIR.to);
  return `<!-- Made by npm run docs from the imports in src and probes, and from the catalogue of rules. -->
# How the house is built

One run goes one way: a probe **observes** the machine (effects), **judges** what it saw (pure, gives codes and data),
and **words** it (prose of its rules). All else is the same for every probe.

\`\`\`text
argv, environment, policy file ─ src/cli, src/config ─┐
                       src/target ─ probes: observe ─ judge ─ findings ─ src/verdict ─ src/report ─ text
\`\`\`

## The floors

Each room stands above all rooms that it imports from, types included; behind → are its neighbours below (what it gets
by way of a neighbour is left out). \`npm run imports\` holds it, and says for each of its rules why.

\`\`\`text
${drawing(graphOf(between, roomOf))}
\`\`\`

One stair leads up: \`${STAIR.from}\` names the type of \`${STAIR.to}\`, which is all that a probe sees of the machine.

## Where a rule stands

\`probe-env explain RULE\` prints a rule, [rules.md](rules.md) all of them. In the source three places belong to each, and its id
is the word to look for: \`git grep go-version/missing\` shows where it is found (\`judge.ts\`, or a file beside it) and its tests.

| what | where |
|---|---|
| its words and remedies | the file below |
| its condition | \`probes/PROBE/judge.ts\`, or the file that names the id in \`judge/\` |
| what was looked at for it | \`probes/PROBE/observe.ts\`; plain data in \`facts.ts\` |
| the machine on which it alone is found | \`test/probes/PROBE\` |

| words in | rules |
|---|---|
${ruleFiles(rules).join('\n')}

How to add a rule, a probe or a format, and what runs which test: [CONTRIBUTING.md](../CONTRIBUTING.md). Why things are not as
one would expect: [decisions.md](decisions.md). How the executable is made: [build/README.md](../build/README.md).
`;
}

/** A folder, or a file that stands beside the folders; all probes are one room. */
function roomOf(file: string): string | null {
  const [top = '', next = '', ...rest] = file.split('/');
  if (!['src', 'probes'].includes(top)) return null;
  if (top === 'probes' && rest.length > 0) return 'probes/*';
  return `${top}/${next}`;
}

/** From the top floor down, one line a room. */
function drawing(graph: Graph): string {
  const unknown = [...graph.keys()].filter((room) => ROOMS[room] === undefined);
  if (unknown.length > 0)
    throw new Error(`say what is in ${unknown.join(', ')}: build/docs/architecture-page.ts`);
  const width = Math.max(...[...graph.keys()].map((room) => room.length));
  return floorsOf(graph)
    .map((floor, height) =>
      floor.flatMap((room, index) => {
        const below = neighboursOf(graph, room);
        const number = index === 0 ? String(height) : '';
        const head = `${number.padStart(2)} │ ${room.padEnd(width)}  ${ROOMS[room]}`;
        return [head, ...(below.length === 0 ? [] : [`   │ ${' '.repeat(width)}  → ${below.join('  ')}`])];
      }),
    )
    .reverse()
    .map((lines) => lines.join('\n'))
    .join('\n───┼─\n');
}

/** One row for each file of rules, with those that it words. */
function ruleFiles(rules: readonly CatalogueEntry[]): readonly string[] {
  return probes.flatMap(({ name }) => {
    const ids = rules.filter(({ probe }) => probe === name).map(({ id }) => id.slice(name.length + 1));
    const left = new Set(ids);
    const rows = filesWithRules(`probes/${name}`).flatMap((path) => {
      const text = readFileSync(path, 'utf8');
      const here = ids.filter((id) => left.has(id) && new RegExp(`^ +'?${id}'?: rule\\b`, 'm').test(text));
      for (const id of here) left.delete(id);
      return here.length === 0 ? [] : [`| [${path}](../${path}) | ${here.join(', ')} |`];
    });
    if (left.size > 0) throw new Error(`no file of rules in probes/${name} words ${[...left].join(', ')}`);
    return rows;
  });
}

/** `rules/*.ts`, and `rules.ts` of a folder of its own. */
function filesWithRules(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => /(?:^|\/)rules(?:\/[^/]+)?\.ts$/.test(path))
    .map((path) => join(folder, path))
    .sort();
}
