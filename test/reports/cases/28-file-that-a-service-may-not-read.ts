import { report } from '../report.ts';

export default report({
  what: 'A file of settings that only root may read',
  says: ['cat: /etc/app.yaml: Permission denied'],
  cause: 'COPY keeps the mode that the file has in the build context, and gives it to root.',
  made: ['echo level: info >etc/app.yaml && chmod 600 etc/app.yaml'],
  as: { uid: 1000, gid: 1000 },
  policy: 'permissions: { paths: [{ path: /etc/app.yaml, need: [read] }] }\n',
  real: [{ command: ['cat', '/etc/app.yaml'], fails: true, says: 'Permission denied' }],
  finds: { 'permissions/not-readable': 'error' },
  exit: 1,
});
