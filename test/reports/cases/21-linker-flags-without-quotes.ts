import { inModule } from '../module.ts';

export default inModule({
  what: 'GOFLAGS=-ldflags=-s -w',
  says: ['-w', 'go env -w'],
  cause:
    'GOFLAGS is cut at blanks: the linker gets -s alone, and -w is a flag of go env, which now wants something to write. The value needs quotes around the whole flag.',
  env: { GOFLAGS: '-ldflags=-s -w' },
  real: [{ command: ['go', 'env', 'GOOS'], fails: true }],
  finds: { 'go-env/flags-invalid': 'error' },
  exit: 1,
  remedies: { 'go-env/flags-invalid': ["'-ldflags=-s -w'"] },
});
