import { readFileSync } from 'node:fs';
import { apkNames, dpkgNames } from '../../../probes/image/look/databases.ts';
import { secretIn } from '../../../probes/image/secrets/forms.ts';
import { probes } from '../../../probes/index.ts';
import { PolicyError } from '../../../src/config/policy/error.ts';
import { parsePolicy } from '../../../src/config/policy/parse.ts';
import { redact } from '../../../src/core/redact/redact.ts';
import { visible } from '../../../src/core/text/visible.ts';
import { dockerfileLines } from '../../../src/target/image/dockerfile-lines.ts';
import { parseFileCapabilities } from '../../../src/target/posix/capabilities/file-capabilities.ts';
import { parseGetcap } from '../../../src/target/posix/capabilities/getcap.ts';
import { parseGetfacl } from '../../../src/target/posix/getfacl.ts';
import { mountOf, parseMountInfo } from '../../../src/target/posix/mounts.ts';
import { parseProcStatus } from '../../../src/target/posix/process-status.ts';
import { inspectExecutable } from '../../../src/target/program/elf.ts';
import { parseOsRelease } from '../../../src/target/system/os-release.ts';
import { elf } from '../../support/files/elf.ts';
import { json } from '../../support/files/images/image-writer.ts';
import { predicateOf } from '../../support/files/images/provenance.ts';
import { KIB, MIB, type Parser, seeds, text } from '../parser.ts';

const MOUNTS = seeds(
  '36 35 98:0 / / rw,noatime master:1 - ext3 /dev/root rw\n40 36 0:1 /a\\040b /etc/x ro - tmpfs none ro\n',
);

/** Of the system, of the policy, and of everything that is shown. */
export const SYSTEM_PARSERS: readonly Parser[] = [
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
    name: "dpkg's status, and apk's database of what is installed",
    seeds: seeds('Package: a\nStatus: install ok installed\n\nPackage: b\n', 'C:Q1\nP:musl\nV:1\n\nP:b\n'),
    parse: (b) => [dpkgNames(text(b)), apkNames(text(b))],
    pieces: ['Package: a\n', 'Status: ', '\n\n', 'P:', '\n \t'],
    longest: 4 * MIB,
  },
  {
    name: 'files that may hold a secret',
    seeds: seeds(
      'machine x login y password z1z2z3\n',
      '-----BEGIN EC PRIVATE KEY-----\nAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\n',
      '{"auths":{"a":{"auth":"YTpi"}}}',
      '//r/:_authToken=abcdef123456\nurl = https://u:abcdef1234@h/\n',
    ),
    parse: (b) =>
      ['.netrc', '.npmrc', '.docker/config.json', '.env', '.gitconfig', 'x.key', 'x-credentials.json'].map(
        (name) => secretIn(`/root/${name}`, b),
      ),
    pieces: ['-----BEGIN PRIVATE KEY-----\n', 'password ', 'https://a:b@', ': ', '=', '"', '{"auths":'],
    longest: 64 * KIB,
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
    name: 'getcap',
    seeds: seeds('/a cap_chown,cap_kill=ep cap_kill-i', '/a = cap_net_raw+eip', '/a =ep'),
    parse: (b) => parseGetcap(text(b), '/a'),
    pieces: ['cap_chown,', '+e', '=', ' ', '-eip'],
    longest: 64 * KIB,
  },
  {
    name: 'security.capability',
    seeds: [Buffer.from('0100000200040000000000000000000000000000', 'hex')],
    parse: parseFileCapabilities,
    pieces: ['\x01\x00\x00\x02', '\x00'],
    longest: KIB,
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
      readFileSync(new URL('../../../examples/policy.yaml', import.meta.url), 'latin1'),
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
    longest: 256 * KIB,
    slow: true,
  },
  {
    name: "BuildKit's provenance",
    seeds: [
      json(
        predicateOf(
          [
            { layers: ['a'], line: 1 },
            { layers: ['a', 'b'], line: 3 },
          ],
          '0.2',
        ),
      ),
    ],
    parse: (b) => dockerfileLines(JSON.parse(text(b)), ['a', 'b']),
    refuses: (error) => error instanceof SyntaxError,
    longest: MIB,
  },
  {
    name: 'redaction and escapes',
    seeds: seeds(
      'https://u:p@h/x?token=y,https%3A%2F%2Fb#c|direct',
      'h.b:1/4a1b2c3d4e5f6g7h/?a=b',
      '--password x',
      "PASSWORD=\"a\\\" b\" --token 'x'\\''y'",
      '- password: |\n    x\n  Cookie: a=b; c\n',
      '["-u", "a:b c"] mysql -px redis-cli -a x',
      'machine h password x',
      '\u001b[31m\u0085',
    ),
    parse: (b) => visible(redact(text(b))),
    pieces: [
      ...['a:b@', 'token=', '://', '?', 'a.b#', ',', 'x/a1b2', '%3f', '%3a%2f', '-', '\x1b'],
      ...[
        'token="',
        "token='",
        'token=\\"',
        'token_name="',
        '\\"',
        '\\',
        "'",
        '$(',
        'password:\n ',
        '\n  token: ',
      ],
      ...[
        'cookie: ',
        'cookie_name: ',
        '-u a',
        'mysql ',
        'mysql -p',
        'machine x ',
        'login password ',
        'token_file=/',
      ],
      ...[
        'glpat-',
        'sk-ant-',
        'SG.',
        '"password","value":',
        'name: token\n value: ',
        '"token" ',
        '--token ',
        'a_auth:',
        'pwd_',
        'a-pwd',
      ],
    ],
    longest: MIB,
  },
];
