import { inModule } from '../module.ts';

export default inModule({
  what: 'The go of another processor',
  says: ['exec /usr/local/go/bin/go: exec format error'],
  cause: 'The tree was copied from an image of another platform.',
  // The machine that an ELF file is for stands in its bytes 18 and 19: arm64.
  made: [
    'cp usr/local/go/bin/go opt/go && printf "\\267\\0" | dd of=opt/go bs=1 seek=18 conv=notrunc 2>/dev/null',
    'mv opt/go usr/local/go/bin/go',
  ],
  args: ['--profile', 'build', '--only', 'go-version'],
  real: [{ command: ['go', 'version'], fails: true, says: 'exec format error' }],
  finds: { 'go-version/wrong-architecture': 'error' },
  exit: 1,
});
