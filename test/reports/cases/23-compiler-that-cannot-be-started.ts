import { inModule } from '../module.ts';

export default inModule({
  what: 'A toolchain whose programs lost their mode',
  says: ['fork/exec /usr/local/go/pkg/tool/linux_amd64/compile: permission denied'],
  cause: 'A volume or an archive that keeps no modes, or COPY --chmod=0644.',
  made: ['chmod 644 usr/local/go/pkg/tool/linux_amd64/*'],
  real: [
    {
      command: ['go', 'build', '-o', '/dev/null', '.'],
      fails: true,
      says: 'fork/exec /usr/local/go/pkg/tool/linux_amd64/compile: permission denied',
    },
  ],
  finds: { 'go-version/goroot-unreadable': 'error' },
  exit: 1,
  remedies: { 'go-version/goroot-unreadable': ['chmod a+x'] },
});
