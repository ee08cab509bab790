import { report } from '../report.ts';

export default report({
  what: 'A program of which a library was not copied',
  says: [
    'error while loading shared libraries: libssl.so.3: cannot open shared object file: No such file or directory',
  ],
  cause: 'The last stage has the program alone, and it was linked against what the builder had.',
  made: ['mkdir -p srv && cp usr/bin/openssl srv/app && rm usr/lib/x86_64-linux-gnu/libssl.so.3'],
  args: ['--only', 'app', '--app', '/srv/app'],
  real: [
    {
      command: ['/srv/app', 'version'],
      fails: true,
      says: 'error while loading shared libraries: libssl.so.3',
    },
  ],
  finds: { 'app/library-missing': 'error' },
  exit: 1,
  remedies: { 'app/library-missing': ['apt-get install -y --no-install-recommends libssl3'] },
});
