import type { Ignorance } from '../../core/reason.ts';
import type { Field } from '../pod/manifest/field.ts';
import type { Trouble } from '../pod/model/trouble.ts';
import type { Asked } from '../pod/volumes/asked.ts';
import { fileNode, type TreeNode } from '../tree/node.ts';
import type { Around } from './around.ts';
import { itemsOf, knownWord, type Service } from './service.ts';
import { type AskedVolumes, clean } from './volumes/volumes.ts';

/**
 * `configs` and `secrets` of a service. One of a file is that file, with its own owner and mode (docker compose mounts
 * it, and passes uid, gid and mode over); one of `content` is written into the container, with mode 0444 unless it says
 * another.
 */
export function composeFiles(service: Service, around: Around): AskedVolumes {
  const troubles: Trouble[] = [];
  const mounts = (['configs', 'secrets'] as const).flatMap((kind) =>
    itemsOf(service, kind).map((field): Asked => {
      const { lookup, top } = service.project;
      const isShort = typeof field.value === 'string';
      const name = knownWord(isShort ? field : field.get('source'), lookup) ?? '';
      const said = isShort ? null : knownWord(field.get('target'), lookup);
      const usual = kind === 'configs' ? '/' : '/run/secrets/';
      const target = said === null ? `${usual}${name}` : said.startsWith('/') ? said : `${usual}${said}`;
      const of = top.get(kind).get(name);
      if (!of.isThere) {
        const message = `service ${JSON.stringify(service.name)} refers to undefined ${kind.slice(0, -1)} ${name}`;
        troubles.push({ kind: 'refused', reason: 'compose', message, at: field.line });
      }
      const node = nodeOf(of, isShort ? null : field, name, service, around);
      const is = node.type === 'directory' ? 'directory' : 'file';
      const type = kind.slice(0, -1);
      return {
        path: clean(target),
        type,
        source: name,
        directory: '/',
        readOnly: true,
        node,
        is,
        at: field.line,
      };
    }),
  );
  return { mounts, troubles };
}

function nodeOf(of: Field, long: Field | null, name: string, service: Service, around: Around): TreeNode {
  const { lookup } = service.project;
  const path = knownWord(of.get('file'), lookup);
  if (path !== null) return around.tree(path) ?? unknown(name);
  const text = knownWord(of.get('content'), lookup);
  if (text === null) return unknown(name);
  const id = (key: string) => Number(long === null ? 0 : (knownWord(long.get(key), lookup) ?? 0));
  const mode = long === null || !long.get('mode').isThere ? 0o444 : (long.get('mode').whole() ?? 0o444);
  return fileNode(Buffer.from(text), { mode, uid: id('uid'), gid: id('gid') });
}

function unknown(name: string): TreeNode {
  const why: Ignorance = { code: 'caller-decides', data: { name } };
  return fileNode(Buffer.alloc(0), { size: 1, unknown: why });
}

/** What stands in secrets, as text, for whoever must not show it. */
export function composeSecrets(service: Service, around: Around): readonly string[] {
  const texts = service.project.top
    .get('secrets')
    .entries()
    .flatMap(([, secret]) => {
      const path = knownWord(secret.get('file'), service.project.lookup);
      return [
        path === null ? null : around.text(path),
        knownWord(secret.get('content'), service.project.lookup),
      ];
    })
    .flatMap((text) => (text === null ? [] : [text, text.trim()]))
    .filter((text) => text !== '');
  return [...new Set(texts)].sort((a, b) => b.length - a.length);
}
