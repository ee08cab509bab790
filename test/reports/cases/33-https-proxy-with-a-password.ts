import { inModule } from '../module.ts';

export default inModule({
  what: 'HTTPS_PROXY whose password has a character that ends the address',
  says: ['proxyconnect tcp: dial tcp: lookup http on 10.96.0.10:53: no such host'],
  cause: 'Behind # a URL has its fragment: what is left is the host http.',
  env: {
    GOPROXY: 'https://goproxy.example',
    GOSUMDB: 'off',
    GOFLAGS: '-mod=mod',
    HTTPS_PROXY: 'http://user:p#w@127.0.0.1:9',
  },
  made: ['printf "\\nrequire example.com/lib v1.0.0\\n" >>src/go.mod'],
  real: [
    { command: ['go', 'mod', 'download'], fails: true, says: 'proxyconnect tcp: dial tcp: lookup http' },
  ],
  finds: { 'go-env/https-proxy-invalid': 'error', 'go-env/sumdb-off': 'warning' },
  exit: 1,
  remedies: { 'go-env/https-proxy-invalid': ['%23 for #', '!p#w'] },
  tells: ['!p#w'],
});
