import { report } from '../report.ts';

export default report({
  what: 'GOMODCACHE is relative, and no module is there',
  says: ['GOMODCACHE entry is relative; must be absolute path'],
  cause: 'go env takes it; whatever needs the module cache refuses it, go install too.',
  made: ['mkdir -p srv opt/proxy && cp -a $F/proxy/. opt/proxy/'],
  go: true,
  cwd: '/srv',
  args: ['--profile', 'build', '--only', 'go-version,go-env'],
  env: {
    HOME: '/tmp',
    GOTOOLCHAIN: 'local',
    GOMODCACHE: 'mod',
    GOPROXY: 'file:///opt/proxy',
    GONOSUMDB: 'example.com',
  },
  real: [
    {
      command: ['go', 'install', 'example.com/lib@v1.0.0'],
      fails: true,
      says: 'GOMODCACHE entry is relative; must be absolute path',
    },
  ],
  finds: { 'go-env/cache-undefined': 'warning' },
  exit: 0,
});
