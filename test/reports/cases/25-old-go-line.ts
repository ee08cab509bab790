import { inApp } from '../module.ts';

export default inApp({
  what: 'A dependency that asks for a newer Go than the go line of go.mod says',
  says: ['updates to go.mod needed'],
  cause: 'This Go is new enough, and go.mod has to say so too: go mod tidy writes it.',
  made: [
    'mkdir -p lib && printf "module example.com/lib\\n\\ngo 1.25\\n" >lib/go.mod && echo package lib >lib/lib.go',
    'printf "\\nreplace example.com/lib => ../lib\\n" >>src/go.mod',
  ],
  real: [{ command: ['go', 'build', '-o', '/dev/null', '.'], fails: true, says: 'updates to go.mod needed' }],
  finds: { 'go-env/go-line-outdated': 'error' },
  exit: 1,
  remedies: { 'go-env/go-line-outdated': ['cd /src && go mod tidy'] },
});
