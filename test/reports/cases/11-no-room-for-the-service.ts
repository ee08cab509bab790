import { report } from '../report.ts';

export default report({
  what: 'A directory that the service writes to, on a full volume',
  says: ['No space left on device'],
  cause: 'The mode allows it and nothing can be written.',
  mounts: [{ at: '/data', options: ['size=64k'], full: true }],
  policy: 'permissions: { paths: [{ path: /data, need: [write] }] }\n',
  real: [{ command: ['cp', '/etc/passwd', '/data/x'], fails: true, says: 'No space left on device' }],
  finds: { 'permissions/no-room': 'error' },
  exit: 1,
});
