import { inApp } from '../module.ts';

export default inApp({
  what: 'A file:// proxy without the module, and another one that has it',
  says: [],
  cause: 'A missing file sends go on to the next source.',
  made: ['mkdir -p opt/first && touch opt/first/.keep'],
  env: { GOPROXY: 'file:///opt/first,file:///opt/proxy' },
  real: [{ command: ['go', 'mod', 'download'], fails: false }],
  finds: {},
  exit: 0,
});
