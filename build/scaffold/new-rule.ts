import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { probes } from '../../probes/index.ts';
import { namesOf } from './names.ts';
import { catalogueEntry, fixtureEntry, judgeFile } from './rule-files.ts';
import { Source } from './source.ts';
import { refuse, Workshop } from './workshop.ts';

/** `npm run new-rule PROBE/RULE`: a rule with its fixture, which is silent everywhere else. */
const [id = '', ...rest] = process.argv.slice(2);
const [probeName = '', rule = '', ...more] = id.split('/');
const names = namesOf(rule);
if (names === null || [...rest, ...more].length > 0) {
  refuse('usage: npm run new-rule PROBE/RULE, the defect in kebab case such as umask/too-tight');
}
const probe = probes.find((known) => known.name === probeName);
if (probe === undefined) {
  refuse(
    `new-rule: there is no probe ${probeName}; there are ${probes.map((known) => known.name).join(', ')}`,
  );
}
if (Object.keys(await probe.rules()).includes(rule)) refuse(`new-rule: there is a rule ${id} already`);

const workshop = new Workshop();
const home = `probes/${probeName}`;
const rulesFile = `${home}/rules/index.ts`;
const rulesText = workshop.read(rulesFile);
const [, finding = ''] = /export type (\w+) = FindingOf</.exec(rulesText) ?? [];
const judging = new Source(workshop.read(`${home}/judge.ts`));
const facts = judging.parameterOf('judge');
const given = ['facts', 'policy', 'profile'].slice(0, judging.countOf('judge')).join(', ');
const tests = testsOf(probeName);

workshop.create(`${home}/${rule}.ts`, judgeFile(names, { probe: probeName, facts, finding }));

const before = new Source(workshop.read(`${home}/index.ts`));
const judged = new Source(before.changeProperty('judge', (value) => also(value, names.variable)));
judged.import(names.variable, `./${rule}.ts`);
workshop.change(`${home}/index.ts`, judged.text, 'judges by it too');

const catalogue = new Source(rulesText);
catalogue.import('byHand', '../../../src/core/remedy/forms.ts');
catalogue.import('command', '../../../src/core/remedy/forms.ts');
catalogue.import('quote', '../../../src/core/remedy/quote.ts');
catalogue.import('rule', '../../../src/core/rule.ts');
catalogue.appendTo('rules', catalogueEntry(names));
workshop.change(rulesFile, catalogue.text, 'what is said of it');

const fixtures = new Source(workshop.read(tests));
fixtures.import('healthyHost', '../../support/memory/healthy-host.ts');
fixtures.appendToArgument('testRuleCases', fixtureEntry(names));
workshop.change(tests, fixtures.text, 'its fixture');
workshop.finish();

console.log(`
The rule is in the catalogue, and found on no machine but its fixture. Next:
  1. say in ${home}/observe.ts what is to be seen for it, and in ${home}/${rule}.ts when it is wrong
  2. write title, cause, message and remedy in ${rulesFile}, or in the file beside it where it belongs
  3. make its fixture in ${tests} a host on which it alone fires
  4. npx vitest run --project quick test/probes/${probeName}
  5. npm run docs; CHANGELOG.md, under its subject; npm test
CONTRIBUTING.md has the map.`);

/** The file of tests with the fixtures of the probe. */
function testsOf(name: string): string {
  const folder = `test/probes/${name}`;
  const found = readdirSync(join(import.meta.dirname, '../..', folder))
    .map((file) => `${folder}/${file}`)
    .find((file) => file.endsWith('.ts') && workshop.read(file).includes('testRuleCases('));
  if (found === undefined) throw new Error(`no fixtures in ${folder}`);
  return found;
}

/** The judge of a probe that asks one more function. */
function also(judge: string, variable: string): string {
  const [, parameters, list] = /^\(([^()]*)\) => \[([\s\S]*?),?\s*\]$/.exec(judge) ?? [];
  return `(${parameters ?? given}) => [${list ?? `...${judge}(${given})`}, ...${variable}(facts)]`;
}
