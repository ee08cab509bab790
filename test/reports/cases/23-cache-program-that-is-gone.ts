import { inModule } from '../module.ts';

export default inModule({
  what: 'GOCACHEPROG names a program that is not in this image',
  says: ['error starting GOCACHEPROG program'],
  cause: 'Every build asks it first.',
  env: { GOCACHEPROG: '/usr/bin/gocache' },
  real: [
    {
      command: ['go', 'build', '-o', '/dev/null', '.'],
      fails: true,
      says: 'error starting GOCACHEPROG program',
    },
  ],
  finds: { 'go-env/cache-program-missing': 'error' },
  exit: 1,
});
