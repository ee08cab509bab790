import type { Platform } from '../../src/core/platform.ts';
import { caStoreOf } from '../../src/core/remedy/ca-store.ts';
import { byHand, command, dockerfile, takeOut } from '../../src/core/remedy/forms.ts';
import { type PackageNames, renewal } from '../../src/core/remedy/packages.ts';
import { copyLine, quote, sourceOf } from '../../src/core/remedy/quote.ts';
import type { Need, Remedy } from '../../src/core/remedy/remedy.ts';
import type { Otherwise, Restart } from '../../src/core/rule.ts';
import { dashed } from '../../src/core/text/dashed.ts';

/** The image carries the store. */
export const IN_IMAGE: Restart = {
  mends: false,
  why: 'The trust store is part of the image; a restarted container has the same.',
};

/** A volume, a variable or the policy carries it. */
export const IN_POD: Restart = {
  mends: false,
  why: 'Mounts and environment are part of the pod; a restarted container has the same.',
};

/** Where Debian, Alpine and everything that is made of them have the bundle. */
export const BUNDLE = '/etc/ssl/certs/ca-certificates.crt';
const COPY_BUNDLE = `COPY --from=build ${BUNDLE} ${BUNDLE}`;

const PACKAGES: PackageNames = {
  debian: 'ca-certificates',
  alpine: 'ca-certificates',
  rhel: 'ca-certificates',
  suse: 'ca-certificates ca-certificates-mozilla',
};

/** Brings the package, whether it is there or not, after `first` where something is in its way. */
function packaged(platform: Platform, first = ''): readonly Remedy[] {
  // Debian's package makes the bundle when it is configured, and not when it is there already.
  const found = renewal(PACKAGES, platform, platform.family === 'debian' ? 'update-ca-certificates' : '');
  return found === null ? [] : command(first + found.line, { needs: found.needs });
}

/** What fills the store from nothing. */
export function install(platform: Platform): readonly Remedy[] {
  return [...packaged(platform), dockerfile(COPY_BUNDLE, { why: 'with ca-certificates in the stage build' })];
}

/** What makes the bundle again, after `first` where something is in its way; where the tool is not there, the package. */
export function regenerate(platform: Platform, first = ''): readonly Remedy[] {
  const store = caStoreOf(platform);
  if (store === null) return first === '' ? install(platform) : [byHand('image', 'bring the bundle anew')];
  const made = command(first + store.update, { needs: [`program:${store.program}`] });
  const copied = first === '' ? [dockerfile(COPY_BUNDLE)] : [];
  return [...made, ...packaged(platform, first), ...copied];
}

/** The same, for what else is to follow an edit of a source: nothing where there is no such tool. */
export function andRegenerate(platform: Platform): string {
  const store = caStoreOf(platform);
  return store !== null && platform.has(store.program) ? ` && ${store.update}` : '';
}

/** A file that a variable names: the variable decides, so the store of the system does not help. */
export function mendNamed(by: string, path: string, roots: number): readonly Remedy[] {
  const bundle = dockerfile(copyLine(BUNDLE, path, '--from=build'), {
    why: 'the public roots; with ca-certificates in the stage build',
  });
  // Without the variable there must be something else to find.
  return roots > 0 ? [takeOut(by), bundle] : [bundle, byHand('pod', `name another file in ${by}`)];
}

/** An edit of the file behind a path: of the source where it is a link into the administrator's directory. */
export function edit(
  path: string,
  how: (file: string) => string,
  platform: Platform,
  needs: readonly Need[] = [],
): readonly Remedy[] {
  const inStore = path.startsWith('/etc/ssl/certs/') && path !== BUNDLE;
  const file = inStore ? `"$(readlink -f ${quote(path)})"` : quote(path);
  const line = how(file) + (inStore ? andRegenerate(platform) : '');
  return [
    ...command(line, { needs }),
    byHand('image', `repair ${path} in the stage or the context that it is copied from`),
  ];
}

/** Replaces the content and keeps owner and mode. */
export function rewrite(program: string): (file: string) => string {
  return (file) => `${program} ${file} >/tmp/rewritten && cat /tmp/rewritten >${file} && rm /tmp/rewritten`;
}

/** Takes certificates out that nobody can use; what the package brings is not meant. */
export function remove(files: readonly string[], platform: Platform): readonly Remedy[] {
  const known = files.filter((path) => path !== BUNDLE);
  if (known.length === 0) return [];
  const sources = known.map((path) => `"$(readlink -f ${quote(path)})"`);
  return command(`rm -f ${sources.join(' ')}${andRegenerate(platform)}`, {
    why: 'a certificate in its place belongs under the same name',
  });
}

/** A certificate that somebody has to bring, under this name, in place of what has it. */
export function bring(name: string, platform: Platform): readonly Remedy[] {
  const store = caStoreOf(platform);
  if (store === null) {
    return [
      byHand(
        'image',
        `put ${name} into the bundle of the stage build: update-ca-certificates there, then COPY`,
      ),
    ];
  }
  const { directory, program, update } = store;
  const copied = copyLine(sourceOf(name), `${directory}/${name}`);
  const made = platform.has(program)
    ? [dockerfile([copied, `RUN ${update}`], { needs: ['root', `program:${program}`], why: inContext(name) })]
    : packaged(platform)
        .filter(({ where }) => where === 'image')
        .map((found) => ({ ...found, lines: [copied, ...found.lines], why: inContext(name) }));
  return [...made, byHand('image', `put ${name} into ${directory} and run ${update}`)];
}

const inContext = (name: string) => `with ${name}, PEM, in the build context`;

/** `CN=Corp Root CA` → `corp-root-ca.crt`. */
export function fileNameOf(subject: string): string {
  const name = /CN=([^,]+)/.exec(subject)?.[1] ?? subject;
  return `${dashed(name).slice(0, 60) || 'ca'}.crt`;
}

/** The name under which the store knows a file: `/etc/ssl/certs/corp.pem` comes from `corp.crt`. */
export function sourceName(path: string): string {
  return `${path.replace(/^.*\//, '').replace(/\.(?:pem|crt|cer)$/, '')}.crt`;
}

/** What Go is left with, as a sentence. */
export function leftWith(roots: number): string {
  return roots === 0
    ? 'Go has no roots: every TLS connection fails with "certificate signed by unknown authority".'
    : `Go still has ${roots} roots from elsewhere.`;
}

/** The same for a file that a variable names: Node goes on with its own list. */
export function leftFor(by: string | null, roots: number): string {
  return by === 'NODE_EXTRA_CA_CERTS' ? 'Node goes on with its own list.' : leftWith(roots);
}

/** When a file that gives Go nothing is no error. */
export const NOTHING_TO_GO: readonly Otherwise[] = [
  {
    severity: 'warning',
    when: 'for NODE_EXTRA_CA_CERTS; for a file that no variable names where Go has roots all the same',
  },
];
