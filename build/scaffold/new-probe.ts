import { probes } from '../../probes/index.ts';
import { namesOf } from './names.ts';
import { probeFiles } from './probe-files.ts';
import { Source } from './source.ts';
import { refuse, Workshop } from './workshop.ts';

/** `npm run new-probe NAME`: a probe that builds, runs and passes all suites, with one rule and its fixture. */
const [name = '', ...rest] = process.argv.slice(2);
const names = namesOf(name);
if (names === null || rest.length > 0) {
  refuse('usage: npm run new-probe NAME, in kebab case such as open-ports');
}
if (probes.some((probe) => probe.name === name)) refuse(`new-probe: there is a probe ${name} already`);

const REGISTRY = 'probes/index.ts';
const workshop = new Workshop();
for (const [path, text] of probeFiles(names)) workshop.create(path, text);

const registry = new Source(workshop.read(REGISTRY));
registry.import(names.variable, `./${name}/index.ts`);
registry.appendTo('probes', names.variable);
workshop.change(REGISTRY, registry.text, 'registered: one import, one entry');
workshop.finish();

console.log(`
The probe runs, and its example finds nothing on any machine. Next:
  1. say in probes/${name}/observe.ts what is to be seen, in judge.ts what is wrong with it, in rules/index.ts
     what is said of it; a fixture for each rule is in test/probes/${name}
  2. say in policy.ts what can be asked of it, in policy-schema.ts what a file may say, in policy.example.yaml how
     that looks; or take the three away, and policy in index.ts and judge.ts
  3. npx vitest run --project quick test/probes/${name}
  4. give it a title in probes/${name}/index.ts: from then on it is in the README's pictures (npm run golden)
  5. npm run docs; CHANGELOG.md, under its subject; npm test
CONTRIBUTING.md has the map.`);
