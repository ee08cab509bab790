import { report } from '../report.ts';

export default report({
  what: 'A proxy in quotes, for a service',
  says: ['Get "https://example.com/": proxyconnect tcp: dial tcp: lookup "http: no such host'],
  cause:
    'docker run --env-file keeps quotes: a Go service asks the name server for what stands before the first colon.',
  made: ['mkdir -p srv && cp $F/service.program srv/app'],
  env: { HTTPS_PROXY: '"http://127.0.0.1:9"' },
  args: ['--only', 'proxy'],
  real: [
    {
      command: ['/srv/app', 'get', 'https://example.com/'],
      fails: true,
      says: 'proxyconnect tcp: dial tcp: lookup',
    },
  ],
  finds: { 'proxy/value-malformed': 'error' },
  exit: 1,
  remedies: { 'proxy/value-malformed': ['ENV HTTPS_PROXY=http://127.0.0.1:9'] },
});
