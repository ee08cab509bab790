import { inApp } from '../module.ts';

export default inApp({
  what: 'A dependency that asks for a newer Go than go.mod says, both below 1.21',
  says: [],
  cause: 'Go lines below 1.21 say which language is used, and demand nothing.',
  made: [
    'mkdir -p lib && printf "module example.com/lib\\n\\ngo 1.20\\n" >lib/go.mod && echo package lib >lib/lib.go',
    'sed -i "s/^go .*/go 1.18/" src/go.mod && printf "\\nreplace example.com/lib => ../lib\\n" >>src/go.mod',
  ],
  real: [{ command: ['go', 'list', '-deps', '.'], fails: false }],
  finds: {},
  exit: 0,
});
