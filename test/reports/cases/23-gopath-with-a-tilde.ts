import { inModule } from '../module.ts';

export default inModule({
  what: 'GOPATH=~/go',
  says: ['GOPATH entry cannot start with shell metacharacter'],
  cause: 'Shells replace the tilde; ENV of a Dockerfile and env of a pod do not.',
  env: { GOPATH: '~/go' },
  real: [
    {
      command: ['go', 'build', '-o', '/dev/null', '.'],
      fails: true,
      says: 'GOPATH entry cannot start with shell metacharacter',
    },
  ],
  finds: { 'go-version/failed': 'error', 'go-env/gopath-relative': 'error' },
  exit: 1,
});
