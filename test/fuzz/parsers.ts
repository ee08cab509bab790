import { readFileSync } from 'node:fs';
import { Entry } from '../../probes/ca-certs/entry.ts';
import { goBlocks } from '../../probes/ca-certs/go-pem.ts';
import { caCerts } from '../../probes/ca-certs/index.ts';
import { opensslBlocks } from '../../probes/ca-certs/openssl-pem.ts';
import { ask } from '../../probes/go-env/ask.ts';
import { parseGoSum } from '../../probes/go-env/modules/go-sum.ts';
import { parseGoflags } from '../../probes/go-env/modules/goflags.ts';
import { parseGoMod, parseGoWork } from '../../probes/go-env/modules/gomod.ts';
import { parseGovcs } from '../../probes/go-env/modules/govcs.ts';
import { netrcMachines } from '../../probes/go-env/modules/netrc.ts';
import { parseProxyList } from '../../probes/go-env/modules/proxy-list.ts';
import { parseSumdb } from '../../probes/go-env/modules/sumdb.ts';
import { parseVendorList } from '../../probes/go-env/modules/vendor.ts';
import { parseGoVersion } from '../../probes/go-version/parse.ts';
import { probes } from '../../probes/index.ts';
import { timezone } from '../../probes/timezone/index.ts';
import { parseGlibcPosix } from '../../probes/timezone/posix-glibc.ts';
import { parseGoPosix } from '../../probes/timezone/posix-go.ts';
import { parseMuslPosix } from '../../probes/timezone/posix-musl.ts';
import { decodeTzif } from '../../probes/timezone/tzif.ts';
import { tzifDefect } from '../../probes/timezone/tzif-defect.ts';
import { readZoneFromZip } from '../../probes/timezone/zoneinfo-zip.ts';
import { PolicyError } from '../../src/config/policy-error.ts';
import { parsePolicy } from '../../src/config/policy-parse.ts';
import { redact } from '../../src/core/redact.ts';
import { visible } from '../../src/core/visible.ts';
import { parseGetfacl } from '../../src/host/acl.ts';
import { inspectExecutable } from '../../src/host/elf.ts';
import { parseGoEnvFile } from '../../src/host/go-env-file.ts';
import { mountOf, parseMountInfo } from '../../src/host/mounts.ts';
import { parseOsRelease } from '../../src/host/os-release.ts';
import { parseProcStatus } from '../../src/host/proc-status.ts';
import { makeCert, makePem } from '../support/certs.ts';
import { elf } from '../support/elf.ts';
import { judgeHost } from '../support/judge-host.ts';
import { memoryHost } from '../support/memory-host.ts';
import { file } from '../support/tree.ts';
import { zipOf } from '../support/zip.ts';

/** A reader of bytes that nobody vouches for. */
export interface Parser {
  readonly name: string;
  readonly seeds: readonly Buffer[];
  parse(bytes: Buffer): unknown;
  /** Errors that it is documented to throw. */
  readonly refuses?: (error: unknown) => boolean;
  /** What is repeated to see whether time grows with the size; default the first seed. */
  readonly pieces?: readonly string[];
  /** Bytes of the longest input that may reach it. */
  readonly longest: number;
  /** Runs a whole probe: fewer inputs do. */
  readonly slow?: true;
}

const KIB = 1024;
const MIB = 1024 * KIB;
const seeds = (...texts: readonly string[]) => texts.map((text) => Buffer.from(text, 'latin1'));
const text = (bytes: Buffer) => bytes.toString('utf8');
const latin1 = (bytes: Buffer) => bytes.toString('latin1');
const zone = (name: string) => readFileSync(new URL(`../fixtures/zoneinfo/${name}`, import.meta.url));

const CERTIFICATES = [makeCert(), makeCert({ version: 1, ca: null, cn: 'Old' })];
const PEMS = seeds(
  makePem(),
  `# comment\r\n${makePem({ cn: 'B' })}\n-----BEGIN TRUSTED CERTIFICATE-----\nAAAA\n-----END TRUSTED CERTIFICATE-----\n`,
  '-----BEGIN CERTIFICATE-----\nProc-Type: 4\n\nAAAA\n-----END CERTIFICATE----------BEGIN CERTIFICATE-----\n',
);
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
  '../x',
);
const posixPieces = ['A', '<', ',', '-9', 'EST5EDT,', ':', '0'];
const MOUNTS = seeds(
  '36 35 98:0 / / rw,noatime master:1 - ext3 /dev/root rw\n40 36 0:1 /a\\040b /etc/x ro - tmpfs none ro\n',
);
const GO_MOD = seeds(
  'module corp.example/app\n\ngo 1.24.0\ntoolchain go1.24.3\n\nrequire (\n\ta.example/b v1.2.3 // indirect\n\t"c.example/d" v0.0.0-20200101000000-abcdefabcdef\n)\nreplace a.example/b => ../b\nexclude x.example/y v1.0.0\nretract [v1, v2]\n',
);

export const PARSERS: readonly Parser[] = [
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
    parse: (b) => new Entry(Buffer.from(b), null).reading,
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
    seeds: [zipOf('Europe/Berlin', 'TZif2')],
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
  {
    name: 'go version',
    seeds: seeds(
      'go version go1.22.5 linux/amd64\n',
      'go version devel go1.26-abc Mon Jan 6 X:boringcrypto linux/arm64\n',
    ),
    parse: (b) => parseGoVersion(text(b)),
    pieces: ['go version ', 'go1', ' ', '1.', '/', 'X:'],
    longest: MIB,
  },
  {
    name: 'go env -json',
    seeds: seeds(
      '{\n\t"GOPROXY": "https://proxy.golang.org,direct",\n\t"GOFLAGS": "",\n\t"GOROOT": "/usr/local/go"\n}\n',
    ),
    parse: (b) => {
      const host = {
        ...memoryHost(),
        run: async () => ({ kind: 'exited', code: 0, stdout: text(b), stderr: '' }) as const,
      };
      return ask(host, { go: '/go', directory: '/', keys: ['GOPROXY'], goflags: '', timeoutMs: 1 });
    },
    pieces: ['{"a":', '[', '"', '{"a":"b"},'],
    longest: MIB,
  },
  {
    name: 'go env file',
    seeds: seeds('GOPROXY=off\r\n#x\nGOFLAGS=-mod=mod\n=\n'),
    parse: (b) => parseGoEnvFile(text(b)),
    longest: MIB,
  },
  {
    name: 'go.mod, go.work',
    seeds: GO_MOD,
    parse: (b) => [parseGoMod(text(b)), parseGoWork(text(b))],
    pieces: ['require (\n', '"', '`', '//', '/*', ' ', 'require a v1\n', '(', ','],
    longest: MIB,
  },
  {
    name: 'go.sum',
    seeds: seeds('a.example/b v1.2.3 h1:abc=\na.example/b v1.2.3/go.mod h1:abc=\n'),
    parse: (b) => parseGoSum(text(b)),
    longest: MIB,
  },
  {
    name: 'vendor/modules.txt',
    seeds: seeds('# a.example/b v1.2.3 => ../b\n## explicit; go 1.24\na.example/b/c\n'),
    parse: (b) => parseVendorList(text(b)),
    longest: MIB,
  },
  {
    name: 'GOFLAGS',
    seeds: seeds('-mod=mod "-ldflags=-s -w" -trimpath'),
    parse: (b) => parseGoflags(text(b)),
    pieces: ['"', "'", '-a ', ' ', '-'],
    longest: 128 * KIB,
  },
  {
    name: 'GOPROXY',
    seeds: seeds('https://u:p@a.example,b.example|direct,off'),
    parse: (b) => parseProxyList(text(b)),
    pieces: [',', '|', 'a,', ' '],
    longest: 128 * KIB,
  },
  {
    name: 'GOSUMDB',
    seeds: seeds('sum.golang.org+033de0ae+Ac4zctda0e5eza+HJyk9SxEdh+s3Ux18htTTAD8OuAn8 https://x'),
    parse: (b) => parseSumdb(text(b)),
    pieces: ['+', ' ', 'a'],
    longest: 128 * KIB,
  },
  {
    name: 'GOVCS',
    seeds: seeds('private:all,public:git|hg,a.example/*:off'),
    parse: (b) => parseGovcs(text(b)),
    pieces: [',', ':', '|', 'a:b,'],
    longest: 128 * KIB,
  },
  {
    name: '.netrc',
    seeds: seeds('machine a.example login u password p\nmacdef x\ny\n\ndefault\n'),
    parse: (b) => netrcMachines(text(b)),
    pieces: ['machine a login b password c\n', ' ', 'macdef\n'],
    longest: MIB,
  },
  {
    name: 'mountinfo',
    seeds: MOUNTS,
    parse: (b) => mountOf(parseMountInfo(text(b)), '/etc/x/y'),
    pieces: ['36 35 98:0 / / rw - ext3 a rw\n', '36 35 0:1 / /etc ro - t\n', ' ', '\\040', '-'],
    longest: MIB,
  },
  {
    name: '/proc/PID/status',
    seeds: seeds('Name:\tx\nUmask:\t0022\nGroups:\t0 1 2 \nUid:\t0\t0\nCapEff:\t000001ffffffffff\n'),
    parse: (b) => parseProcStatus(text(b)),
    pieces: ['Umask:', '\n', ' ', 'Groups: 1 '],
    longest: MIB,
  },
  {
    name: 'os-release',
    seeds: seeds('ID=debian\nPRETTY_NAME="Debian \\"12\\""\nVERSION_ID=\'12\'\n'),
    parse: (b) => parseOsRelease(text(b)),
    pieces: ['A="', '\\', 'A=', '"', ' '],
    longest: 64 * KIB,
  },
  {
    name: 'getfacl',
    seeds: seeds(
      '# file: /a\\040b\n# owner: 0\n# group: 0\nuser::rwx\nuser:12:r-x\t#effective:r--\ngroup::r-x\nmask::r--\nother::---\ndefault:user::rwx\n\n',
    ),
    parse: (b) => parseGetfacl(text(b)),
    pieces: ['# file: a\n', '\n\n', 'user:1:rwx\n', ' ', '#'],
    longest: MIB,
  },
  {
    name: 'ELF and #!',
    seeds: [
      elf({ interpreter: '/lib/ld.so' }),
      elf({ wide: false, little: false }),
      ...seeds('#! /bin/sh -e\n'),
    ],
    parse: (b) => inspectExecutable(b),
    pieces: ['#!', '#! ', '\x7fELF\x02\x01'],
    longest: 4 * KIB,
  },
  {
    name: 'a policy, YAML or JSON',
    seeds: seeds(
      readFileSync(new URL('../../examples/policy.yaml', import.meta.url), 'latin1'),
      '{"only": ["umask"], "umask": {"allowed": ["0022"]}, "rules": {"umask/unknown": "off"}}',
      'a: &a [x, *a]\n<<: *a\n? {b: c}\n: d\n',
    ),
    parse: (b) => parsePolicy(text(b), 'policy', probes),
    refuses: (error) => error instanceof PolicyError,
    pieces: [
      '- ',
      '[',
      '{',
      'a: ',
      '&a ',
      '"',
      'a: 1\n',
      '? ',
      '!!str ',
      '{"a":',
      '# x\n',
      '*a ',
      '---\n',
      ' ',
    ],
    longest: 128 * KIB,
  },
  {
    name: 'redaction and escapes',
    seeds: seeds('https://u:p@h/x?token=y', '--password x', '\u001b[31m\u0085'),
    parse: (b) => visible(redact(text(b))),
    pieces: ['a:b@', 'token=', '://', '-', '\x1b'],
    longest: MIB,
  },
];
