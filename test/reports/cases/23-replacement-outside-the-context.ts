import { inApp } from '../module.ts';

export default inApp({
  what: 'A replace directive that leads out of the build context',
  says: ['(replaced by ../lib): reading /lib/go.mod'],
  cause: 'COPY of one module does not bring its neighbour.',
  made: ["printf '\\nreplace example.com/lib => ../lib\\n' >>src/go.mod"],
  real: [
    {
      command: ['go', 'build', '-o', '/dev/null', '.'],
      fails: true,
      says: '(replaced by ../lib): reading /lib/go.mod',
    },
  ],
  finds: { 'go-env/replacement-missing': 'error' },
  exit: 1,
});
