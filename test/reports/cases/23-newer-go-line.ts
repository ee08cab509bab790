import { inModule } from '../module.ts';

export default inModule({
  what: 'A go line newer than the toolchain, and GOTOOLCHAIN=local',
  says: ['requires go >= 1.99'],
  cause: 'The images golang:\u2026 set GOTOOLCHAIN=local: nothing newer is fetched.',
  made: ["printf 'module example.com/app\\n\\ngo 1.99\\n' >src/go.mod"],
  real: [{ command: ['go', 'build', '-o', '/dev/null', '.'], fails: true, says: 'requires go >= 1.99' }],
  finds: { 'go-env/toolchain-too-old': 'error' },
  exit: 1,
});
