import { report } from '../report.ts';

export default report({
  what: 'A GOCACHE whose subdirectories belong to another user',
  says: ['package strconv is not in std'],
  cause:
    'The directory may be written and its 256 subdirectories may not. What go says misleads: it cannot keep what it found out about the standard library.',
  go: true,
  cwd: '/src',
  args: ['--profile', 'build', '--only', 'go-version,go-env'],
  as: { uid: 1000, gid: 1000 },
  made: [
    'mkdir -p src && printf "module example.com/app\\n\\ngo 1.24\\n" >src/go.mod',
    'printf \'package main\\nimport "strconv"\\nfunc main() { println(strconv.Itoa(1)) }\\n\' >src/main.go',
    'mkdir -p go/.cache && for i in $(seq 0 255); do mkdir go/.cache/$(printf %02x $i); done; chmod 777 go/.cache',
    // An index of the module is kept only when its files are older than two seconds: go then says what it cannot open.
    'touch -d "1 day" src/main.go src/go.mod src',
  ],
  env: { HOME: '/tmp', GOCACHE: '/go/.cache', GOTOOLCHAIN: 'local' },
  real: [
    { command: ['go', 'build', '-o', '/tmp/a', '.'], fails: true, says: 'package strconv is not in std' },
  ],
  finds: { 'go-env/build-cache-unwritable': 'error' },
  exit: 1,
  remedies: { 'go-env/build-cache-unwritable': ['chown -R 1000'] },
  tells: ['/go/.cache/00'],
});
