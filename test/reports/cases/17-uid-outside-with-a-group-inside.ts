import { report } from '../report.ts';

export default report({
  what: 'The same, where the group is one of the namespace',
  says: ['Permission denied'],
  cause: 'The group could be let in, but only by the owner: chmod is refused as well.',
  made: ['mkdir data && chown 64000:0 data && chmod 750 data'],
  userNamespace: true,
  policy: 'permissions: { paths: [{ path: /data, need: [create] }] }\n',
  real: [{ command: ['chmod', 'g+rwX', '/data'], fails: true, says: 'Operation not permitted' }],
  finds: { 'permissions/outside-user-namespace': 'error' },
  exit: 1,
  remedies: { 'permissions/outside-user-namespace': ['podman unshare', '!chmod'] },
});
