import { inModule } from '../module.ts';

export default inModule({
  what: 'A test of root that nobody else may read',
  says: ['open /src/main_test.go: permission denied'],
  cause: 'go build reads it although it builds no test: the lines at its beginning may say that it counts.',
  made: ['echo package main >src/main_test.go && chmod 0600 src/main_test.go'],
  as: { uid: 1000, gid: 1000 },
  real: [
    {
      command: ['go', 'build', '-o', '/dev/null', '.'],
      fails: true,
      says: 'open /src/main_test.go: permission denied',
    },
  ],
  finds: { 'go-env/source-unreadable': 'error' },
  exit: 1,
});
