import { report } from '../report.ts';

export default report({
  what: 'A healthy image with TZ set',
  says: [],
  cause: 'Nothing is the matter, and nothing is said.',
  env: { TZ: 'Asia/Tokyo' },
  real: [{ ask: 'zone Asia/Tokyo', fails: false }],
  finds: {},
  exit: 0,
});
