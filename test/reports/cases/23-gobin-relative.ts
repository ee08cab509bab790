import { inModule } from '../module.ts';

export default inModule({
  what: 'GOBIN=bin',
  says: ['GOBIN must be an absolute path'],
  cause: 'go install wants an absolute path.',
  env: { GOBIN: 'bin' },
  real: [{ command: ['go', 'install', '.'], fails: true, says: 'GOBIN must be an absolute path' }],
  finds: { 'go-env/bin-relative': 'error' },
  exit: 1,
});
