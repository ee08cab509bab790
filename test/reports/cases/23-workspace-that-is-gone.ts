import { inModule } from '../module.ts';

export default inModule({
  what: 'GOWORK names a file that was not copied',
  says: ['reading go.work: open'],
  cause: 'Without it, or with GOWORK=off, the module builds alone.',
  env: { GOWORK: '/srv/go.work' },
  real: [{ command: ['go', 'build', '-o', '/dev/null', '.'], fails: true, says: 'reading go.work: open' }],
  finds: { 'go-env/go-work-missing': 'error' },
  exit: 1,
});
