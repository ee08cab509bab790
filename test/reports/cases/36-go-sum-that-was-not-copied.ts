import { inApp } from '../module.ts';

export default inApp({
  what: 'go.mod was copied, and go.sum was not',
  says: ['missing go.sum entry for module providing package example.com/lib; to add:'],
  cause: 'A build only reads go.sum. COPY go.mod without go.sum is a frequent cause.',
  made: ['rm src/go.sum'],
  real: [{ command: ['go', 'build', '-o', '/dev/null', '.'], fails: true, says: 'missing go.sum entry for' }],
  finds: { 'go-env/go-sum-missing': 'error' },
  exit: 1,
});
