import { inModule } from '../module.ts';

export default inModule({
  what: 'GOCACHE=~/cache',
  says: ['GOCACHE is not an absolute path'],
  cause: 'Shells replace the tilde; ENV of a Dockerfile and env of a pod do not.',
  env: { GOCACHE: '~/cache' },
  real: [
    {
      command: ['go', 'build', '-o', '/dev/null', '.'],
      fails: true,
      says: 'build cache is required, but could not be located: GOCACHE is not an absolute path',
    },
  ],
  finds: { 'go-env/cache-undefined': 'error' },
  exit: 1,
  tells: ['~/cache'],
});
