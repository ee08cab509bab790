import { inModule } from '../module.ts';

export default inModule({
  what: 'Sources without go.mod',
  says: [
    "go: go.mod file not found in current directory or any parent directory; see 'go help modules'",
    'go: cannot find main module, but found .git/config in /src',
  ],
  cause: 'COPY took main.go alone, or WORKDIR is another directory.',
  made: ['rm src/go.mod'],
  env: { GOPROXY: '' },
  real: [
    {
      command: ['go', 'build', '-o', '/dev/null', '.'],
      fails: true,
      says: 'go.mod file not found in current directory or any parent directory',
    },
    {
      command: ['sh', '-c', 'mkdir .git && touch .git/config && go build -o /dev/null .'],
      fails: true,
      says: 'cannot find main module',
    },
  ],
  finds: { 'go-env/module-missing': 'error' },
  exit: 1,
});
