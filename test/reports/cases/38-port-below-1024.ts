import { report } from '../report.ts';

export default report({
  what: 'A port below 1024 for a user without rights',
  says: ['listen tcp :80: bind: permission denied'],
  cause: 'It belongs to CAP_NET_BIND_SERVICE, unless a sysctl of the pod says otherwise.',
  made: ['mkdir -p srv && cp $F/service.program srv/app'],
  as: { uid: 65532, gid: 65532 },
  withoutCapabilities: true,
  args: ['--for', 'preflight', '--only', 'listeners', '--port', '80'],
  real: [{ command: ['/srv/app', 'listen', ':80'], fails: true, says: 'bind: permission denied' }],
  finds: { 'listeners/privileged-port': 'error' },
  exit: 1,
});
