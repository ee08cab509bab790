import { inApp } from '../module.ts';

export default inApp({
  what: 'A go.sum with the marks of a merge',
  says: ['malformed go.sum'],
  cause: 'git leaves them in the file, and go reads each line.',
  made: ["printf '<<<<<<< HEAD\\n' >>src/go.sum"],
  real: [{ command: ['go', 'build', '-o', '/dev/null', '.'], fails: true, says: 'malformed go.sum' }],
  finds: { 'go-env/go-sum-invalid': 'error' },
  exit: 1,
});
