import { inApp } from '../module.ts';

export default inApp({
  what: 'GOPRIVATE in quotes',
  says: [],
  cause:
    'Go compares the quote as a part of the host, so no module is private: names of private modules are sent to the public servers.',
  env: { GONOSUMDB: '', GOPRIVATE: '"example.com"' },
  real: [{ command: ['sh', '-c', 'go env GOPRIVATE | grep \\"'], fails: false }],
  finds: { 'go-env/private-pattern-ineffective': 'warning' },
  exit: 0,
  remedies: { 'go-env/private-pattern-ineffective': ['GOPRIVATE=example.com'] },
});
