import { inModule } from '../module.ts';

export default inModule(
  {
    what: 'A vendored package that is not there, and that no source imports any more',
    says: [],
    cause: 'The build does without it.',
    made: ['rm -r src/vendor/example.com && cp $F/plain/main.go src/main.go'],
    real: [{ command: ['go', 'list', '-deps', '.'], fails: false }],
    finds: { 'go-env/vendor-incomplete': 'warning' },
    exit: 0,
  },
  'vendored',
);
