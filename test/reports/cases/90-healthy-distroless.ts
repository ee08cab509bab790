import { report } from '../report.ts';

export default report({
  what: 'A healthy image: distroless',
  says: [],
  cause: 'Nothing is the matter, and nothing is said.',
  root: 'distroless',
  real: [{ ask: 'roots 100', fails: false }],
  finds: {},
  exit: 0,
});
