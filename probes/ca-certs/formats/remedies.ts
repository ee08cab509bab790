import type { Platform } from '../../../src/core/platform.ts';
import { caStoreOf } from '../../../src/core/remedy/ca-store.ts';
import { byHand, ci, command, dockerfile, pod, setEnv } from '../../../src/core/remedy/forms.ts';
import { quote } from '../../../src/core/remedy/quote.ts';
import type { Need, Remedy } from '../../../src/core/remedy/remedy.ts';
import { BUNDLE, edit, regenerate, sourceName } from '../remedies.ts';
import { type Conversion, conversions } from './convert.ts';
import type { Format } from './format.ts';
import type { Holding } from './holding.ts';

/** Where the store of Debian and Alpine takes its own certificates from. */
const SOURCES = '/usr/local/share/ca-certificates';

/** What makes PEM of a file that a loader opens, and lets the loader find it. */
export function convertRemedies(
  path: string,
  by: string | null,
  holding: Holding,
  platform: Platform,
): readonly Remedy[] {
  const ways = conversions(holding);
  const name = path.replace(/^.*\//, '');
  const elsewhere = ways.slice(0, 1).map((way) =>
    ci(way.line(quote(name), quote(`${name}.pem`)), {
      why: by === null ? `then copy it to ${path}` : `then copy it into the image and name it in ${by}`,
    }),
  );
  const possible = ways.filter(({ needs }) => needs.every((need) => has(need, platform)));
  const here =
    by === null
      ? possible.flatMap((way) => inStore(path, way, platform))
      : [...beside(path, by, possible, platform), ...possible.flatMap((way) => inPlace(path, way))];
  const bundle = path === BUNDLE ? regenerate(platform) : [];
  const last = byHand(
    'pod',
    `bring the certificates of ${path} as PEM: where a volume brings the file, it is converted where that is filled`,
  );
  return [...here, ...bundle, ...elsewhere, last];
}

/** The line of the manifest hangs on the one before it: what the container cannot do must not come between. */
function has(need: Need, platform: Platform): boolean {
  return !need.startsWith('program:') || platform.has(need.slice('program:'.length));
}

/** Another file beside it, and the variable names that one: in the image, or in the pod, whose value wins. */
function beside(
  path: string,
  by: string,
  ways: readonly Conversion[],
  platform: Platform,
): readonly Remedy[] {
  const output = `${path}.pem`;
  const [image, manifest] = setEnv({ [by]: output });
  const lines = ways.map((way) =>
    dockerfile([`RUN ${(way.run ?? way.line)(quote(path), quote(output))}`, ...(image?.lines ?? [])], {
      needs: ['root', ...way.needs],
      why: secret(way),
    }),
  );
  const [first, ...others] = lines;
  if (first === undefined || !platform.has('/bin/sh')) return [];
  const why = 'with the file that the line above makes';
  return [first, pod(manifest?.lines ?? [], { why }), ...others];
}

const secret = ({ run }: Conversion) =>
  run === undefined ? '' : 'with its password as the build secret p12';

const AGAIN = '/tmp/rewritten';

/** The running container: its variables stay, so the file keeps its name. */
function inPlace(path: string, way: Conversion): readonly Remedy[] {
  const file = quote(path);
  const line = `${way.line(file, AGAIN)} && cat ${AGAIN} >${file} && rm ${AGAIN}`;
  return command(line, { needs: way.needs }).filter(({ where }) => where === 'container');
}

/** A file of the store: it belongs among the sources, from which the store is made again. */
function inStore(path: string, way: Conversion, platform: Platform): readonly Remedy[] {
  const managed = platform.family === 'debian' || platform.family === 'alpine';
  if (!managed || path === BUNDLE || !path.startsWith('/etc/ssl/certs/')) {
    return edit(
      path,
      (file) => `${way.line(file, AGAIN)} && cat ${AGAIN} >${file} && rm ${AGAIN}`,
      platform,
      way.needs,
    ).filter(({ lines }) => lines.length > 0);
  }
  const source = quote(`${SOURCES}/${sourceName(path)}`);
  const line = (convert: (input: string, output: string) => string) =>
    `${convert(quote(path), AGAIN)} && rm -f ${quote(path)} && mkdir -p ${SOURCES} && mv ${AGAIN} ${source} && update-ca-certificates`;
  const needs = [...way.needs, 'program:update-ca-certificates' as const];
  const [container] = command(line(way.line), { needs });
  const [, image] = command(line(way.run ?? way.line), { needs, why: secret(way) });
  return [container, image].flatMap((remedy) => remedy ?? []);
}

/** A file that the container has, and whose certificates belong into its store. */
export function intoStore(path: string, holding: Holding, platform: Platform): readonly Remedy[] {
  const store = caStoreOf(platform);
  if (store === null) return [];
  const { directory, program, update } = store;
  const copy: Conversion = { needs: ['program:cp'], line: (input, output) => `cp ${input} ${output}` };
  const ways = holding.format === 'pem' ? [copy] : conversions(holding);
  const name = path.replace(/^.*\//, '').replace(/\.[^.]*$/, '');
  const target = quote(`${directory}/${name}.crt`);
  return ways.flatMap((way) => {
    const line = (convert: Conversion['line']) =>
      `mkdir -p ${directory} && ${convert(quote(path), target)} && ${update}`;
    const needs = [...way.needs, `program:${program}` as const];
    const [container] = command(line(way.line), { needs });
    const [, image] = command(line(way.run ?? way.line), { needs, why: secret(way) });
    return [container, image].flatMap((remedy) => remedy ?? []);
  });
}

/** What somebody has to do who put such a file there; null where it is lost anyway. */
const ADVICE: Partial<Record<Format, string>> = {
  request: 'have the request signed by the CA, and put the certificate of that CA in its place',
  'private-key':
    'put the certificate of the CA in its place; a key belongs where its own service alone can read it',
  'public-key': 'put the certificate of the CA in its place: a key alone says not whose it is',
  'openssh-private-key': 'put the certificate of the CA in its place: keys of OpenSSH are not for TLS',
  'openssh-public-key': 'put the certificate of the CA in its place: keys of OpenSSH are not for TLS',
  'openssh-certificate':
    'put the X.509 certificate of the CA in its place: certificates of OpenSSH are not for TLS',
  crl: 'put the certificate of the CA in its place: this list says which of its certificates no longer count',
  pgp: 'put the certificate of the CA in its place: keys of OpenPGP are not for TLS',
  'git-lfs': 'fetch what the pointer stands for: git lfs pull, before the file is copied',
};

/** For a file that holds no certificate: what was meant cannot be made of it. */
export function adviceFor(path: string, { format }: Holding): readonly Remedy[] {
  const advice = ADVICE[format];
  return advice === undefined ? [] : [byHand('image', `${advice} (${path})`)];
}

/** For a file that is empty, or a page that came in place of the certificate. */
export function fetchAgain(path: string): Remedy {
  return byHand(
    'image',
    `fetch ${path} again; curl -f stops where a server answers with an error page, and openssl x509 -noout -subject says whether a file is a certificate`,
  );
}
