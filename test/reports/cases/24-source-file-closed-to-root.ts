import { inModule } from '../module.ts';

export default inModule({
  what: 'A source file of a user, and a root without capabilities',
  says: ['open /src/main.go: permission denied'],
  cause:
    'With capabilities: drop [ALL] root is a user like any other: what belongs to somebody else is open to it as its mode says.',
  made: ['chmod 0600 src/main.go', 'chown 1000:1000 src/main.go'],
  withoutCapabilities: true,
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
