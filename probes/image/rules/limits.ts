import { byHand } from '../../../src/core/remedy/forms.ts';
import { type RuleSet, rule } from '../../../src/core/rule.ts';
import { size } from '../size.ts';
import { type Layers, SAME_IMAGE } from './same-image.ts';

type Limit = { readonly allowed: number };
type Version = { readonly path: string; readonly version: string };

/** What a policy asks of an image as a whole. */
export const limitRules = {
  'too-many-layers': rule<Limit & { readonly count: number }>({
    title: 'The image has more layers than the policy allows',
    severity: 'error',
    cause:
      'Each RUN, COPY and ADD makes a layer; a layer that deletes makes the image larger, and not smaller. image.maxLayers sets the limit.',
    message: ({ count, allowed }) => `It has ${count} layers, and ${allowed} are allowed.`,
    remedies: () => [
      byHand(
        'image',
        'build in one stage and COPY --from it what the service needs into a last stage; join RUN lines with &&',
      ),
    ],
    restart: SAME_IMAGE,
    example: { count: 9, allowed: 5 },
  }),
  'too-large': rule<Limit & Layers & { readonly bytes: number; readonly largest: number }>({
    title: 'The image is larger than the policy allows',
    severity: 'error',
    cause:
      'Counted are the files of all layers, unpacked, those too that a later layer hides: what a node has to keep. image.maxBytes sets the limit.',
    message: ({ bytes, allowed, largest, layers: [layer] }) =>
      `It has ${size(bytes)}, and ${size(allowed)} are allowed; layer ${layer} is the largest with ${size(largest)}.`,
    remedies: () => [
      byHand(
        'image',
        'probe-env target --image FILE --layers -v tells what each layer brings along; COPY --from a build stage only what the service needs',
      ),
    ],
    restart: SAME_IMAGE,
    example: { bytes: 128_000_000, allowed: 80_000_000, largest: 90_000_000, layers: [3] },
  }),
  'packages-unwanted': rule<{
    readonly names: readonly string[];
    readonly count: number;
    readonly none: boolean;
    readonly database: string;
  }>({
    title: 'The image has packages that the policy does not allow',
    severity: 'error',
    cause:
      'Each package of a distribution is code to keep up to date. A static Go program needs none. image.packages says which may be there: none, or a list. They are read from the databases of dpkg and apk.',
    message: ({ names, count, none, database }) => {
      const more = count > names.length ? ` and ${count - names.length} more` : '';
      const allowed = none ? 'none is allowed' : 'the policy does not name';
      return none
        ? `${counted(count)} installed, and ${allowed}: ${names.join(', ')}${more} (${database}).`
        : `${counted(count)} installed that ${allowed}: ${names.join(', ')}${more} (${database}).`;
    },
    remedies: ({ none }) => [
      byHand(
        'image',
        none
          ? 'start the last stage from an image without packages (FROM scratch), and COPY the program and /etc/ssl/certs/ca-certificates.crt into it'
          : 'leave these packages out, or name them in image.packages',
      ),
    ],
    restart: SAME_IMAGE,
    example: {
      names: ['apk-tools', 'busybox', 'musl'],
      count: 14,
      none: true,
      database: '/lib/apk/db/installed',
    },
  }),
  'packages-unknown': rule<{ readonly database: string }>({
    title: 'Which packages the image has cannot be told',
    severity: 'error',
    cause:
      'The policy says which packages may be there (image.packages), and the database of the package manager is none that probe-env reads: those of dpkg and apk are text, that of rpm is not.',
    message: ({ database }) => `${database} is there and is not read, so that no package is known.`,
    remedies: () => [
      byHand('image', 'rpm -qa in the image tells them'),
      byHand('policy', 'take image.packages out'),
    ],
    restart: SAME_IMAGE,
    example: { database: '/var/lib/rpm' },
  }),
  'baseline-missing': rule<Version>({
    title: 'The file that says the version of the baseline is not there',
    severity: 'error',
    cause:
      'The policy says on which version of a base image this one must be built (image.baseline), and which file tells it. Without the file it was built on something else.',
    message: ({ path, version }) => `${path} is not there: the image is not built on baseline ${version}.`,
    remedies: ({ version }) => [byHand('image', `build it FROM the baseline image of version ${version}`)],
    restart: SAME_IMAGE,
    example: { path: '/etc/go-baseline.version', version: '1.4.2' },
  }),
  'baseline-unreadable': rule<Version & { readonly code: string }>({
    title: 'The file that says the version of the baseline cannot be read',
    severity: 'error',
    cause:
      'The policy names a file of the image that says the version of its baseline (image.baseline.file), and the user of the image may not read it, or it is no file.',
    message: ({ path, code }) => `${path} cannot be read (${code}).`,
    remedies: () => [byHand('image', 'let it be a file that every user may read, with the version in it')],
    restart: SAME_IMAGE,
    example: { path: '/etc/go-baseline.version', version: '1.4.2', code: 'EACCES' },
  }),
  'baseline-differs': rule<Version & { readonly says: string }>({
    title: 'The image is built on another version of the baseline',
    severity: 'error',
    cause:
      'The policy says on which version of a base image this one must be built (image.baseline). The whole file must be that version, or the value of one of its lines (VERSION=1.4.2).',
    message: ({ path, version, says }) =>
      `${path} says ${JSON.stringify(says)}, and ${version} is asked for.`,
    remedies: ({ version }) => [byHand('image', `build it FROM the baseline image of version ${version}`)],
    restart: SAME_IMAGE,
    example: { path: '/etc/go-baseline.version', version: '1.4.2', says: '1.3.0' },
  }),
} as const satisfies RuleSet;

function counted(count: number): string {
  return count === 1 ? '1 package is' : `${count} packages are`;
}
