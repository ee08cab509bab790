import { report } from '../report.ts';

export default report({
  what: 'A directory of root that the service writes to',
  says: ['touch: cannot touch /data/x: Permission denied'],
  cause: 'It was made by a RUN line before USER, and nobody gave it away.',
  made: ['mkdir data'],
  as: { uid: 1000, gid: 1000 },
  policy: 'permissions: { paths: [{ path: /data, need: [create] }] }\n',
  real: [{ command: ['touch', '/data/x'], fails: true, says: 'Permission denied' }],
  finds: { 'permissions/not-writable': 'error' },
  exit: 1,
  remedies: { 'permissions/not-writable': ['RUN chown -R 1000:1000 /data', '!777'] },
});
