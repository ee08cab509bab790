import { inModule } from '../module.ts';

export default inModule({
  what: 'A directory of sources that this user may enter and not list',
  says: ['open /src: permission denied'],
  cause: 'go env reads go.mod in it and works; a build lists the directory and ends.',
  made: ['chmod 0711 src'],
  as: { uid: 1000, gid: 1000 },
  real: [
    { command: ['go', 'build', '-o', '/dev/null', '.'], fails: true, says: 'open /src: permission denied' },
  ],
  finds: { 'go-env/source-unreadable': 'error' },
  exit: 1,
});
