import { inModule } from '../module.ts';

export default inModule({
  what: 'A source file for Windows that this user may not read',
  says: ['open /src/main_windows.go: permission denied'],
  cause:
    'The index that go keeps of a package (from Go 1.19 on) is made of all its Go files, whatever they are for.',
  made: [
    'echo package main >src/main_windows.go && chmod 0600 src/main_windows.go',
    "touch -d '1 hour ago' src/main_windows.go src",
  ],
  as: { uid: 1000, gid: 1000 },
  real: [{ command: ['go', 'list', '.'], fails: true, says: 'open /src/main_windows.go: permission denied' }],
  finds: { 'go-env/source-unreadable': 'error' },
  exit: 1,
});
