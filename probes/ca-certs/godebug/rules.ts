import { byHand, setEnv } from '../../../src/core/remedy/forms.ts';
import { type RuleSet, rule } from '../../../src/core/rule.ts';
import { IN_IMAGE } from '../remedies.ts';
import { isMisspelt, withNegativeSerials } from './spelling.ts';

export const godebugRules = {
  'negative-serial': rule<{ path: string; index: number; line: number; godebug: string | null }>({
    title: 'A certificate has a negative serial number',
    severity: 'error',
    cause:
      'RFC 5280 wants positive serial numbers; some appliances and old company CAs were made with others. Go refuses them since 1.23 and drops the certificate; OpenSSL and Node take it. The block is whole: only a new certificate of that CA, or a setting of GODEBUG, helps.',
    says: ['x509: negative serial number'],
    message: ({ path, index, line, godebug }) =>
      `Certificate ${index} of ${path}, line ${line}, has a negative serial number: Go does not take it.${isMisspelt(godebug) ? ' GODEBUG allows it, but not in this spelling: quotes, blanks, line ends and other separators than a comma are part of its settings.' : ''}`,
    remedies: ({ godebug }) => [
      ...setEnv(
        { GODEBUG: withNegativeSerials(godebug) },
        'Go takes it then, as it did up to 1.22; better is a new certificate',
      ),
      byHand('image', 'have the CA issued anew, with a positive serial number'),
    ],
    restart: IN_IMAGE,
    example: { path: '/etc/ssl/certs/ca-certificates.crt', index: 143, line: 3490, godebug: null },
  }),
} as const satisfies RuleSet;
