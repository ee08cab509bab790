import { report } from '../report.ts';

export default report({
  what: 'A script with env -S on Alpine',
  says: ["env: invalid option -- 'S'"],
  cause: 'The env of busybox has no -S, which the first line of the script gives it.',
  root: 'alpine',
  made: [
    // As Alpine has it.
    'ln -s /bin/busybox usr/bin/env',
    "mkdir -p srv && printf '#!/usr/bin/env -S sh -e\\n' >srv/app && chmod 0755 srv/app",
  ],
  args: ['--only', 'app', '--app', '/srv/app'],
  real: [{ command: ['/srv/app'], fails: true, says: "env: invalid option -- 'S'" }],
  finds: { 'app/options-refused': 'error' },
  exit: 1,
  remedies: { 'app/options-refused': ['apk add --no-cache coreutils'] },
});
