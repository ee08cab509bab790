import type { Family, Platform } from '../../src/core/platform.ts';
import { byHand, command, dockerfile, takeOut } from '../../src/core/remedy/forms.ts';
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

interface Step {
  readonly line: string;
  readonly needs: readonly Need[];
}

type Managed = Exclude<Family, 'scratch'>;

/** Brings the package, whether it is there or not: files that were lost or altered come back. */
const INSTALL: Readonly<Record<Managed, Step>> = {
  debian: {
    line: 'apt-get update && apt-get install -y --no-install-recommends --reinstall ca-certificates && update-ca-certificates',
    needs: ['network', 'program:apt-get'],
  },
  alpine: {
    line: 'apk add --no-cache ca-certificates && apk fix --no-cache ca-certificates',
    needs: ['network', 'program:apk'],
  },
  rhel: {
    line: 'dnf reinstall -y ca-certificates || dnf install -y ca-certificates',
    needs: ['network', 'program:dnf'],
  },
};

/** Makes the bundle again of the files that the package and the administrator put there. */
const REGENERATE: Readonly<Record<Managed, Step>> = {
  debian: { line: 'update-ca-certificates', needs: ['program:update-ca-certificates'] },
  alpine: { line: 'update-ca-certificates', needs: ['program:update-ca-certificates'] },
  rhel: { line: 'update-ca-trust extract', needs: ['program:update-ca-trust'] },
};

/** Where an administrator puts a certificate that is to be in the bundle. */
const ANCHORS: Readonly<Record<Managed, string>> = {
  debian: '/usr/local/share/ca-certificates',
  alpine: '/usr/local/share/ca-certificates',
  rhel: '/etc/pki/ca-trust/source/anchors',
};

function step({ line, needs }: Step): readonly Remedy[] {
  return command(line, { needs });
}

/** What fills the store from nothing. */
export function install({ family }: Platform): readonly Remedy[] {
  const copied = dockerfile(COPY_BUNDLE, { why: 'with ca-certificates in the stage build' });
  return family === 'scratch' ? [copied] : [...step(INSTALL[family]), copied];
}

/** What makes the bundle again, after `first` where something is in its way; where the tool is not there, the package. */
export function regenerate(platform: Platform, first = ''): readonly Remedy[] {
  const { family } = platform;
  if (family === 'scratch')
    return first === '' ? install(platform) : [byHand('image', 'bring the bundle anew')];
  const { line, needs } = REGENERATE[family];
  const made = command(first + line, { needs });
  const installed = command(first + INSTALL[family].line, { needs: INSTALL[family].needs });
  const copied = first === '' ? [dockerfile(COPY_BUNDLE)] : [];
  return [...made, ...installed, ...copied];
}

/** The same, for what else is to follow an edit of a source: nothing where there is no such tool. */
export function andRegenerate({ family, has }: Platform): string {
  if (family === 'scratch') return '';
  const [, program = ''] = /^program:(.*)$/.exec(REGENERATE[family].needs[0] ?? '') ?? [];
  return has(program) ? ` && ${REGENERATE[family].line}` : '';
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
export function bring(name: string, { family, has }: Platform): readonly Remedy[] {
  if (family === 'scratch') {
    return [
      byHand(
        'image',
        `put ${name} into the bundle of the stage build: update-ca-certificates there, then COPY`,
      ),
    ];
  }
  const { line, needs } = REGENERATE[family];
  const [, program = ''] = /^program:(.*)$/.exec(needs[0] ?? '') ?? [];
  const update = has(program) ? `RUN ${line}` : `RUN ${INSTALL[family].line}`;
  return [
    dockerfile([copyLine(sourceOf(name), `${ANCHORS[family]}/${name}`), update], {
      needs: ['root', ...(has(program) ? needs : INSTALL[family].needs)],
      why: `with ${name}, PEM, in the build context`,
    }),
    byHand('image', `put ${name} into ${ANCHORS[family]} and run ${line}`),
  ];
}

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
