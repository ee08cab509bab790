import { report } from '../report.ts';

export default report({
  what: 'GOARCH="amd64"',
  says: ['unsupported GOOS/GOARCH pair'],
  cause: 'Go has a name of its own for it: amd64.',
  go: true,
  cwd: '/src',
  args: ['--profile', 'build', '--only', 'go-version,go-env'],
  made: [
    'mkdir -p src && printf "module example.com/app\\n\\ngo 1.24\\n" >src/go.mod',
    'printf "package main\\nfunc main() {}\\n" >src/main.go',
  ],
  env: { HOME: '/tmp', GOTOOLCHAIN: 'local', GOPROXY: 'off', GOARCH: '"amd64"' },
  real: [
    { command: ['go', 'build', '-o', '/dev/null', '.'], fails: true, says: 'unsupported GOOS/GOARCH pair' },
  ],
  finds: { 'go-env/target-unknown': 'error' },
  exit: 1,
  remedies: { 'go-env/target-unknown': ['GOARCH=amd64'] },
});
