import { report } from '../report.ts';

export default report({
  what: 'A service that listens at localhost alone',
  says: ['dial tcp 10.1.2.3:8080: connect: connection refused'],
  cause:
    'Within the container it answers; the kubelet, a Service and a published port ask at another address.',
  made: ['mkdir -p srv && cp $F/service.program srv/app'],
  before: '/srv/app address 10.1.2.3 && /srv/app listen 127.0.0.1:8080',
  args: ['--only', 'listeners', '--port', '8080'],
  real: [
    { command: ['/srv/app', 'dial', '10.1.2.3:8080'], fails: true, says: 'connection refused' },
    { command: ['/srv/app', 'dial', '127.0.0.1:8080'], fails: false },
  ],
  finds: { 'listeners/loopback-only': 'error' },
  exit: 1,
});
