import { report } from '../report.ts';

export default report({
  what: 'SSL_CERT_FILE holds the certificate itself',
  says: [],
  cause:
    'A Secret was given as a variable where a file is wanted. What it holds is not printed: it may be a key.',
  env: {
    SSL_CERT_FILE: '-----BEGIN CERTIFICATE-----\nMIIBszCCAVmgAwIBAgIUQm9n\n-----END CERTIFICATE-----\n',
  },
  finds: { 'ca-certs/override-missing': 'error' },
  exit: 1,
  tells: ['holds PEM', '!MIIBszCC'],
});
