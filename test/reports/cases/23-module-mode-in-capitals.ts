import { inModule } from '../module.ts';

export default inModule({
  what: 'GO111MODULE=ON',
  says: ['unknown environment setting GO111MODULE'],
  cause: 'go knows on, off and auto, in lower case.',
  env: { GO111MODULE: 'ON' },
  real: [
    {
      command: ['go', 'build', '-o', '/dev/null', '.'],
      fails: true,
      says: 'unknown environment setting GO111MODULE',
    },
  ],
  finds: { 'go-env/modules-invalid': 'error' },
  exit: 1,
});
