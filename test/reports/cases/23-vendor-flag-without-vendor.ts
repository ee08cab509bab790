import { inApp } from '../module.ts';

export default inApp({
  what: 'GOFLAGS=-mod=vendor where no vendor directory was copied',
  says: ['inconsistent vendoring'],
  cause: '.dockerignore or .gitignore left it out.',
  env: { GOFLAGS: '-mod=vendor' },
  real: [{ command: ['go', 'build', '-o', '/dev/null', '.'], fails: true, says: 'inconsistent vendoring' }],
  finds: { 'go-env/vendor-missing': 'error' },
  exit: 1,
});
