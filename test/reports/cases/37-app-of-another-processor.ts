import { report } from '../report.ts';

export default report({
  what: 'A program of another processor',
  says: ['exec /srv/app: exec format error', 'exec user process caused: exec format error'],
  cause: 'It was built on a laptop with another processor, or copied from an image of another platform.',
  // The machine that an ELF file is for stands in its bytes 18 and 19: arm64.
  made: [
    'mkdir -p srv && cp $F/service.program srv/app',
    'printf "\\267\\0" | dd of=srv/app bs=1 seek=18 conv=notrunc 2>/dev/null',
  ],
  args: ['--only', 'app', '--app', '/srv/app'],
  real: [{ command: ['/srv/app'], fails: true, says: 'exec format error' }],
  finds: { 'app/wrong-architecture': 'error' },
  exit: 1,
  remedies: { 'app/wrong-architecture': ['docker build --platform linux/amd64'] },
});
