import { inModule } from '../module.ts';

export default inModule({
  what: 'A PATH that was set anew without the directory of go',
  says: ['exec: "go": executable file not found in $PATH'],
  cause: 'An ENV line or a login shell replaced the PATH of the image.',
  env: { PATH: '/usr/sbin:/usr/bin:/sbin:/bin' },
  real: [{ command: ['go', 'version'], fails: true, says: '"go": executable file not found in $PATH' }],
  finds: { 'go-version/not-on-path': 'warning' },
  exit: 0,
});
