import { describe, expect, it } from 'vitest';
import { readManifest } from '../../../src/target/pod/manifest/read.ts';
import { file } from '../../support/memory/tree.ts';
import { runMain } from '../../support/runs/run-main.ts';

const pod = (name: string, settings: string) =>
  `kind: Pod\nmetadata: { name: ${name} }\nspec:\n  containers:\n    - name: ${name}\n      envFrom: [{ configMapRef: { name: ${settings} } }]\n`;
const settings = (name: string) => `kind: ConfigMap\nmetadata: { name: ${name} }\ndata: { A: b }\n`;
const MANIFEST = [pod('web', 'of-web'), settings('of-web'), pod('db', 'of-db'), settings('of-db')].join(
  '---\n',
);
const names = (text: string, word: string | null) =>
  readManifest(text, 'a.yaml', word).map((document) => document.get('metadata').get('name').text());

describe('a manifest of many pods', () => {
  it('is read as far as a pod holds the name that is asked for, and what that pod names', () => {
    expect(names(MANIFEST, 'db')).toEqual(['db', 'of-db']);
    expect(names(MANIFEST, null)).toEqual(['web', 'of-web', 'db', 'of-db']);
  });

  it('is read whole where a text may hold what it does not show', () => {
    const escaped = MANIFEST.replace('- name: db', '- name: "d\\x62"');
    expect(names(escaped, 'db')).toContain('db');
    const merged = MANIFEST.replace('- name: web', '- &a\n      name: web');
    expect(names(merged, 'db')).toContain('web');
  });

  it('lists every container where none has the name', async () => {
    const { code, stderr } = await runMain(['target', '--pod', '/a.yaml', '--container', 'd'], {
      trees: [{ '/a.yaml': file(MANIFEST) }],
    });
    expect([code, stderr]).toEqual([66, expect.stringMatching(/there is web, db/)]);
  });
});
