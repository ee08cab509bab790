import { inModule } from '../module.ts';

export default inModule({
  what: 'GO386=387, from a Dockerfile that is older than Go 1.16',
  says: ['unsupported setting GO386', 'error obtaining buildID for go tool compile'],
  cause: 'Since Go 1.16 there are sse2 and softfloat. go env says nothing; the compiler stops.',
  env: { GOARCH: '386', GO386: '387', CGO_ENABLED: '0' },
  real: [
    {
      command: ['go', 'build', '-o', '/dev/null', '.'],
      fails: true,
      says: 'unsupported setting GO386',
    },
    {
      command: ['go', 'build', '-o', '/dev/null', '.'],
      fails: true,
      says: 'error obtaining buildID for go tool compile',
    },
  ],
  finds: { 'go-env/float-unknown': 'error' },
  informs: ['go-env/cross-target'],
  exit: 1,
  remedies: { 'go-env/float-unknown': ['GO386=softfloat'] },
});
