/*
 * node -r slow-writing.cjs PROGRAM: the main thread is busy for SLOW_MS milliseconds when the report is made a document,
 * in JSON.stringify, once.
 */
const { stringify } = JSON;
JSON.stringify = (value, ...rest) => {
  if (value?.schemaVersion === 1) {
    JSON.stringify = stringify;
    const until = Date.now() + Number(process.env.SLOW_MS);
    while (Date.now() < until);
  }
  return stringify(value, ...rest);
};
