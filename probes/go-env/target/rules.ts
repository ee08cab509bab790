import { rule } from '../../../src/core/rule.ts';
import { meant, setting, unsetting } from '../remedies.ts';
import { type From, STAYS, where } from '../rules/text.ts';

/** For which machine programs are built. */
export const targetRules = {
  'target-unknown': rule<{ key: string; value: string; pair: string; instead: string | null; from: From }>({
    title: 'GOOS and GOARCH name no machine that go builds for',
    severity: 'error',
    cause:
      'Go has its own names: amd64 and not x86_64, arm64 and not aarch64, linux and not the name of a distribution. With a pair that it does not know every build ends with "unsupported GOOS/GOARCH pair". A frequent cause is a Dockerfile that passes on what uname prints, or a whole platform such as linux/amd64.',
    says: ['unsupported GOOS/GOARCH pair'],
    message: ({ key, value, pair, instead, from }) =>
      `${where(key, from)} is "${value}": go does not build for ${pair}${instead === null ? '' : `; "${instead}" is the nearest that it knows`}.`,
    remedies: ({ key, instead, from }) =>
      instead === null ? unsetting(key, from) : setting(key, instead, from),
    restart: STAYS,
    example: { key: 'GOARCH', value: 'x86_64', pair: 'linux/x86_64', instead: 'amd64', from: 'environment' },
  }),
  'level-misspelt': rule<{ key: string; value: string; from: From }>({
    title: 'The level of the processor has quotes, blanks or a line end in it',
    severity: 'error',
    cause:
      'GOAMD64 is v1, v2, v3 or v4, letter by letter. An env file, a manifest or a template leaves more in it; go hands that on to the assembler, and every build ends with "is not a valid identifier name".',
    says: ['is not a valid identifier name'],
    message: ({ key, value, from }) =>
      `${where(key, from)} is "${value}", which the assembler does not take.`,
    remedies: ({ key, value, from }) => meant(key, value, from, unsetting(key, from)),
    restart: STAYS,
    example: { key: 'GOAMD64', value: '"v2"', from: 'environment' },
  }),
  'float-unknown': rule<{ value: string; instead: string | null; from: From }>({
    title: 'GO386 is neither sse2 nor softfloat',
    severity: 'error',
    cause:
      'GO386 says how programs for 32-bit x86 compute with fractions. Since Go 1.16 there are sse2, the default, and softfloat, for processors without SSE2; 387 was taken out. The compiler stops at any other value, and every build for GOARCH=386 ends with "unsupported setting GO386", though go env shows nothing wrong.',
    says: ['unsupported setting GO386', 'error obtaining buildID for go tool compile'],
    message: ({ value, from }) => `${where('GO386', from)} is "${value}", which the compiler does not know.`,
    remedies: ({ instead, from }) =>
      instead === null ? unsetting('GO386', from) : setting('GO386', instead, from),
    restart: STAYS,
    example: { value: '387', instead: 'softfloat', from: 'environment' },
  }),
} as const;
