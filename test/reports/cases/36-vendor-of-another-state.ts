import { inModule } from '../module.ts';

export default inModule(
  {
    what: 'A vendor directory of an older state of go.mod',
    says: ['go: inconsistent vendoring in /src:'],
    cause: 'go.mod was changed and the vendor directory was not made anew: a build compares the two.',
    made: ["sed -i 's,v1.0.0,v1.1.0,' src/go.mod"],
    real: [
      { command: ['go', 'build', '-o', '/dev/null', '.'], fails: true, says: 'inconsistent vendoring in' },
    ],
    finds: { 'go-env/vendor-inconsistent': 'error' },
    exit: 1,
  },
  'vendored',
);
