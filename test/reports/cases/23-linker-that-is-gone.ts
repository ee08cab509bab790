import { inModule } from '../module.ts';

export default inModule({
  what: 'A GOROOT that was slimmed by hand',
  says: ['no such tool'],
  cause: 'Whoever deletes from pkg/tool takes the linker too.',
  made: ['rm usr/local/go/pkg/tool/linux_amd64/link'],
  real: [{ command: ['go', 'build', '-o', '/dev/null', '.'], fails: true, says: 'no such tool' }],
  finds: { 'go-version/goroot-incomplete': 'error' },
  exit: 1,
});
