import { describe, expect, it } from 'vitest';
import { podContainer } from '../../../src/target/pod/container.ts';
import { NOTHING_GIVEN, type Runtime } from '../../../src/target/pod/given.ts';
import { objectsOf, selectContainer } from '../../../src/target/pod/manifest/objects.ts';
import { readManifest } from '../../../src/target/pod/manifest/read.ts';
import { graft } from '../../../src/target/tree/graft.ts';
import { fileNode } from '../../../src/target/tree/node.ts';
import { podImage } from './kubelet.ts';

/* CRI-O: setupContainerUser, and utils.GeneratePasswd. */

const operator = { now: () => 0, monotonic: () => 0 };

function made(runtime: Runtime | null, container: string, passwdMode?: number) {
  const text = `kind: Pod\nmetadata: { name: a }\nspec:\n  containers:\n    - { name: a, ${container} }\n`;
  const manifest = objectsOf(readManifest(text, 'a.yaml'), 'a.yaml');
  const selected = selectContainer(manifest, null);
  const image = podImage('busy');
  const passwd = fileNode(Buffer.from('root:x:0:0:root:/root:/bin/sh\n'), { mode: passwdMode ?? 0o644 });
  const root = graft(image.root, '/etc/passwd', passwd).root;
  const given = { ...NOTHING_GIVEN, runtime };
  const is = podContainer(operator, manifest, selected, { ...image, root }, given, { kind: 'live' });
  const file = is.host.readFile('/etc/passwd');
  const home = is.environment.find(({ name }) => name === 'HOME')?.value;
  return {
    home: home?.known === true ? home.value : home?.why.code,
    last: file.ok ? file.value.toString('utf8').trimEnd().split('\n').at(-1) : file.error.code,
  };
}

const USER = 'securityContext: { runAsUser: 4711, runAsGroup: 12 }';
const ROOT_LINE = 'root:x:0:0:root:/root:/bin/sh';

describe('the line of a user who is not in /etc/passwd', () => {
  it('is added by CRI-O, with the working directory as home, and by containerd not', () => {
    expect(made('crio', `${USER}, workingDir: /srv`)).toEqual({
      home: '/srv',
      last: '4711:x:4711:0:4711 user:/srv:/sbin/nologin',
    });
    expect(made('containerd', `${USER}, workingDir: /srv`)).toEqual({ home: '/', last: ROOT_LINE });
  });

  it('has HOME of the pod', () => {
    expect(made('crio', `${USER}, env: [{ name: HOME, value: /h }]`)).toEqual({
      home: '/h',
      last: '4711:x:4711:0:4711 user:/h:/sbin/nologin',
    });
  });

  it('is unknown as far as the two differ, and nobody says which it is', () => {
    expect(made(null, `${USER}, workingDir: /srv`).home).toBe('runtimes-differ');
    expect(made(null, USER).home).toBe('/');
  });

  it('is not added where there is one, nor where the user may add it', () => {
    expect(made('crio', 'workingDir: /srv')).toEqual({ home: '/root', last: ROOT_LINE });
    expect(made('crio', `${USER}, workingDir: /srv`, 0o664)).toEqual({ home: '/', last: ROOT_LINE });
  });
});
