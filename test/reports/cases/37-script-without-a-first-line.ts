import { report } from '../report.ts';

export default report({
  what: 'An entrypoint without a first line',
  says: ['exec /srv/app: exec format error'],
  cause: 'A shell gives what the kernel does not know to /bin/sh; a container runtime does not.',
  made: ['mkdir -p srv && echo echo ready >srv/app && chmod 0755 srv/app'],
  args: ['--only', 'app', '--app', '/srv/app'],
  real: [
    { command: ['/srv/app'], fails: true, says: 'exec format error' },
    { command: ['/bin/sh', '-c', '/srv/app'], fails: false, says: 'ready' },
  ],
  finds: { 'app/script-no-shebang': 'error' },
  exit: 1,
});
