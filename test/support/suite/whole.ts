/** Whether tests that CI runs a part of are to be run whole: `npm run test:deep` sets it. */
export const WHOLE = process.env.TEST_WHOLE === '1';
