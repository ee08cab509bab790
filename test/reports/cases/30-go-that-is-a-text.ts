import { inModule } from '../module.ts';

export default inModule({
  what: 'A text in the place of go',
  says: ['exec /usr/local/go/bin/go: exec format error'],
  cause: 'A pointer of Git LFS was copied in the place of the program; the kernel starts no text without #!.',
  made: [
    'printf "version https://git-lfs.github.com/spec/v1\\noid sha256:00\\nsize 1\\n" >opt/go && chmod 755 opt/go',
    'mv opt/go usr/local/go/bin/go',
  ],
  args: ['--profile', 'build', '--only', 'go-version'],
  real: [{ command: ['go', 'version'], fails: true, says: 'exec format error' }],
  finds: { 'go-version/not-a-program': 'error' },
  exit: 1,
});
