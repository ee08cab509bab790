import { execFile } from 'node:child_process';
import * as fs from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { TargetDescription } from '../../../src/core/documents/target-description.ts';
import { archiveOf, dockerArchive } from '../../support/files/images/image-writer.ts';
import { type EntrySpec, tarOf } from '../../support/files/images/tar-writer.ts';
import { builtFile } from '../../support/runs/built-file.ts';
import { imageConfig, imageFiles, type KubeletCase, recordedCases } from '../../target/pod/kubelet.ts';

/* The same as test/target/pod/kubelet-cases.test.ts, by the built file and with real archives: all that is printed. */

/** One in seven, since each starts the program; `KUBELET_CASES=FILE` asks for all. */
const cases =
  recordedCases()?.filter((_, at) => process.env.KUBELET_CASES !== undefined || at % 7 === 0) ?? null;
const run = promisify(execFile);
let directory: string;

beforeAll(() => {
  directory = fs.mkdtempSync(join(tmpdir(), 'pod-kubelet-'));
  const entries = Object.entries(imageFiles()).map(([path, node]): EntrySpec => {
    const { mode, uid, gid } = node;
    const name = path.slice(1);
    if (node.type === 'directory') return { name: `${name}/`, mode, uid, gid };
    if (node.type === 'symlink') return { name, type: '2', link: node.target, mode, uid, gid };
    return { name, mode, uid, gid, content: node.type === 'file' ? node.kept : '' };
  });
  for (const image of new Set((cases ?? []).map((one) => one.image))) {
    const { env, user, cmd, cwd } = imageConfig(image);
    const config = { Env: env.map((pair) => pair.join('=')), User: user, Cmd: cmd, WorkingDir: cwd };
    const archive = archiveOf(dockerArchive({ layers: [tarOf(entries)], config, names: [image] }));
    fs.writeFileSync(join(directory, fileOf(image)), archive);
  }
});
afterAll(() => fs.rmSync(directory, { recursive: true, force: true }));

const fileOf = (image: string) => `${image.replace(/\W/g, '-')}.tar`;

async function described({ name, image, objects, pod, made }: KubeletCase): Promise<TargetDescription> {
  const manifest = join(directory, `${name}.yaml`);
  fs.writeFileSync(manifest, [...objects, pod].map((one) => JSON.stringify(one, null, 2)).join('\n---\n'));
  const all = [...(made.paths ?? []).map(({ path }) => path), ...Object.keys(WRITTEN)];
  const paths = [...new Set(all)].flatMap((path) => ['--path', path]);
  const options = ['--show-values', '-f', 'json', ...paths];
  const archive = join(directory, fileOf(image));
  const [program, ...first] = builtFile();
  const words = [...first, 'target', '--image', archive, '--pod', manifest, '--container', 'app', ...options];
  return JSON.parse((await run(program, words, { maxBuffer: 1e8 })).stdout);
}

describe.skipIf(cases === null)(
  'a real kubelet, and the built file (not recorded beside this repository)',
  () => {
    it.each((cases ?? []).map((one) => [one.name, one] as const))('%s', async (name, one) => {
      const { made } = one;
      const is = await described(one);
      expect(is.target).toMatchObject({ kind: 'image', pod: { name, container: 'app' } });
      if (is.starts !== null) expect(is.starts, `${is.reason}`).toBe(made.state === 'running');
      if (is.starts === false && made.reason !== undefined) expect(is.reason).toContain(`${made.reason}: `);
      if (made.state !== 'running') return;
      const wanted = new Map((made.environ ?? []).map((line) => line.split(/=(.*)/s) as [string, string]));
      const isShell = is.command?.[0] === 'sh';
      if (!isShell) {
        expect(is.environment.map((one) => one.name).sort()).toEqual([...wanted.keys()].sort());
        expect(is.command).toEqual(made.cmdline);
      }
      for (const { name: variable, value } of is.environment) {
        if (value === null) continue;
        expect([variable, wanted.get(variable)]).toEqual([variable, value.replaceAll('\r\n', '\n')]);
      }
      const status = made.status ?? {};
      const { identity } = is;
      expect([identity.uid, identity.gid, identity.groups, identity.umask, identity.noNewPrivileges]).toEqual(
        [
          Number(status.Uid?.split(' ')[0]),
          Number(status.Gid?.split(' ')[0]),
          (status.Groups ?? '').split(' ').map(Number),
          status.Umask,
          status.NoNewPrivs === '1',
        ],
      );
      for (const [key, field] of Object.entries(SETS)) {
        const set = identity.capabilities[key as keyof typeof SETS];
        if (set !== null) expect([key, set]).toEqual([key, BigInt(`0x${status[field]}`).toString(16)]);
      }
      expect(is.cwd).toBe(made.cwd);
      const readOnly = (options: string) => options.split(',')[0] === 'ro';
      expect(is.mounts?.map(({ at, readOnly: ro }) => `${at} ${ro}`).sort()).toEqual(
        made.mounts?.map(({ at, options }) => `${at} ${readOnly(options)}`).sort(),
      );
      const wrong = (made.paths ?? [])
        .filter(({ path }) => path !== '/tmp/probe')
        .flatMap((was) => {
          const found = is.files.find(({ path }) => path === was.path);
          if (found === undefined || found.error === 'NOT_KNOWN') return [];
          const { type = null, mode = null, uid = null, gid = null, target = null } = was;
          const said = [TYPES[found.type ?? ''] ?? null, found.mode, found.uid, found.gid, found.target];
          const recorded = [type, mode, uid, gid, target];
          return JSON.stringify(said) === JSON.stringify(recorded)
            ? []
            : [{ path: was.path, said, recorded }];
        });
      expect(wrong).toEqual([]);
      for (const [path, key] of Object.entries(WRITTEN)) {
        const { content, lines } = is.files.find((file) => file.path === path) ?? {};
        const was = made[key];
        if (was === undefined) continue;
        if (typeof content === 'string') expect([path, content]).toEqual([path, was]);
        for (const line of lines ?? []) if (line !== null) expect(was.split('\n')).toContain(line);
      }
    });
  },
);

/** What kubelet and runtime write, and where the recording has it. */
const WRITTEN = {
  '/etc/resolv.conf': 'resolv.conf',
  '/etc/hosts': 'hosts',
  '/etc/hostname': 'hostname',
} as const;

const SETS = {
  effective: 'CapEff',
  permitted: 'CapPrm',
  inheritable: 'CapInh',
  bounding: 'CapBnd',
  ambient: 'CapAmb',
} as const;

const TYPES: Readonly<Record<string, string>> = { file: 'file', directory: 'dir', symlink: 'link' };
