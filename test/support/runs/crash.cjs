/*
 * node -r crash.cjs PROGRAM: when the file that CRASH_AT names is opened, something is thrown that nobody catches,
 * in the way that CRASH names.
 */
const fs = require('node:fs');

const injected = () => new Error('injected');
const fail = () => {
  throw injected();
};
const WAYS = {
  microtask: () => queueMicrotask(fail),
  tick: () => process.nextTick(fail),
  rejection: () => void Promise.reject(injected()),
  text: () => void Promise.reject('injected'),
};

const { openSync } = fs;
fs.openSync = (path, ...rest) => {
  if (path === process.env.CRASH_AT) WAYS[process.env.CRASH]();
  return openSync(path, ...rest);
};
