import { makePem } from '../../support/files/certs.ts';
import { elfProgram } from '../../support/files/elf-program.ts';
import { writeTzif } from '../../support/files/tzif-writer.ts';
import { image, policyFile, storeOf, withEnv } from '../../support/memory/machines.ts';
import { directory, file, link, program, type Tree } from '../../support/memory/tree.ts';
import { zoneBytes } from '../../support/memory/trees/timezone.ts';
import { type EqualImage, imageOf } from './image.ts';

const LOADER = '/lib64/ld-linux-x86-64.so.2';
const ROOT_A = makePem({ cn: 'Equal Root A' });
const store = (...parts: readonly string[]) => storeOf(parts.join(''));
const paths = (...lines: readonly string[]) =>
  policyFile(`permissions:\n  paths:\n${lines.map((line) => `    - {${line}}\n`).join('')}`);
const app = (...command: readonly string[]) =>
  policyFile(`app:\n  command: [${command.join(', ')}]\n  ports: [8080]\n`);

/** Each tree a layer on an image of Debian; the last may say the policy. */
const TREES: Readonly<Record<string, readonly Tree[]>> = {
  'a bundle in DER': [
    store(''),
    {
      '/etc/ssl/certs/ca-certificates.crt': file(
        Buffer.from(ROOT_A.replace(/-----.*-----|\n/g, ''), 'base64'),
      ),
    },
  ],
  'a bundle that nobody but root may read': [
    { '/etc/ssl/certs/ca-certificates.crt': file(ROOT_A, { mode: 0o600 }) },
  ],
  'a bundle that is a directory': [
    { '/etc/ssl/certs/ca-certificates.crt': null },
    { '/etc/ssl/certs/ca-certificates.crt': directory() },
  ],
  'a bundle behind three links, one of them of another layer': [
    { '/etc/ssl/certs/ca-certificates.crt': link('../../pki/bundle.pem') },
    { '/etc/pki/bundle.pem': link('/srv/trust/now.pem'), '/srv/trust/now.pem': link('v1.pem') },
    { '/srv/trust/v1.pem': ROOT_A },
  ],
  'a bundle behind a directory that only its group may search': [
    { '/etc/ssl/certs/ca-certificates.crt': link('/srv/trust/now.pem') },
    { '/srv/trust': directory({ mode: 0o750, gid: 50 }), '/srv/trust/now.pem': ROOT_A },
  ],
  'certificates that are expired, weak, and no authorities': [
    store(
      makePem({ cn: 'Ended', notAfter: '2021-01-01' }),
      makePem({ cn: 'Soon', notBefore: '2030-01-01' }),
      makePem({ cn: 'Server', ca: false }),
      makePem({ cn: 'Sealed with SHA-1', hash: 'sha1' }),
    ),
  ],
  'a bundle that begins with a byte order mark and ends in a private key': [
    store(
      `\uFEFF${ROOT_A}`,
      '-----BEGIN PRIVATE KEY-----\nMC4CAQAwBQYDK2VwBCIEIA==\n-----END PRIVATE KEY-----\n',
    ),
  ],
  'zones that are no zone files': [
    {
      '/etc/localtime': file('not a zone'),
      '/etc/timezone': 'Asia/Tokyo\n',
      '/usr/share/zoneinfo/Asia/Tokyo': file(zoneBytes('Asia/Tokyo').subarray(0, 60)),
    },
  ],
  'a localtime that leads to itself': [{ '/etc/localtime': link('localtime') }],
  'a localtime that is a directory': [{ '/etc/localtime': null }, { '/etc/localtime': directory() }],
  'a localtime that nobody but root may read': [
    { '/etc/localtime': file(writeTzif({ footer: 'JST-9' }), { mode: 0o600 }) },
  ],
  'no zones, which a later layer took away': [{ '/usr/share/zoneinfo': null }],
  'directories that a group shares': [
    {
      '/srv/a': directory({ mode: 0o2775, gid: 50 }),
      '/srv/b': directory({ mode: 0o775, gid: 2000 }),
      '/srv/c': directory({ mode: 0o1777 }),
      '/srv/d': directory({ mode: 0o700, uid: 12345 }),
      '/srv/d/below/file': file('x', { uid: 12345, mode: 0o400 }),
      '/srv/file/x': 'x',
    },
    paths(
      ...['a', 'b', 'c', 'd', 'd/below/file', 'none/deep', 'file/x/below'].flatMap((name) => [
        `path: /srv/${name}, need: [read, write], shared: true`,
        `path: /srv/${name}/new, need: [create]`,
      ]),
    ),
  ],
  'a home that is a file, a netrc, a PATH that all may write': [
    {
      '/root': directory({ mode: 0o755 }),
      '/root/.netrc': file('machine git.example login ci password hunter2\n', { mode: 0o644 }),
      '/opt/bin': directory({ mode: 0o777 }),
      '/usr/local/bin/tool': program(),
    },
  ],
  'a /tmp without its sticky bit, later closed': [
    { '/tmp': directory({ mode: 0o777 }) },
    { '/tmp': directory({ mode: 0o755 }) },
  ],
  'a program that is not there': [app('/app', '--flag')],
  'a program that only its owner may start': [
    { '/app': program(elfProgram(), { mode: 0o700, uid: 12345 }) },
    app('/app'),
  ],
  'a program below a directory that is closed': [
    { '/srv/app': directory({ mode: 0o700 }), '/srv/app/run': program() },
    app('/srv/app/run'),
  ],
  'a program without its loader': [{ '/app': program(elfProgram({ interpreter: LOADER })) }, app('/app')],
  'a program for another processor': [{ '/app': program(elfProgram({ machine: 183 })) }, app('/app')],
  'a program that is cut off': [
    { '/app': program(elfProgram({ go: { version: 'go1.26.1', lines: [] } }).subarray(0, 420)) },
    app('/app'),
  ],
  'a program that an old Go built, that all may write': [
    { '/app': program(elfProgram({ go: { version: 'go1.19.1', lines: [] } }), { mode: 0o777 }) },
    app('/app'),
  ],
  'a script with line ends of Windows': [{ '/app': program('#!/bin/sh\r\nexec true\r\n') }, app('/app')],
  'a script whose interpreter a later layer took away': [
    { '/app': program('#!/opt/python3\n'), '/opt/python3': program() },
    { '/opt/python3': null },
    app('/app'),
  ],
  'a program found by PATH, behind a link to a link': [
    { '/usr/local/bin/app': link('/opt/app/current'), '/opt/app/current': link('1.2/app') },
    { '/opt/app/1.2/app': program() },
    app('app'),
  ],
};

/** Variables that the image sets, and no more. */
const VARIABLES: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'a proxy without its scheme, and two that differ': {
    HTTP_PROXY: 'proxy.example:3128',
    https_proxy: 'http://a.example:3128',
    HTTPS_PROXY: 'http://b.example:3128',
    NO_PROXY: '*.example',
  },
  'an empty TZ, and directories of certificates that are not there': {
    TZ: '',
    SSL_CERT_DIR: '/etc/none:/etc/ssl/certs',
  },
  'a zone in the wrong case': { TZ: 'asia/tokyo' },
  'no HOME, a PATH that leads nowhere': { HOME: '', PATH: '/none' },
};

/** Environments that are broken, each in a way that one probe tells. */
export function broken(): readonly EqualImage[] {
  return [
    ...Object.entries(TREES).map(([name, trees]) => imageOf(name, image('debian', ...trees))),
    ...Object.entries(VARIABLES).map(([name, env]) => imageOf(name, withEnv(image('alpine'), env))),
    imageOf('a user by name', image('scratch'), { config: { User: 'nobody' } }),
    imageOf('a user and a group by name', image('rhel'), {
      config: { User: 'nobody:staff', WorkingDir: '/srv' },
    }),
  ];
}
