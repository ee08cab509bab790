import { report } from '../report.ts';

export default report({
  what: 'A healthy image with a Go toolchain',
  says: [],
  cause: 'Nothing is the matter, and nothing is said.',
  go: true,
  args: ['--profile', 'build'],
  env: { HOME: '/root', GOPATH: '/go', GOTOOLCHAIN: 'local' },
  made: ['mkdir -p go/src go/bin && chmod -R 1777 go'],
  real: [{ command: ['go', 'version'], fails: false, says: 'go version' }],
  finds: {},
  exit: 0,
});
