import { inModule } from '../module.ts';

export default inModule({
  what: 'A source file of root that nobody else may read',
  says: ['open /src/main.go: permission denied'],
  cause:
    'Go reads every Go file of a package, tests too. COPY keeps the mode that a file has in the build context.',
  made: ['chmod 0600 src/main.go'],
  as: { uid: 1000, gid: 1000 },
  real: [
    {
      command: ['go', 'build', '-o', '/dev/null', '.'],
      fails: true,
      says: 'open /src/main.go: permission denied',
    },
  ],
  finds: { 'go-env/source-unreadable': 'error' },
  exit: 1,
});
