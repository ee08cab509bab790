import { inModule } from '../module.ts';

export default inModule({
  what: 'HTTPS_PROXY with the quotes of an env file',
  says: ['proxyconnect tcp: dial tcp: lookup "http: no such host'],
  cause:
    'docker run --env-file keeps quotes, and go asks the name server for what stands before the first colon.',
  env: {
    GOPROXY: 'https://goproxy.example',
    GOSUMDB: 'off',
    GOFLAGS: '-mod=mod',
    HTTPS_PROXY: '"http://127.0.0.1:9"',
  },
  made: ['printf "\\nrequire example.com/lib v1.0.0\\n" >>src/go.mod'],
  real: [{ command: ['go', 'mod', 'download'], fails: true, says: 'proxyconnect tcp: dial tcp: lookup' }],
  finds: { 'go-env/https-proxy-invalid': 'error', 'go-env/sumdb-off': 'warning' },
  exit: 1,
  remedies: { 'go-env/https-proxy-invalid': ['ENV HTTPS_PROXY=http://127.0.0.1:9'] },
});
