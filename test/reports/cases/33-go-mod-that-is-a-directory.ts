import { inModule } from '../module.ts';

export default inModule({
  what: 'A directory in the place of go.mod',
  says: ["go: go.mod file not found in current directory or any parent directory; see 'go help modules'"],
  cause:
    'docker run -v ./go.mod:/src/go.mod, where the host has no such file: docker makes a directory of it.',
  made: ['rm src/go.mod', 'mkdir src/go.mod'],
  env: { GOPROXY: '' },
  real: [
    {
      command: ['go', 'build', '-o', '/dev/null', '.'],
      fails: true,
      says: 'go.mod file not found in current directory or any parent directory',
    },
  ],
  finds: { 'go-env/module-not-a-file': 'error' },
  exit: 1,
});
