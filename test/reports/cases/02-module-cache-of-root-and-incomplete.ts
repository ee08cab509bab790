import { inApp } from '../module.ts';

export default inApp({
  what: 'A module cache of root that lacks what go.mod requires',
  says: ['could not create module cache: mkdir /go/pkg/mod: permission denied'],
  cause: 'The image was built as root, and go runs as somebody else who has to fetch a module.',
  made: ['mkdir -p go/pkg'],
  as: { uid: 1000, gid: 1000 },
  real: [
    {
      command: ['go', 'mod', 'download'],
      fails: true,
      says: 'could not create module cache: mkdir /go/pkg/mod: permission denied',
    },
  ],
  finds: { 'go-env/module-cache-unwritable': 'error' },
  exit: 1,
});
