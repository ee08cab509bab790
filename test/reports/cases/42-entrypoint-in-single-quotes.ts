import { report } from '../report.ts';

export default report({
  what: 'An entrypoint in single quotes',
  seenAt: ['moby/moby#30752', 'docker/hub-feedback#1845'],
  says: ['/bin/sh: 1: [/usr/bin/env]: not found'],
  cause:
    'JSON knows double quotes alone: what is no list of JSON is given to /bin/sh -c as text, brackets and all.',
  policy: `app: { command: ["/bin/sh", "-c", "['/usr/bin/env']"] }\n`,
  args: ['--only', 'app'],
  real: [
    { command: ['/bin/sh', '-c', "['/usr/bin/env']"], fails: true, says: '[/usr/bin/env]: not found' },
    { command: ['/usr/bin/env'], fails: false },
  ],
  finds: { 'app/missing': 'error' },
  remedies: { 'app/missing': ['["/usr/bin/env"]', '!into the image'] },
  exit: 1,
});
