import { inApp } from '../module.ts';

export default inApp({
  what: 'go.sum with a line that has not three fields',
  says: ['malformed go.sum: wrong number of fields'],
  cause: 'The file is cut off, or was edited.',
  made: ['echo example.com/lib v1.0.0 >>src/go.sum'],
  real: [{ command: ['go', 'build', '-o', '/dev/null', '.'], fails: true, says: 'malformed go.sum' }],
  finds: { 'go-env/go-sum-invalid': 'error' },
  exit: 1,
});
