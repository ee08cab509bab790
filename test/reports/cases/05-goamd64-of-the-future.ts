import { report } from '../report.ts';

export default report({
  what: 'GOARM=v7 for another architecture',
  says: [],
  cause: 'Nothing is the matter: go builds.',
  go: true,
  cwd: '/src',
  args: ['--profile', 'build', '--only', 'go-version,go-env'],
  made: [
    'mkdir -p src && printf "module example.com/app\\n\\ngo 1.24\\n" >src/go.mod',
    'printf "package main\\nfunc main() {}\\n" >src/main.go',
  ],
  env: { HOME: '/tmp', GOTOOLCHAIN: 'local', GOARM: '7' },
  real: [{ command: ['go', 'list', '.'], fails: false }],
  finds: {},
  exit: 0,
});
