import { report } from '../report.ts';

export default report({
  what: 'A command with its arguments in one word',
  seenAt: ['kubernetes/kubernetes#22631', 'vmware-archive/kubewatch#138'],
  says: ['exec: "/usr/bin/env -i": stat /usr/bin/env -i: no such file or directory'],
  cause: 'command of a manifest is a list of words: each is one element of it, and no shell takes one apart.',
  policy: 'app: { command: ["/usr/bin/env -i"] }\n',
  args: ['--only', 'app'],
  real: [{ command: ['/usr/bin/env', '/usr/bin/env -i'], fails: true, says: 'No such file or directory' }],
  finds: { 'app/missing': 'error' },
  remedies: { 'app/missing': ['["/usr/bin/env", "-i"]', '!into the image'] },
  exit: 1,
});
