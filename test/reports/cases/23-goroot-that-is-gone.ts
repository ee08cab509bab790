import { inModule } from '../module.ts';

export default inModule({
  what: 'GOROOT of another image',
  says: ['cannot find GOROOT directory'],
  cause: 'GOROOT need not be set: go finds its own tree.',
  env: { GOROOT: '/usr/lib/go-1.21' },
  real: [
    { command: ['go', 'build', '-o', '/dev/null', '.'], fails: true, says: 'cannot find GOROOT directory' },
  ],
  finds: { 'go-env/goroot-missing': 'error', 'go-version/goroot-not-found': 'error' },
  exit: 1,
});
