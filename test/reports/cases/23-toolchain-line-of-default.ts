import { inModule } from '../module.ts';

export default inModule({
  what: 'A toolchain line that says default',
  says: ['updates to go.mod needed'],
  cause: 'The word means the release of the go line, which go then wants to leave out.',
  made: ["printf '\\ntoolchain default\\n' >>src/go.mod"],
  real: [{ command: ['go', 'build', '-o', '/dev/null', '.'], fails: true, says: 'updates to go.mod needed' }],
  finds: { 'go-env/go-mod-invalid': 'error' },
  exit: 1,
});
