import { inModule } from '../module.ts';

export default inModule({
  what: 'GOTOOLCHAIN=1.26',
  says: ['invalid GOTOOLCHAIN'],
  cause: 'A toolchain is called go1.26.0.',
  env: { GOTOOLCHAIN: '1.26' },
  real: [{ command: ['go', 'build', '-o', '/dev/null', '.'], fails: true, says: 'invalid GOTOOLCHAIN' }],
  finds: { 'go-env/toolchain-invalid': 'error' },
  exit: 1,
});
