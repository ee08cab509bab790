import { inApp } from '../module.ts';

export default inApp({
  what: 'A module cache of root that has all that go.mod requires',
  says: [],
  cause: 'Nothing has to be written: go reads what is there. The next dependency will fail, hence a warning.',
  args: ['--profile', 'build', '--only', 'go-version,go-env,permissions'],
  made: ['mkdir -p go/pkg && cp -a $F/modcache go/pkg/mod && chown -R 0:0 go && chmod -R go-w go'],
  as: { uid: 1000, gid: 1000 },
  real: [{ command: ['go', 'list', '-deps', 'example.com/lib'], fails: false }],
  finds: { 'permissions/not-writable': 'warning' },
  exit: 0,
  remedies: {
    'permissions/not-writable': ['mount no empty volume at /go/pkg/mod', '!mountPath: /go/pkg/mod'],
  },
});
