import { inModule } from '../module.ts';

export default inModule({
  what: 'A go.mod with the marks of a merge',
  says: ['errors parsing go.mod'],
  cause: 'git leaves them in the file, and go reads each line.',
  made: ["printf '<<<<<<< HEAD\\n' >>src/go.mod"],
  real: [{ command: ['go', 'build', '-o', '/dev/null', '.'], fails: true, says: 'errors parsing go.mod' }],
  finds: { 'go-env/go-mod-invalid': 'error' },
  exit: 1,
});
