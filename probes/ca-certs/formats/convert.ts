import { quote } from '../../../src/core/remedy/quote.ts';
import type { Need } from '../../../src/core/remedy/remedy.ts';
import type { Format } from './format.ts';
import type { Holding } from './holding.ts';

/** A command that makes PEM of a file, valid as it stands. */
export interface Conversion {
  readonly needs: readonly Need[];
  line(input: string, output: string): string;
  /** The same in a Dockerfile, where it differs: nobody can type a password there. */
  run?(input: string, output: string): string;
}

const OPENSSL: readonly Need[] = ['program:openssl'];
const BEGIN = "echo '-----BEGIN CERTIFICATE-----'";
const END = "echo '-----END CERTIFICATE-----'";

/** Every way to convert such a file, the best first; none where nobody knows one. */
export function conversions(holding: Holding): readonly Conversion[] {
  switch (holding.format) {
    case 'pkcs7-pem':
    case 'pkcs7-der':
    case 'der':
      return [...ofOpenssl(holding.format, holding.count), ...byPlaces(holding)];
    case 'pkcs12':
      return [pkcs12(holding)];
    case 'jks':
    case 'jceks':
      return [keytool(holding), ...byPlaces(holding)];
    case 'gzip':
      return unpacked((input) => `gzip -dc ${input}`, ['program:gzip'], holding);
    case 'base64':
      return unpacked((input) => `base64 -d ${input}`, ['program:base64'], holding);
    case 'utf-16':
      return [
        ...unpacked((input) => `iconv -f UTF-16 -t UTF-8 ${input}`, ['program:iconv'], holding),
        // The letters of PEM take the same bytes in both, beside the NUL bytes and the mark at the beginning.
        ...unpacked((input) => `tr -d '\\000\\376\\377' <${input}`, ['program:tr'], holding),
      ];
    case 'carriage-returns':
      return unpacked((input) => `tr '\\r' '\\n' <${input}`, ['program:tr'], holding);
    case 'escaped':
      // No base64 has a backslash.
      return unpacked((input) => `printf '%b\\n' "$(tr -d '"' <${input})"`, ['program:tr'], holding);
    default:
      return [];
  }
}

/** What openssl reads from a file, or without one from its standard input. */
function ofOpenssl(format: Format, count: number | null): readonly Conversion[] {
  const command = opensslOf(format, count);
  if (command === null) return [];
  return [{ needs: OPENSSL, line: (input, output) => `${command} -in ${input} -out ${output}` }];
}

function opensslOf(format: Format | null, count: number | null): string | null {
  if (format === 'pkcs7-pem') return 'openssl pkcs7 -print_certs';
  if (format === 'pkcs7-der') return 'openssl pkcs7 -inform DER -print_certs';
  return format === 'der' && count === 1 ? 'openssl x509 -inform DER' : null;
}

/** The file as it was before somebody wrote it otherwise, and what becomes of that. */
function unpacked(
  decode: (input: string) => string,
  needs: readonly Need[],
  { inner, count }: Holding,
): readonly Conversion[] {
  if (inner === 'pem') return [{ needs, line: (input, output) => `${decode(input)} >${output}` }];
  const command = opensslOf(inner, count);
  const piped: Conversion = {
    needs: [...needs, ...OPENSSL],
    line: (input, output) => `${decode(input)} | ${command} -out ${output}`,
  };
  const coded: Conversion = {
    needs: [...needs, 'program:base64'],
    line: (input, output) => `{ ${BEGIN}; ${decode(input)} | base64 -w 64; ${END}; } >${output}`,
  };
  return [...(command === null ? [] : [piped]), ...(inner === 'der' && count === 1 ? [coded] : [])];
}

/** Without -nomacver openssl wants the password for a seal, also where nothing is encrypted. */
const OPEN = ' -nomacver -passin pass:';

function pkcs12({ lock, passwordFile, legacy, privateKeys, count }: Holding): Conversion {
  // Beside a key stands its own certificate, which is no CA.
  const cas = privateKeys > 0 && count !== 1 ? ' -cacerts' : '';
  const command = `openssl pkcs12${legacy ? ' -legacy' : ''} -nokeys${cas}`;
  const given =
    passwordFile !== null ? ` -nomacver -passin file:${quote(passwordFile)}` : lock === null ? OPEN : '';
  const line: Conversion['line'] = (input, output) => `${command}${given} -in ${input} -out ${output}`;
  if (given === OPEN) return { needs: OPENSSL, line };
  return {
    needs: OPENSSL,
    line,
    run: (input, output) =>
      `--mount=type=secret,id=p12 ${command} -passin file:/run/secrets/p12 -in ${input} -out ${output}`,
  };
}

/** A password is asked for the seal alone: without one keytool warns and goes on. */
function keytool({ count, places }: Holding): Conversion {
  const [place] = places;
  const alias = place === undefined ? '' : quote(place.alias);
  return {
    needs: ['program:keytool'],
    line: (input, output) =>
      count === 1 && place !== undefined
        ? `keytool -exportcert -rfc -keystore ${input} -alias ${alias} -file ${output} </dev/null`
        : `keytool -list -rfc -keystore ${input} </dev/null >${output}`,
  };
}

/** The certificates stand in the file in plain: tail and head cut them out. */
function byPlaces({ places }: Holding): readonly Conversion[] {
  if (places.length === 0) return [];
  const cut = (input: string) =>
    places.map(
      ({ start, length }) =>
        `${BEGIN}; tail -c +${start + 1} ${input} | head -c ${length} | base64 -w 64; ${END}`,
    );
  return [
    {
      needs: ['program:tail', 'program:head', 'program:base64'],
      line: (input, output) => `{ ${cut(input).join('; ')}; } >${output}`,
    },
  ];
}
