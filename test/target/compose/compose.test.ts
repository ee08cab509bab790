// biome-ignore-all lint/suspicious/noTemplateCurlyInString: variables of Compose are written so
import { describe, expect, it } from 'vitest';
import { fileOf } from '../../../src/target/describe/files.ts';
import { readCompose } from '../../../src/target/pod/manifest/read.ts';
import { treeOf } from '../../../src/target/tree/graft.ts';
import { fileNode } from '../../../src/target/tree/node.ts';
import { made } from './made.ts';

function variables(...args: Parameters<typeof made>) {
  return Object.fromEntries(
    made(...args)
      .environment.filter(({ from }) => from === 'pod')
      .map(({ name, value, at }) => [name, [value.known ? value.value : value.why.code, at?.line]]),
  );
}

describe('the environment of a service', () => {
  it('is that of a map, with what YAML makes of its scalars', () => {
    const text = 'environment:\n  A: 1\n  B: "x"\n  C: true\n  D:\n  E: yes\n  F: ${NONE:-d}$$\n  G: 0o17';
    expect(variables(text)).toEqual({
      A: ['1', 5],
      B: ['x', 6],
      C: ['true', 7],
      D: ['caller-decides', 8],
      E: ['yes', 9],
      F: ['d$', 10],
      G: ['15', 11],
    });
  });

  it('or of a list', () => {
    expect(variables('environment:\n  - A=1=2\n  - B\n  - C=$NONE\n  - D=')).toEqual({
      A: ['1=2', 5],
      B: ['caller-decides', 6],
      C: ['caller-decides', 7],
      D: ['', 8],
    });
  });

  it('goes over env files, of which the later counts, and those that are not there', () => {
    const texts = { './a.env': 'A=a\nB=a', './b.env': 'B=b\nC=b\n' };
    const text = 'env_file: [./a.env, ./b.env, { path: ./none.env, required: false }]\nenvironment: { C: c }';
    expect(variables(text, { texts })).toEqual({ A: ['a', 1], B: ['b', 1], C: ['c', 5] });
    const broken = made('env_file: ./none.env');
    expect([broken.starts, broken.troubles[0]?.message]).toEqual([false, 'env file ./none.env not found']);
  });

  it('takes over what the service extends', () => {
    const rest = '  base:\n    environment: { A: base, B: base }\n    user: "7"\n    working_dir: /base';
    const is = made('extends: base\nenvironment: { B: own }', { rest });
    expect(is.environment.filter(({ from }) => from === 'pod').map(({ value }) => value)).toEqual([
      { known: true, value: 'base' },
      { known: true, value: 'own' },
    ]);
    expect([is.identity.uid, is.cwd]).toEqual([7, '/base']);
    expect(made('extends: { file: b.yaml, service: x }').starts).toBeNull();
  });
});

describe('who runs it', () => {
  it.each([
    ['', { uid: 10001, gid: 10001, groups: [5000, 10001] }],
    ['user: root', { uid: 0, gid: 0, groups: [0] }],
    ['user: 10001:extra', { uid: 10001, gid: 5000, groups: [5000] }],
    ['user: 4711', { uid: 4711, gid: 0, groups: [0] }],
    ['user: "${U:-12}:${G:-34}"', { uid: 12, gid: 34, groups: [34] }],
    ['user: 1:2\ngroup_add: [extra, 77]', { uid: 1, gid: 2, groups: [2, 77, 5000] }],
    ['user: $NONE', { uid: null, gid: null, groups: null }],
  ])('%s', (text, identity) => {
    expect(made(text).identity).toMatchObject(identity);
  });

  it('may not be there', () => {
    const is = made('user: nobody-there');
    expect([is.starts, is.troubles[0]]).toEqual([
      false,
      expect.objectContaining({
        message: 'unable to find user nobody-there: no matching entries in passwd file',
        at: { file: 'compose.yaml', line: 4 },
      }),
    ]);
  });

  it('has the capabilities of docker, in effect for root alone', () => {
    const root = made('user: root\ncap_drop: [ALL]\ncap_add: [CAP_CHOWN]').identity.capabilities;
    expect(root).toMatchObject({ effective: '1', bounding: '1' });
    expect(made('cap_add: [NET_ADMIN]').identity.capabilities).toMatchObject({ effective: '0' });
    expect(made('security_opt: ["no-new-privileges:true"]').identity.noNewPrivileges).toBe(true);
  });
});

describe('what it starts', () => {
  const words = (text: string) => {
    const { command } = made(text);
    return command.known ? command.value : command.why.code;
  };
  it.each([
    ['', ['/bin/sleep', '3600']],
    ['command: sleep "1 2"', ['sleep', '1 2']],
    ['command: [sleep, 5]', ['sleep', '5']],
    ['entrypoint: /bin/cat', ['/bin/cat']],
    ['entrypoint: [cat]\ncommand: /etc/passwd', ['cat', '/etc/passwd']],
    ['command: sh -c "echo $$HOME"', ['sh', '-c', 'echo $HOME']],
  ])('%s', (text, said) => {
    expect(words(text)).toEqual(said);
  });

  it('is looked up, and so is its health check', () => {
    expect(made('command: /nope').troubles[0]?.message).toContain('no such file or directory');
    const check = (text: string) => made(`healthcheck: ${text}`).host.container?.healthcheck?.message ?? null;
    expect(check('{ test: curl -f localhost || exit 1 }')).toBe('sh: curl: not found');
    expect(check('{ test: [CMD, cat, /etc/passwd] }')).toBeNull();
    expect(check('{ test: [NONE] }')).toBeNull();
    expect(check('{ disable: true, test: curl }')).toBeNull();
  });
});

describe('what it mounts', () => {
  const look = (is: ReturnType<typeof made>, path: string) => {
    const { type, mode, uid, error, access } = fileOf(is.host, path);
    return { type, mode, uid, error, write: access.write };
  };

  it('a new volume is what the image has there', () => {
    const rest = 'volumes: { data: }';
    const is = made('volumes: ["data:/home/app", "/new"]', { rest });
    expect(look(is, '/home/app')).toMatchObject({ mode: '0750', uid: 10001, write: true });
    expect(is.starts).toBe(true);
    expect(
      look(
        made('volumes: ["data:/home/app"]', { rest: 'volumes: { data: { external: true } }' }),
        '/home/app/a',
      ),
    ).toMatchObject({ error: 'NOT_KNOWN' });
    const given = { data: treeOf({ '/a': 'A' }) };
    expect(look(made('volumes: ["data:/d"]', { rest, volumes: given }), '/d/a')).toMatchObject({
      type: 'file',
    });
  });

  it('a volume that the file does not define is refused', () => {
    expect(made('volumes: ["nope:/data"]').troubles[0]?.message).toBe(
      'service "web" refers to undefined volume nope',
    );
  });

  it('what lies beside the file is mounted as it is there, and made a directory where it is missing', () => {
    const trees = { './ca.pem': fileNode(Buffer.from('CA'), { mode: 0o600, uid: 7 }) };
    const is = made('volumes:\n  - ./ca.pem:/etc/ca.pem:ro\n  - ./none:/etc/none', { trees });
    expect(look(is, '/etc/ca.pem')).toMatchObject({ type: 'file', mode: '0600', uid: 7 });
    expect(look(is, '/etc/none')).toMatchObject({ type: 'directory', uid: 0, write: false });
    expect(made('volumes: ["./none:/etc/passwd"]').troubles[0]?.message).toContain('not a directory');
    const strict = '{ type: bind, source: ./none, target: /x, bind: { create_host_path: false } }';
    expect(made(`volumes: [${strict}]`).starts).toBe(false);
  });

  it('nobody knows what an absolute path of the other machine holds', () => {
    const is = made('volumes: ["/srv/data:/data"]');
    expect(look(is, '/data/a')).toMatchObject({ error: 'NOT_KNOWN' });
  });

  it('a tmpfs is for all, and the root may be read-only', () => {
    const is = made('read_only: true\ntmpfs:\n  - /run\n  - /cache:mode=0700,uid=10001');
    expect(look(is, '/run')).toMatchObject({ mode: '1777', write: true });
    expect(look(is, '/cache')).toMatchObject({ mode: '0700', uid: 10001, write: true });
    expect(look(is, '/home/app')).toMatchObject({ write: false });
    const long = '{ type: tmpfs, target: /t, tmpfs: { mode: 0755 } }';
    expect(look(made(`volumes: [${long}]`), '/t')).toMatchObject({ mode: '0755', write: false });
  });

  it('configs and secrets', () => {
    const rest =
      'configs: { c: { content: "x=${V}" } }\nsecrets: { s: { file: ./s.txt }, e: { environment: E } }';
    const trees = { './s.txt': fileNode(Buffer.from('S'), { mode: 0o640, uid: 5 }) };
    const text = 'configs: [{ source: c, target: /etc/c, mode: 0440, uid: "10001" }]\nsecrets: [s, e]';
    const is = made(text, { rest, trees, env: { V: '1' } });
    expect(look(is, '/etc/c')).toMatchObject({ mode: '0440', uid: 10001 });
    expect(is.host.readFile('/etc/c')).toMatchObject({ value: Buffer.from('x=1') });
    expect(look(is, '/run/secrets/s')).toMatchObject({ mode: '0640', uid: 5 });
    expect(is.host.readFile('/run/secrets/e')).toMatchObject({ ok: false });
    expect(made('secrets: [nope]').starts).toBe(false);
  });
});

describe('what else it says', () => {
  it('has limits', () => {
    expect(made('mem_limit: 64m\ncpus: 0.5').limits).toMatchObject({ cpus: 0.5, memoryBytes: 67108864 });
    const deploy = 'deploy: { resources: { limits: { cpus: "2", memory: 1gb } } }';
    expect(made(deploy).limits).toMatchObject({ cpus: 2, memoryBytes: 1073741824 });
  });

  it('says of what is not looked at that it may change it', () => {
    expect(made('volumes_from: [other]').doubts[0]?.why).toEqual({
      code: 'not-looked-at',
      data: { key: 'volumes_from' },
    });
    expect(made('labels: { a: b }\nunheard_of: 1').starts).toBe(true);
  });

  it('knows without an image what the file says', () => {
    const is = made('user: 12:34\nenvironment: { A: 1 }', { image: null });
    expect([is.starts, is.identity.uid, is.identity.gid]).toEqual([null, 12, 34]);
  });

  it('takes merge keys and anchors', () => {
    const rest = 'x-env: &e { A: "1" }\n';
    const top = readCompose(`${rest}services: { web: { environment: { <<: *e, B: "2" } } }`, 'c.yaml');
    expect(top?.get('services').get('web').get('environment').value).toEqual({ A: '1', B: '2' });
  });
});
