import { report } from '../report.ts';

export default report({
  what: 'A volume that is mounted read-only, and that the service writes to',
  says: ['touch: cannot touch /data/x: Read-only file system'],
  cause: 'readOnly: true, readOnlyRootFilesystem or a ConfigMap; owner and mode have no say in it.',
  mounts: [{ at: '/data', options: ['ro'] }],
  policy: 'permissions: { paths: [{ path: /data, need: [create] }] }\n',
  real: [{ command: ['touch', '/data/x'], fails: true, says: 'Read-only file system' }],
  finds: { 'permissions/read-only-mount': 'error' },
  exit: 1,
});
