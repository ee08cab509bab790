import { inApp } from '../module.ts';

export default inApp(
  {
    what: 'A vendor directory that the build user may not read',
    says: ['open /src/vendor/modules.txt: permission denied'],
    cause: 'It is there, and whole: go mod vendor is not what it needs.',
    made: ['chmod 700 src/vendor'],
    as: { uid: 1000, gid: 1000 },
    real: [{ command: ['go', 'list', './...'], fails: true, says: 'permission denied' }],
    finds: { 'go-env/file-unreadable': 'error' },
    exit: 1,
    remedies: { 'go-env/file-unreadable': ['a+rX', '!go mod vendor'] },
  },
  'vendored',
);
