import { setEnv } from '../../../src/core/remedy/forms.ts';
import { rule } from '../../../src/core/rule.ts';
import { meantValue } from '../../../src/core/text/meant/meant-value.ts';
import { trimEndOf } from '../../../src/core/text/trim.ts';
import { placeOfGopath, settingGopath } from '../remedies.ts';
import { type From, list, STAYS, where } from './text.ts';

/** Where go puts what it builds and fetches. */
export const pathRules = {
  'gopath-empty': rule<Record<string, never>>({
    title: 'GOPATH is empty',
    severity: 'warning',
    cause:
      'Neither GOPATH nor HOME is set, or HOME/go is GOROOT itself. The caches are set one by one, so builds work; go install has no directory for its programs.',
    message: 'GOPATH is empty and GOBIN is not set: go install has nowhere to write.',
    remedies: (_, { root }) => setEnv({ GOPATH: root ? '/go' : '/tmp/go' }),
    restart: STAYS,
    example: {},
  }),
  'gopath-is-goroot': rule<{ goroot: string; value: string; from: From }>({
    title: 'GOPATH and GOROOT are the same directory',
    severity: 'warning',
    cause:
      'Every go command prints a warning, and modules and programs that are installed mix with the toolchain: an update of Go takes them away.',
    message: ({ goroot, from }) => `${where('GOPATH', from)} is ${goroot}, which is GOROOT.`,
    remedies: ({ goroot, value, from }, { root }) =>
      settingGopath(value, (entry) => trimEndOf(entry, '/') !== goroot, placeOfGopath(root), from),
    restart: STAYS,
    example: { goroot: '/usr/local/go', value: '/usr/local/go', from: 'environment' },
  }),
  'cache-undefined': rule<{
    keys: readonly string[];
    home: string | null;
    /** The values of those that somebody set. */
    own: Readonly<Record<string, string>>;
  }>({
    title: 'There is no place for the build or module cache',
    severity: 'error',
    otherwise: [
      { severity: 'warning', when: 'where nothing needs a GOMODCACHE that somebody named' },
      { severity: 'info', when: 'where nothing needs the module cache' },
    ],
    cause:
      'Without HOME, XDG_CACHE_HOME and GOPATH go cannot tell where its caches are, and GOCACHE=off or a relative path count for nothing. Builds end with "build cache is required, but could not be located", downloads with "module cache not found". A missing module cache alone is a remark where nothing has to come from it: no requirements, or vendored ones; one that somebody named by a relative path is a warning there, since "GOMODCACHE entry is relative" ends go install too.',
    says: ['build cache is required, but could not be located', 'GOMODCACHE entry is relative'],
    message: ({ keys, home, own }) => {
      const set = Object.entries(own).map(
        ([key, value]) => `${key} is "${value}", which is no absolute path`,
      );
      const others = keys.filter((key) => !Object.hasOwn(own, key));
      const why = `${others.length === 1 ? 'has' : 'have'} no usable value${home === null ? ': HOME is not set' : ''}`;
      return `${[...set, ...(others.length === 0 ? [] : [`${list(others)} ${why}`])].join('; ')}.`;
    },
    remedies: ({ keys, own }, { root }) => {
      const absolute = (key: string) => {
        const value = meantValue(own[key] ?? '')?.meant ?? '';
        return value.startsWith('/') ? value : undefined;
      };
      const [cache, modules] = [absolute('GOCACHE'), absolute('GOMODCACHE')];
      return setEnv(
        {
          ...(keys.includes('GOCACHE')
            ? { GOCACHE: cache ?? `${root ? '/var/cache' : '/tmp'}/go-build` }
            : {}),
          // The module cache is below it, and go install needs it too.
          ...(keys.includes('GOMODCACHE') && modules === undefined
            ? { GOPATH: root ? '/go' : '/tmp/go' }
            : {}),
          ...(Object.hasOwn(own, 'GOMODCACHE') ? { GOMODCACHE: modules ?? '' } : {}),
        },
        'the user that builds must be able to write there',
      );
    },
    restart: STAYS,
    example: { keys: ['GOCACHE', 'GOMODCACHE'], home: null, own: {} },
  }),
} as const;
