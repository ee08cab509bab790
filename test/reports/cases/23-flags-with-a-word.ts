import { inModule } from '../module.ts';

export default inModule({
  what: 'GOFLAGS=trimpath',
  says: ['parsing $GOFLAGS'],
  cause: 'A flag begins with a dash; go refuses every other word.',
  env: { GOFLAGS: 'trimpath' },
  real: [{ command: ['go', 'build', '-o', '/dev/null', '.'], fails: true, says: 'parsing $GOFLAGS' }],
  finds: { 'go-version/failed': 'error', 'go-env/flags-invalid': 'error' },
  exit: 1,
});
