import { inModule } from '../module.ts';

export default inModule({
  what: 'GOROOT=/usr/local/go/bin',
  says: ['cannot find package'],
  cause: 'GOROOT is the tree, not the directory of its programs; go finds it by itself.',
  env: { GOROOT: '/usr/local/go/bin' },
  real: [{ command: ['go', 'build', '-o', '/dev/null', '.'], fails: true, says: 'cannot find package' }],
  finds: { 'go-version/goroot-incomplete': 'error' },
  exit: 1,
  remedies: { 'go-version/goroot-incomplete': ['GOROOT='] },
});
