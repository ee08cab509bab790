import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { sinceNow } from '../../../src/target/since-now.ts';
import { archiveOf, dockerArchive } from '../../support/files/images/image-writer.ts';
import { tarOf } from '../../support/files/images/tar-writer.ts';
import { liveHost } from '../../support/system/live-host.ts';
import { said, type WayOut } from './said.ts';

/* Texts in files that somebody has made: images, manifests, and what stands beside them. */

type Files = Readonly<Record<string, string | Buffer>>;

/** Writes the files, and says what the calls say that name them by DIR. */
async function saidOf(files: Files, calls: readonly (readonly string[])[]): Promise<string> {
  const home = mkdtempSync(join(tmpdir(), 'probe-env-canaries-'));
  try {
    for (const [name, content] of Object.entries(files)) writeFileSync(join(home, name), content);
    const all: string[] = [];
    for (const call of calls)
      all.push(
        await said(
          call.map((word) => word.replace('DIR', home)),
          sinceNow(liveHost({ PATH: '/usr/bin:/bin' })),
        ),
      );
    return all.join('\n');
  } finally {
    rmSync(home, { recursive: true });
  }
}

const named = (prefix: string, texts: readonly string[]) =>
  Object.fromEntries(texts.map((text, at) => [`${prefix}${at}`, text]));

/** What is no command of a shell is written by one. */
const inShell = (text: string) => (text.startsWith('password') ? `echo '${text}' > x` : text);

const PASSWD = 'root:x:0:0::/root:/bin/sh\napp:x:1000:1000::/home/app:/bin/sh\n';

function imageOf(texts: readonly string[]): Buffer {
  const layers = [
    tarOf([
      { name: 'etc/passwd', content: PASSWD },
      { name: 'tmp/', mode: 0o1777 },
      { name: 'bin/sh', content: '#!/bin/sh\n', mode: 0o755 },
    ]),
    ...texts.map((text, at) => tarOf([{ name: `srv/${at}.txt`, content: text, mode: 0o666 }])),
  ];
  return archiveOf(
    dockerArchive({
      layers,
      history: [
        { created_by: 'COPY / /' },
        ...texts.map((text) => ({ created_by: `/bin/sh -c ${inShell(text)}`, comment: text, author: text })),
        ...texts.map((text) => ({ created_by: `ENV X=${inShell(text)}`, empty_layer: true })),
        ...texts.map((text) => ({
          created_by: `CMD ["sh" "-c" ${JSON.stringify(text)}]`,
          empty_layer: true,
        })),
      ],
      config: {
        Env: [
          'PATH=/bin',
          'TZ=Mars/Base',
          ...Object.entries(named('V', texts)).map((pair) => pair.join('=')),
        ],
        Entrypoint: ['/bin/sh', '-c'],
        Cmd: texts,
        Labels: named('l', texts),
        Healthcheck: { Test: ['CMD', 'sh', '-c', ...texts] },
      },
      names: ['app:1.4'],
    }),
  );
}

const PLAIN = imageOf([]);

function podOf(texts: readonly string[]): string {
  const documents = [
    {
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { name: 'web', annotations: named('a', texts) },
      spec: {
        imagePullSecrets: [{ name: 'regcred' }],
        containers: [
          {
            name: 'app',
            image: 'app:1.4',
            command: ['sh', '-c', ...texts],
            args: texts,
            env: Object.entries(named('V', texts)).map(([name, value]) => ({ name, value })),
            envFrom: [{ secretRef: { name: 's' } }, { configMapRef: { name: 'c' } }],
            livenessProbe: { exec: { command: ['sh', '-c', ...texts] } },
            volumeMounts: [{ name: 'h', mountPath: '/data' }],
          },
        ],
        volumes: [{ name: 'h', hostPath: { path: `/x/${texts[0] ?? ''}` } }],
      },
    },
    { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'c' }, data: named('C', texts) },
    { apiVersion: 'v1', kind: 'Secret', metadata: { name: 's' }, stringData: named('S', texts) },
  ];
  return documents.map((document) => stringify(document)).join('---\n');
}

function composeOf(texts: readonly string[]): string {
  // A dollar would be a variable of Compose.
  return stringify({
    services: {
      web: {
        image: 'app:1.4',
        build: { context: '.', args: named('A', texts), secrets: ['key'] },
        environment: named('V', texts),
        env_file: ['web.env'],
        command: ['sh', '-c', ...texts],
        labels: named('l', texts),
        secrets: ['key'],
        configs: ['shown'],
        healthcheck: { test: ['CMD', 'sh', '-c', ...texts] },
      },
    },
    secrets: { key: { file: './key.txt' } },
    configs: { shown: { content: texts.join('\n') } },
  });
}

/** A line each; quotes and backslashes of Docker's own form are letters. */
const envFile = (texts: readonly string[]) =>
  texts
    .filter((text) => !text.includes('\n'))
    .map((text, at) => `F${at}=${text}\n`)
    .join('');

const quoted = (texts: readonly string[]) =>
  texts
    .filter((text) => !/[\n'\\]/.test(text))
    .map((text, at) => `F${at}='${text}'\n`)
    .join('');

export const FILES: readonly WayOut[] = [
  {
    name: '--image: its configuration, history and layers',
    say: (texts) =>
      saidOf({ 'app.tar': imageOf(texts) }, [
        ['target', '--image', 'DIR/app.tar', '--layers', '-v'],
        ['target', '--image', 'DIR/app.tar', '--layers', '-f', 'json'],
        ['check', '--image', 'DIR/app.tar', '-v'],
        ['check', '--image', 'DIR/app.tar', '-f', 'json'],
      ]),
  },
  {
    name: '--env-from, beside an image',
    say: (texts) =>
      saidOf({ 'app.tar': PLAIN, 'x.env': envFile(texts) }, [
        ['target', '--image', 'DIR/app.tar', '--env-from', 'DIR/x.env'],
        ['check', '--image', 'DIR/app.tar', '--env-from', 'DIR/x.env', '-f', 'json'],
      ]),
  },
  {
    name: '--pod: a manifest, its ConfigMap and its Secret',
    say: (texts) =>
      saidOf({ 'app.tar': PLAIN, 'web.yaml': podOf(texts) }, [
        ['target', '--pod', 'DIR/web.yaml'],
        ['target', '--pod', 'DIR/web.yaml', '--image', 'DIR/app.tar', '-f', 'json'],
        ['check', '--pod', 'DIR/web.yaml', '-v'],
        ['check', '--pod', 'DIR/web.yaml', '--image', 'DIR/app.tar', '-f', 'json'],
      ]),
  },
  {
    name: '--compose: its file, and the files that it names',
    say: (texts) => {
      const files = {
        'app.tar': PLAIN,
        'compose.yaml': composeOf(texts.map((text) => text.replaceAll('$', '$$'))),
        'web.env': quoted(texts),
        'key.txt': texts.join('\n'),
      };
      const file = ['--compose', 'DIR/compose.yaml', '--service', 'web'];
      return saidOf(files, [
        ['target', ...file],
        ['target', ...file, '--image', 'DIR/app.tar', '-f', 'json'],
        ['check', ...file, '--image', 'DIR/app.tar', '-f', 'json'],
      ]);
    },
  },
];
