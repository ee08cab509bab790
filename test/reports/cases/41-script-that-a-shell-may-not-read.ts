import { report } from '../report.ts';

export default report({
  what: 'An entrypoint that its user may execute and not read',
  says: ['sh: 0: cannot open /srv/entrypoint.sh: Permission denied'],
  cause: 'chmod 711 lets the kernel take the file; the shell has to read it, as the user of the container.',
  made: [
    "mkdir -p srv && printf '#!/bin/sh\\necho here\\n' >srv/entrypoint.sh && chmod 0711 srv/entrypoint.sh",
  ],
  as: { uid: 1000, gid: 1000 },
  policy: 'app: { command: [sh, /srv/entrypoint.sh] }\n',
  args: ['--only', 'app'],
  real: [
    {
      command: ['sh', '/srv/entrypoint.sh'],
      fails: true,
      says: 'sh: 0: cannot open /srv/entrypoint.sh: Permission denied',
    },
  ],
  finds: { 'app/script-unreadable': 'error' },
  exit: 1,
});
