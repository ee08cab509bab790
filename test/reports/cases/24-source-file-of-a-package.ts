import { inModule } from '../module.ts';

export default inModule({
  what: 'A source file of root in a package below the module',
  says: ['open /src/store/store.go: permission denied'],
  cause: 'A build of everything ends there; a build of the program alone does so if it imports that package.',
  made: ['mkdir src/store && echo package store >src/store/store.go && chmod 0600 src/store/store.go'],
  as: { uid: 1000, gid: 1000 },
  real: [
    {
      command: ['go', 'vet', '-n', './...'],
      fails: true,
      says: 'open /src/store/store.go: permission denied',
    },
    { command: ['go', 'list', '.'], fails: false },
  ],
  finds: { 'go-env/source-unreadable': 'warning' },
  exit: 0,
});
