/*
 * node -r unanswered.cjs PROGRAM: what waits for the event loop's next turn waits for ever, so that nothing is left to be
 * done before anybody has answered.
 */
globalThis.setImmediate = () => ({ unref: () => {} });
