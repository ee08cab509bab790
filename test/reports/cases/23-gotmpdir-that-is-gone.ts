import { inModule } from '../module.ts';

export default inModule({
  what: 'GOTMPDIR names a directory that nobody made',
  says: ['creating work dir: stat'],
  cause: 'go makes its work directory in it, and not it itself.',
  env: { GOTMPDIR: '/build/tmp' },
  real: [{ command: ['go', 'build', '-o', '/dev/null', '.'], fails: true, says: 'creating work dir: stat' }],
  finds: { 'go-env/tmpdir-invalid': 'error' },
  exit: 1,
});
