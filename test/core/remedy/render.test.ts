import { describe, expect, it } from 'vitest';
import type { Platform } from '../../../src/core/platform.ts';
import { byHand, command, dockerfile, setEnv, shell } from '../../../src/core/remedy/forms.ts';
import type { Remedies } from '../../../src/core/remedy/remedy.ts';
import { rule } from '../../../src/core/rule.ts';
import type { JsonObject } from '../../../src/core/types/json.ts';
import { renderFinding } from '../../../src/verdict/render.ts';

function container({
  root = true,
  programs = ['sh', '/bin/sh'],
}: {
  root?: boolean;
  programs?: string[];
} = {}): Platform {
  return {
    family: 'debian',
    os: 'debian',
    osVersion: '12',
    label: 'Debian 12',
    libc: 'glibc',
    root,
    has: (name) => programs.includes(name),
    writes: (path) => path.startsWith('/mine/'),
  };
}

function render(remedies: Remedies<JsonObject>, platform = container(), args: JsonObject = {}) {
  const definition = rule<JsonObject>({
    title: 'A test',
    severity: 'error',
    cause: 'For a test.',
    message: 'Seen.',
    remedies,
    restart: { mends: false, why: 'No.' },
    example: {},
  });
  return renderFinding({ rule: 'test/rule', args }, definition, 'error', platform);
}

describe('the remedies of a finding', () => {
  it('are those that fit, the best first, and the first one as text', () => {
    const { remedies, remedy } = render(() => command('chmod a+r /x', { why: 'it is public' }));
    expect(remedies.map(({ where, lines }) => [where, ...lines])).toEqual([
      ['container', 'chmod a+r /x'],
      ['image', 'RUN chmod a+r /x'],
    ]);
    expect(remedy).toBe('here, as root, it is public:\n  chmod a+r /x');
  });

  it('in the image need its own shell at /bin/sh, and not one elsewhere on PATH', () => {
    const wheres = (...programs: string[]) =>
      render(() => [...command('id'), shell('id')], container({ programs })).remedies.map((one) => one.where);
    expect(wheres('sh', '/bin/sh')).toEqual(['container', 'image', 'container']);
    expect(wheres('sh')).toEqual(['container', 'container']);
  });

  it('in the container need its right and its programs', () => {
    const wheres = (platform: Platform) =>
      render(
        () => [...command('setfacl -b /x', { needs: ['program:setfacl'] }), shell('id')],
        platform,
      ).remedies.map(({ where, lines }) => `${where}: ${lines[0]}`);
    expect(wheres(container({ programs: ['sh', '/bin/sh', 'setfacl'] }))).toHaveLength(3);
    expect(wheres(container({ root: false, programs: ['sh', '/bin/sh', 'setfacl'] }))).toEqual([
      'image: RUN setfacl -b /x',
      'container: id',
    ]);
    expect(wheres(container())).toEqual(['container: id']);
  });

  it('in the container need the file that they change, and in the image do not', () => {
    const needs = ['write:/src/go.mod'] as const;
    const wheres = (file: string) =>
      render(() => [shell('x', { needs: [`write:${file}`] }), dockerfile('RUN x', { needs })]).remedies.map(
        ({ where }) => where,
      );
    expect(wheres('/mine/go.mod')).toEqual(['container', 'image']);
    expect(wheres('/src/go.mod')).toEqual(['image']);
  });

  it('without a shell are lines of the Dockerfile that start nothing', () => {
    const all = () => [
      ...command('chmod a+r /x'),
      dockerfile('COPY --from=build --chmod=0644 /x /x'),
      byHand('host', 'look at the volume'),
    ];
    expect(render(all, container({ programs: [] })).remedies.map(({ where }) => where)).toEqual([
      'image',
      'host',
    ]);
  });

  it('say a variable for image and pod at once', () => {
    const { remedy } = render(() => setEnv({ TZ: 'Asia/Shanghai' }));
    expect(remedy).toBe(
      'in the Dockerfile:\n  ENV TZ=Asia/Shanghai\nor in the pod, at the container:\n  env: [{ name: TZ, value: Asia/Shanghai }]',
    );
  });

  it('never hold a secret or a name that had to be escaped', () => {
    const say = ({ value }: JsonObject) => [...setEnv({ X: String(value) }), byHand('image', 'take X out')];
    const wheres = (value: string) =>
      render(say, container(), { value }).remedies.map(({ lines }) => lines.length);
    expect(wheres('plain')).toEqual([1, 1, 0]);
    expect(wheres('https://user:password@example.com')).toEqual([0]);
    expect(wheres('a\nb')).toEqual([0]);
  });

  it('are never none: where nothing can be pasted, that is said', () => {
    const { remedies, remedy } = render(() => setEnv({ X: '***' }));
    expect(remedies.map(({ lines }) => lines)).toEqual([[]]);
    expect(remedy).toBe(remedies[0]?.why);
  });
});
