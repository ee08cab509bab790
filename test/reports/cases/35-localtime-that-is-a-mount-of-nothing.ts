import { report } from '../report.ts';

export default report({
  what: 'A mount of /etc/localtime whose source is not on the node',
  says: ["rm: cannot remove '/etc/localtime': Device or resource busy"],
  cause:
    'Docker and the kubelet make a directory and mount that. Nothing can be put in its place in the container, and the mount hides what is done in the image: TZ, or another mount.',
  made: ['rm -f etc/localtime && mkdir etc/localtime'],
  mounts: [{ at: '/etc/localtime' }],
  real: [
    { command: ['rm', '-rf', '/etc/localtime'], fails: true, says: 'Device or resource busy' },
    { ask: 'offset 0', fails: false },
  ],
  finds: { 'timezone/not-a-file': 'error' },
  exit: 1,
  remedies: { 'timezone/not-a-file': ['ENV TZ=Etc/UTC', 'take out the mount of /etc/localtime', '!rm -rf'] },
});
