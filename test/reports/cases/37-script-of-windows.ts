import { report } from '../report.ts';

export default report({
  what: 'An entrypoint that was checked out on Windows',
  says: ['exec /srv/app: no such file or directory', 'env: ‘bash\\r’: No such file or directory'],
  cause: 'The first line ends with CR, which is a part of the name of the interpreter.',
  made: ["mkdir -p srv && printf '#!/bin/sh\\r\\necho\\r\\n' >srv/app && chmod 0755 srv/app"],
  args: ['--only', 'app', '--app', '/srv/app'],
  real: [{ command: ['/srv/app'], fails: true, says: 'no such file or directory' }],
  finds: { 'app/script-crlf': 'error' },
  exit: 1,
  remedies: { 'app/script-crlf': ["sed -i 's/\\r$//' /srv/app"] },
});
