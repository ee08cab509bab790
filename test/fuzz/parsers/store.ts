import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { Entry } from '../../../probes/ca-certs/certificates/entry.ts';
import { unpack } from '../../../probes/ca-certs/formats/unpack.ts';
import { caCerts } from '../../../probes/ca-certs/index.ts';
import { goBlocks } from '../../../probes/ca-certs/pem/go-pem.ts';
import { opensslBlocks } from '../../../probes/ca-certs/pem/openssl-pem.ts';
import { decodeTzif } from '../../../probes/timezone/files/tzif.ts';
import { tzifDefect } from '../../../probes/timezone/files/tzif-defect.ts';
import { readZoneFromZip } from '../../../probes/timezone/files/zoneinfo-zip.ts';
import { timezone } from '../../../probes/timezone/index.ts';
import { parseGlibcPosix } from '../../../probes/timezone/posix/posix-glibc.ts';
import { parseGoPosix } from '../../../probes/timezone/posix/posix-go.ts';
import { parseMuslPosix } from '../../../probes/timezone/posix/posix-musl.ts';
import { makeJavaKeystore, makePkcs7, makePkcs12 } from '../../support/files/ca-files.ts';
import { makeCert, makePem } from '../../support/files/certs.ts';
import { writeZip } from '../../support/files/zip-writer.ts';
import { memoryHost } from '../../support/memory/memory-host.ts';
import { file } from '../../support/memory/tree.ts';
import { judgeHost } from '../../support/probes/judge-host.ts';
import { KIB, latin1, MIB, type Parser, seeds, text } from '../parser.ts';

const zone = (name: string) => readFileSync(new URL(`../../fixtures/zoneinfo/${name}`, import.meta.url));

const CERTIFICATES = [makeCert(), makeCert({ version: 1, ca: null, cn: 'Old' })];
const PEMS = seeds(
  makePem(),
  `# comment\r\n${makePem({ cn: 'B' })}\n-----BEGIN TRUSTED CERTIFICATE-----\nAAAA\n-----END TRUSTED CERTIFICATE-----\n`,
  '-----BEGIN CERTIFICATE-----\nProc-Type: 4\n\nAAAA\n-----END CERTIFICATE----------BEGIN CERTIFICATE-----\n',
);
const STORE = [{ alias: 'corp', certificates: CERTIFICATES }];
const FORMATS = [
  ...PEMS,
  ...CERTIFICATES,
  makePkcs7(CERTIFICATES),
  makePkcs12(CERTIFICATES),
  makePkcs12(CERTIFICATES, { old: true }),
  makeJavaKeystore(STORE),
  makeJavaKeystore([{ alias: 'key', certificates: CERTIFICATES, key: Buffer.alloc(40) }], 0xcececece),
  gzipSync(makePem()),
  Buffer.from(makePem(), 'utf16le'),
  Buffer.from(makeCert().toString('base64')),
];
const PEM_PIECES = [
  '-----BEGIN CERTIFICATE-----\n',
  '\n-----END CERTIFICATE-----',
  '-----BEGIN CERTIFICATE-----\nA:\n',
  '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n',
  '-----BEGIN CERTIFICATE-----\n-----END CERTIFICATE-----',
  'A',
  '-',
  '\n',
];
const ZONES = [zone('Europe/Berlin'), zone('America/New_York'), zone('Etc/UTC')];
const POSIX = seeds(
  'CST-8',
  'EST5EDT,M3.2.0,M11.1.0',
  '<+08>-8<+09>,J60/-1,300/167:59:59',
  ':Europe/Berlin',
  '../../x',
);
const posixPieces = ['A', '<', ',', '-9', 'EST5EDT,', ':', '0'];

/** Of the trust store and of time zones. */
export const STORE_AND_ZONE_PARSERS: readonly Parser[] = [
  {
    name: 'PEM, as Go',
    seeds: PEMS,
    parse: (b) => [...goBlocks(latin1(b))],
    pieces: PEM_PIECES,
    longest: 4 * MIB,
  },
  {
    name: 'PEM, as OpenSSL',
    seeds: PEMS,
    parse: (b) => [...opensslBlocks(latin1(b))],
    pieces: PEM_PIECES,
    longest: 4 * MIB,
  },
  {
    name: 'X.509 (DER)',
    seeds: CERTIFICATES,
    parse: (b) => new Entry(() => Buffer.from(b), null, 0).reading,
    pieces: ['0\x80', '0\x82\xff\xff', '\xa0', '\0'],
    longest: MIB,
  },
  {
    name: 'a whole CA bundle',
    seeds: PEMS,
    parse: (b) =>
      judgeHost(caCerts, memoryHost({ trees: [{ '/etc/ssl/certs/ca-certificates.crt': file(b) }] })),
    pieces: PEM_PIECES,
    longest: MIB,
    slow: true,
  },
  {
    name: 'a CA file of any format',
    seeds: FORMATS,
    parse: (b) => unpack(Buffer.from(b), { passwords: ['changeit'], remainingMs: () => 1000 }),
    pieces: [...PEM_PIECES, '0\x80', '\x05\0', '0\x82\xff\xff', '\xfe\xed\xfe\xed', '-----BEGIN ', 'A\0'],
    longest: 4 * MIB,
  },
  {
    name: 'TZif',
    seeds: ZONES,
    parse: (b) => [decodeTzif(Buffer.from(b)), tzifDefect(Buffer.from(b))],
    pieces: ['TZif2', '\xff'],
    longest: MIB,
  },
  {
    name: 'a whole /etc/localtime',
    seeds: ZONES,
    parse: (b) => judgeHost(timezone, memoryHost({ trees: [{ '/etc/localtime': file(b) }] })),
    pieces: ['TZif2', '\xff'],
    longest: MIB,
    slow: true,
  },
  {
    name: 'zoneinfo.zip',
    seeds: [writeZip({ 'Europe/Berlin': 'TZif2' })],
    parse: (b) => readZoneFromZip(b, 'Europe/Berlin'),
    longest: MIB,
  },
  {
    name: 'TZ, as glibc',
    seeds: POSIX,
    parse: (b) => parseGlibcPosix(text(b)),
    pieces: posixPieces,
    longest: 128 * KIB,
  },
  {
    name: 'TZ, as musl',
    seeds: POSIX,
    parse: (b) => parseMuslPosix(text(b)),
    pieces: posixPieces,
    longest: 128 * KIB,
  },
  {
    name: 'TZ, as Go in a footer',
    seeds: POSIX,
    parse: (b) => parseGoPosix(text(b)),
    pieces: posixPieces,
    longest: 128 * KIB,
  },
  {
    name: 'a whole TZ',
    seeds: POSIX,
    // No variable of the environment can hold a NUL byte.
    parse: (b) => judgeHost(timezone, memoryHost({ env: { TZ: text(b).replaceAll('\0', '') } })),
    pieces: posixPieces,
    longest: 128 * KIB,
    slow: true,
  },
];
