import { inApp } from '../module.ts';

export default inApp({
  what: 'A module that asks for a newer Go than the go line says, and that no source imports',
  says: [],
  cause:
    'A build reads no go.mod of a module that it needs nothing from, and works. What reads them all (go list -m all, go mod download) does not.',
  made: [
    'mkdir -p lib && printf "module example.com/lib\\n\\ngo 1.99\\n" >lib/go.mod && echo package lib >lib/lib.go',
    'printf "\\nreplace example.com/lib => ../lib\\n" >>src/go.mod && cp $F/plain/main.go src/main.go',
  ],
  real: [
    { command: ['go', 'list', '-deps', '.'], fails: false },
    { command: ['go', 'list', '-m', 'all'], fails: true, says: 'requires go >= 1.99' },
  ],
  finds: { 'go-env/dependency-wants-newer-go': 'warning' },
  exit: 0,
});
