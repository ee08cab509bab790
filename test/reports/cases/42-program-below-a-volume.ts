import { report } from '../report.ts';

export default report({
  what: 'A volume over the directory of the program',
  seenAt: ['go-delve/delve#3051', 'element-hq/dendrite#596'],
  says: ['exec: "/app/server": stat /app/server: no such file or directory'],
  cause:
    'The image has it; what is mounted at /app, the sources for development or a ConfigMap, hides all that lies there.',
  made: ['mkdir -p app && cp usr/bin/env app/server', 'mkdir -p "$V/sources" && echo >"$V/sources/main.go"'],
  mounts: [{ at: '/app', volume: 'sources' }],
  policy: 'app: { command: [/app/server] }\n',
  args: ['--only', 'app'],
  real: [{ command: ['/usr/bin/env', '/app/server'], fails: true, says: 'No such file or directory' }],
  finds: { 'app/missing': 'error' },
  tells: ['/app is a mount'],
  remedies: { 'app/missing': ['beside it', '!into the image'] },
  exit: 1,
});
