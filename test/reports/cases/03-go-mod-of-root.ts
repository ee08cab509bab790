import { report } from '../report.ts';

export default report({
  what: 'A go.mod that the build user may not read',
  says: ['open /src/go.mod: permission denied'],
  cause: 'A file that may not be read is not a file that is not there.',
  go: true,
  cwd: '/src',
  args: ['--profile', 'build', '--only', 'go-version,go-env'],
  as: { uid: 1000, gid: 1000 },
  made: [
    'mkdir -p src && printf "module example.com/app\\n\\ngo 1.24\\n" >src/go.mod',
    'printf "package main\\nfunc main() {}\\n" >src/main.go',
    'chmod 600 src/go.mod',
  ],
  env: { HOME: '/tmp', GOTOOLCHAIN: 'local' },
  real: [{ command: ['go', 'list', '.'], fails: true, says: 'go.mod: permission denied' }],
  finds: { 'go-env/file-unreadable': 'error' },
  exit: 1,
});
