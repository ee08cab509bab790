import { inApp } from '../module.ts';

export default inApp(
  {
    what: 'A vendor/modules.txt that the build user may not read',
    says: ['open /src/vendor/modules.txt: permission denied'],
    cause: 'It is there, and whole: go mod vendor is not what it needs.',
    made: ['chmod 600 src/vendor/modules.txt'],
    as: { uid: 1000, gid: 1000 },
    real: [{ command: ['go', 'list', './...'], fails: true, says: 'permission denied' }],
    finds: { 'go-env/file-unreadable': 'error' },
    exit: 1,
    tells: ['/src/vendor/modules.txt'],
  },
  'vendored',
);
