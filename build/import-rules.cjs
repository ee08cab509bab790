/** Imports go one way: core ← target ← go ← probes; core ← run, verdict, report; main wires all. */
const NODE_EFFECTS =
  '^(node:)?(fs|fs/promises|child_process|worker_threads|net|tls|dns|http|https|perf_hooks|timers)$';

module.exports = {
  forbidden: [
    {
      name: 'core-knows-nothing',
      comment:
        'core holds the words that everybody speaks; it names the Host interface, as a type, and three pure libraries: the distance of words, dates, and what values a policy takes.',
      severity: 'error',
      from: { path: '^src/core/' },
      to: {
        pathNot:
          '^src/(core/|target/host\\.ts$)|(^|/)node_modules/(fastest-levenshtein|luxon|@types/luxon|valibot)/',
      },
    },
    {
      name: 'probes-see-core-target-and-go',
      comment:
        'A probe sees the machine through the Host alone, so that it works on an image or another root too.',
      severity: 'error',
      from: { path: '^probes/[^/]+/' },
      to: { path: '^src/', pathNot: '^src/(core|target|go)/' },
    },
    {
      name: 'probes-do-not-touch-the-live-host',
      comment:
        'The live host is one implementation of Host; a probe that imports it looks at its own process.',
      severity: 'error',
      from: { path: '^(probes|src/go)/' },
      to: { path: '^src/target/(live|process|root|image)/' },
    },
    {
      name: 'probes-do-not-import-each-other',
      comment:
        'Shared knowledge goes to src/target or src/go; a probe can be taken out without the others noticing.',
      severity: 'error',
      from: { path: '^probes/([^/]+)/' },
      to: { path: '^probes/([^/]+)/', pathNot: '^probes/$1/' },
    },
    {
      name: 'only-targets-touch-the-machine',
      comment: 'Effects in one place: everything else can be tested with values.',
      severity: 'error',
      from: { path: '^(src|probes)/', pathNot: '^src/target/(live|process|root|image)/' },
      to: { path: NODE_EFFECTS },
    },
    {
      name: 'report-is-pure',
      comment: 'A reporter turns a report into text; it sees neither machine nor policy nor probe.',
      severity: 'error',
      from: { path: '^src/report/' },
      to: { pathNot: '^src/(report|core)/|(^|/)node_modules/' },
    },
    {
      name: 'main-alone-knows-the-probes',
      comment: 'All else works for any probe: main, and index for the library, hand the registry on.',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/(main|index)\\.ts$' },
      to: { path: '^probes/' },
    },
    {
      name: 'schemas-are-loaded-late',
      comment:
        'Every run loads policy.ts; the library of schemas is for runs with a policy file, behind an import().',
      severity: 'error',
      from: { path: '^probes/', pathNot: '/policy-schema\\.ts$' },
      to: {
        path: '(^|/)node_modules/valibot/|^src/core/policy/fields\\.ts$',
        dependencyTypesNot: ['type-only'],
      },
    },
    {
      name: 'schemas-are-behind-an-import',
      comment: 'policy.ts names its schema by import() alone, for the same reason.',
      severity: 'error',
      from: { path: '^probes/' },
      to: { path: '/policy-schema\\.ts$', dependencyTypesNot: ['dynamic-import'] },
    },
    {
      name: 'target-knows-core-only',
      comment: 'The target is below everything but core.',
      severity: 'error',
      from: { path: '^src/target/' },
      to: { path: '^src/', pathNot: '^src/(core|target)/' },
    },
    {
      name: 'go-knows-core-and-target',
      comment: 'What go would do follows from what the target says; it is no matter of one probe alone.',
      severity: 'error',
      from: { path: '^src/go/' },
      to: { path: '^(src|probes)/', pathNot: '^src/(core|target|go)/' },
    },
    {
      name: 'no-circular',
      comment:
        'Nobody can read the one of two files first that name each other, types included: what both speak of goes to a file below them.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { extensions: ['.ts', '.js', '.json'] },
  },
};
