import { report } from '../report.ts';

export default report({
  what: 'A new volume, and a service that is not root',
  says: ['mkdir /data/db: permission denied'],
  cause:
    'The volume belongs to root with mode 0755. Nobody says that the service writes there: with --verbose it is told, and with the path in the policy it is an error.',
  root: 'distroless',
  mounts: [{ at: '/data', options: ['mode=0755'] }],
  as: { uid: 65532, gid: 65532 },
  policy: 'permissions: { paths: [{ path: /data, need: [create] }] }\n',
  real: [{ ask: 'write /data/db', fails: true, says: 'permission denied' }],
  finds: { 'permissions/not-writable': 'error' },
  exit: 1,
  remedies: { 'permissions/not-writable': ['fsGroup'] },
});
