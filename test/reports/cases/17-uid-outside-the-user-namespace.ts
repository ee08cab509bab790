import { report } from '../report.ts';

export default report({
  what: 'A volume of a uid that the user namespace does not map',
  says: ['Permission denied'],
  cause:
    'A rootless container knows few uids of the node; every other one is shown as nobody. Nobody inside can chown such a directory or change its mode: that is done on the node.',
  made: ['mkdir data && chown 64000:64000 data'],
  userNamespace: true,
  policy: 'permissions: { paths: [{ path: /data, need: [create] }] }\n',
  real: [
    { command: ['touch', '/data/x'], fails: true, says: 'Permission denied' },
    { command: ['chown', '0', '/data'], fails: true, says: 'Operation not permitted' },
  ],
  finds: { 'permissions/outside-user-namespace': 'error' },
  exit: 1,
  remedies: {
    'permissions/outside-user-namespace': ['podman unshare chown -R 0', ':U', '--userns=keep-id', '!RUN ch'],
  },
  tells: ['belongs to a uid outside this user namespace'],
});
