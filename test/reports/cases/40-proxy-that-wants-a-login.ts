import { report } from '../report.ts';

export default report({
  what: 'A proxy that wants a login, and a variable without one',
  says: [
    'Get "https://example.com/": Proxy Authentication Required',
    'curl: (56) Received HTTP code 407 from proxy after CONNECT',
  ],
  cause: 'Who pulled the image was known to the proxy; what runs in the container has to say who it is.',
  made: ['mkdir -p srv && cp $F/service.program srv/app'],
  env: { HTTPS_PROXY: 'http://10.1.2.3:3128' },
  before: '/srv/app address 10.1.2.3 && /srv/app proxy 10.1.2.3:3128',
  policy: 'online: { tls: [example.com:443] }',
  args: ['--online', '--only', 'online'],
  real: [
    {
      command: ['/srv/app', 'get', 'https://example.com/'],
      fails: true,
      says: 'Proxy Authentication Required',
    },
  ],
  finds: { 'online/proxy-refused': 'error' },
  exit: 1,
  remedies: { 'online/proxy-refused': ['HTTPS_PROXY'] },
});
