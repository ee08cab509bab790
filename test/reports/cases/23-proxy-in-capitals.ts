import { inApp } from '../module.ts';

export default inApp({
  what: 'GOPROXY=DIRECT',
  says: ['invalid proxy URL missing scheme'],
  cause: 'direct and off are in lower case; anything else is taken for a URL.',
  env: { GOPROXY: 'DIRECT' },
  real: [
    {
      command: ['go', 'build', '-o', '/dev/null', '.'],
      fails: true,
      says: 'invalid proxy URL missing scheme',
    },
  ],
  finds: { 'go-env/proxy-invalid': 'error' },
  exit: 1,
});
