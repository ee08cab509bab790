import { inModule } from '../module.ts';

export default inModule(
  {
    what: 'A vendored package that a pattern of .dockerignore left out',
    says: ['cannot find module providing package example.com/lib: import lookup disabled by -mod=vendor'],
    cause: 'go compares vendor/modules.txt with go.mod, and not with the directories.',
    made: ['rm -r src/vendor/example.com'],
    real: [
      {
        command: ['go', 'build', '-o', '/dev/null', '.'],
        fails: true,
        says: 'import lookup disabled by -mod=vendor',
      },
    ],
    finds: { 'go-env/vendor-incomplete': 'error' },
    exit: 1,
    remedies: { 'go-env/vendor-incomplete': ['.dockerignore', 'go mod vendor'] },
  },
  'vendored',
);
