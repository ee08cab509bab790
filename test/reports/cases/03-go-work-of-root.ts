import { inModule } from '../module.ts';

export default inModule(
  {
    what: 'A go.work that the build user may not read',
    says: ['open /src/go.work: permission denied'],
    cause: 'go finds it above the module and needs it, although the module alone would do.',
    cwd: '/src/app',
    made: ['chmod 600 src/go.work'],
    as: { uid: 1000, gid: 1000 },
    real: [{ command: ['go', 'list', '.'], fails: true, says: 'go.work: permission denied' }],
    finds: { 'go-env/file-unreadable': 'error' },
    exit: 1,
  },
  'workspace',
);
