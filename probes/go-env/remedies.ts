import type { Family } from '../../src/core/platform.ts';
import { byHand, command, dockerfile, setEnv, shell } from '../../src/core/remedy/forms.ts';
import { goTree } from '../../src/core/remedy/go-tree.ts';
import { quote } from '../../src/core/remedy/quote.ts';
import type { Need, Remedy } from '../../src/core/remedy/remedy.ts';
import { meantValue } from '../../src/core/text/meant/meant-value.ts';
import type { From } from './rules/text.ts';

/** The go env file is in the home of whoever runs go. */
const HOME_OF_USER: readonly Need[] = ['user', 'program:go'];

/** Sets a value where it was set before, so that nothing hides it. */
export function setting(key: string, value: string, from: From, why = ''): readonly Remedy[] {
  return from === 'env-file'
    ? [
        shell(`go env -w ${quote(`${key}=${value}`)}`, { why, needs: ['program:go'] }),
        ...inImage(key, value, why),
      ]
    : setEnv({ [key]: value }, why);
}

function inImage(key: string, value: string, why: string): readonly Remedy[] {
  return [dockerfile(`RUN go env -w ${quote(`${key}=${value}`)}`, { why, needs: HOME_OF_USER })];
}

/** Where this user may keep what go brings. */
export function placeOfGopath(root: boolean): string {
  return root ? '/go' : '/tmp/go';
}

/** GOPATH with a place in it for each entry that is none; the others stay. */
export function settingGopath(
  value: string,
  isPlace: (entry: string) => boolean,
  place: string,
  from: From,
): readonly Remedy[] {
  const entries = value.split(':').map((entry) => {
    if (isPlace(entry)) return entry;
    const found = meantValue(entry)?.meant ?? '';
    return found.startsWith('/') && isPlace(found) ? found : place;
  });
  const gopath = [...new Set(entries)].join(':');
  if (from !== 'env-file') return setEnv({ GOPATH: gopath });
  // With the wrong one in force the go command ends before it writes.
  const line = `GOPATH=${quote(gopath)} go env -w ${quote(`GOPATH=${gopath}`)}`;
  return [shell(line, { needs: ['program:go'] }), dockerfile(`RUN ${line}`, { needs: HOME_OF_USER })];
}

/** Gives go's default back. To go an empty variable is as one that is not set. */
export function unsetting(key: string, from: From, why = ''): readonly Remedy[] {
  switch (from) {
    case 'env-file':
      return [
        shell(`go env -u ${key}`, { why, needs: ['program:go'] }),
        dockerfile(`RUN go env -u ${key}`, { why, needs: HOME_OF_USER }),
      ];
    case 'go.env':
      return command(`sed -i '/^${key}=/d' "$(GOTOOLCHAIN=local go env GOROOT)/go.env"`, { why });
    default:
      return setEnv(
        { [key]: '' },
        why || `an empty ${key} counts as unset; better: take it out where it is set`,
      );
  }
}

/** The value that was meant, where an env file or a template left something in it; else another one. */
export function meant(
  key: string,
  value: string,
  from: From,
  otherwise: readonly Remedy[],
): readonly Remedy[] {
  const found = meantValue(value)?.meant;
  return found === undefined || found === null || found === '' ? otherwise : setting(key, found, from);
}

/** Where modules come from unless somebody says otherwise. */
const DEFAULT_PROXY = 'https://proxy.golang.org,direct';

/** The proxy of everybody, for who has no names that are nobody else's business. */
export function publicProxy(
  own: readonly string[],
  remedies: (proxy: string) => readonly Remedy[],
): readonly Remedy[] {
  if (own.length === 0) return remedies(DEFAULT_PROXY);
  return [
    byHand(
      'image',
      `set GOPROXY to a proxy of your own that has ${own.join(', ')}, or name ${own.length < 2 ? 'it' : 'them'} in GOPRIVATE first: a public proxy would learn what is asked for`,
    ),
  ];
}

/** The checksum database of everybody, which is not asked for what looks like somebody's own. */
export function publicSumdb(own: readonly string[], nosumdb: string, from: From): readonly Remedy[] {
  if (own.length === 0)
    return from === 'default' ? setting('GOSUMDB', SUMDB, from) : unsetting('GOSUMDB', from);
  const kept = nosumdb === '' || nosumdb === 'none' ? [] : [nosumdb];
  const patterns = [...kept, ...own].join(',');
  const why = `it is not asked for ${own.join(', ')}`;
  if (from !== 'env-file') return setEnv({ GOSUMDB: SUMDB, GONOSUMDB: patterns }, why);
  const line = `go env -w GOSUMDB=${SUMDB} ${quote(`GONOSUMDB=${patterns}`)}`;
  return [
    shell(line, { why, needs: ['program:go'] }),
    dockerfile(`RUN ${line}`, { why, needs: HOME_OF_USER }),
  ];
}

const SUMDB = 'sum.golang.org';

/** Another toolchain, for which go.mod has to change too. */
export function anotherGoTidied(
  version: string,
  gomod: string,
  goroot: string | null,
  root: boolean,
  family: Family,
): readonly Remedy[] {
  const directory = gomod.slice(0, Math.max(gomod.lastIndexOf('/'), 1));
  // RUN is root's: what it leaves in the caches of another user, that one may not add to.
  const tidy = root
    ? 'go mod tidy'
    : 'GOMODCACHE=/tmp/tidy/mod GOCACHE=/tmp/tidy/build go mod tidy && rm -rf /tmp/tidy';
  return [
    ...goTree(version, family, {
      goroot,
      after: {
        lines: [`RUN cd ${quote(directory)} && ${tidy}`],
        why: 'after the COPY of the sources; better: commit what go mod tidy makes of them',
      },
    }),
    byHand(
      'image',
      `bring Go ${version} into the image, and with it run go mod tidy where the sources are; commit the result`,
    ),
  ];
}

/** What only somebody who has the sources can do; here, where they are this user's: `path` must be. */
export function withSources(
  lines: string | readonly string[],
  path: string,
  why = 'where the sources are; commit or copy the result',
): readonly Remedy[] {
  const text = [lines].flat().join(' && ');
  return [shell(lines, { why, needs: ['program:go', `write:${path}`] }), byHand('ci', `${why}: ${text}`)];
}
