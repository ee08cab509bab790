import { inApp } from '../module.ts';

export default inApp({
  what: 'go.sum with another hash than that of the module in the cache',
  says: ['checksum mismatch', 'SECURITY ERROR'],
  cause:
    'The tag was moved, or the module comes from another source than the one whose hash was written down.',
  made: ['mkdir -p go/pkg && cp -a $F/modcache go/pkg/mod', "sed -i 's,v1.0.0 h1:.,v1.0.0 h1:A,' src/go.sum"],
  env: { GOPROXY: 'off' },
  real: [
    { command: ['go', 'build', '-o', '/dev/null', '.'], fails: true, says: 'checksum mismatch' },
    { command: ['go', 'build', '-o', '/dev/null', '.'], fails: true, says: 'SECURITY ERROR' },
  ],
  finds: { 'go-env/go-sum-mismatch': 'error' },
  exit: 1,
});
