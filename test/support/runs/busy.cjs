/*
 * node -r busy.cjs PROGRAM: the main thread is busy for ever as soon as the file that BUSY names is opened, in a
 * loop, or with BUSY_IN=regexp in a regular expression. Says so first, in one line on stderr.
 */
const fs = require('node:fs');

const { openSync } = fs;
fs.openSync = (path, ...rest) => {
  if (path === process.env.BUSY) {
    fs.writeSync(2, 'busy\n');
    if (process.env.BUSY_IN === 'regexp') /^(a+)+$/.test(`${'a'.repeat(100)}b`);
    for (;;);
  }
  return openSync(path, ...rest);
};
