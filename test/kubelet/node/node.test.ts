import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { BUNDLE } from '../../support/runs/built-file.ts';
import { tool } from '../../support/system/real-tools.ts';
import { writeTinyImages } from '../images.ts';
import type { Found, Result } from './find.ts';
import type { Written } from './reports.ts';

/*
 * The agent of a node beside a real kubelet: it finds every container of 60 pods and names it as the API server does, with
 * either tree of control groups. PROBE_ENV_KUBELET names a folder as start.sh wants it: npm run test:kubelet.
 */

const ROOT = join(import.meta.dirname, '../../..');
const SETUP_MS = 900_000;

function missing(): string | null {
  const folder = process.env.PROBE_ENV_KUBELET;
  if (folder === undefined) return 'PROBE_ENV_KUBELET names no folder with a kubelet';
  if (!existsSync(join(folder, 'kubelet'))) return `no kubelet in ${folder}`;
  if (process.getuid?.() !== 0) return 'root is needed';
  if (!existsSync(BUNDLE)) return 'no dist/probe-env.cjs: npm run build';
  return tool('busybox') === null ? 'no busybox' : null;
}

const reason = missing();

// Not as real tools are: no machine has to have a kubelet.
if (reason !== null) it('an agent beside a kubelet', (context) => context.skip(reason));
else
  describe.each(['false', 'true'])('an agent beside a kubelet with cgroupsPerQOS: %s', (perQos) => {
    const folder = mkdtempSync(join(tmpdir(), 'probe-env-kubelet-'));
    let found: readonly Found[] = [];
    let reports: Written | null = null;
    beforeAll(async () => {
      writeTinyImages(folder);
      const result = join(folder, 'result.json');
      await execa(
        join(import.meta.dirname, '../start.sh'),
        [
          process.env.PROBE_ENV_KUBELET ?? '',
          ...[process.execPath, '--import', 'tsx', join(import.meta.dirname, 'find.ts'), result],
        ],
        {
          cwd: ROOT,
          env: { PROBE_ENV_IMAGES: folder, CGROUPS_PER_QOS: perQos },
          stdio: ['ignore', 'inherit', 'inherit'],
        },
      );
      const read: Result = JSON.parse(readFileSync(result, 'utf8'));
      found = read.ways;
      reports = read.reports;
      console.table(found.map(({ wrong, workloads: _, ...row }) => ({ ...row, wrong: wrong.length })));
    }, SETUP_MS);
    afterAll(() => rmSync(folder, { recursive: true, force: true }));

    it.each(['logs', 'runtime', 'api'])('finds every container, and names all rightly: %s', (way) => {
      const { containers, pods, wrong, verdicts } = found.find((one) => one.way === way) ?? {};
      expect(wrong).toEqual([]);
      expect(pods).toBe(54);
      expect(containers).toBeGreaterThan(60);
      expect(verdicts).not.toHaveProperty('unknown');
    });

    it('writes a Report for each workload, with words, and deletes that of one that is gone', () => {
      expect(reports?.scopes).toEqual(
        expect.arrayContaining(['shop/Deployment/web', 'shop/Pod/many', 'kube-system/Pod/etcd']),
      );
      expect(new Set(reports?.scopes).size).toBe(reports?.scopes.length);
      expect(reports?.failed).toBeGreaterThan(0);
      expect(reports).toMatchObject({ wordless: 0, left: 0 });
    });

    it('knows what made a pod from the API server, and guesses it without', () => {
      const workloads = (way: string) => found.find((one) => one.way === way)?.workloads ?? [];
      expect(workloads('logs')).toEqual(expect.arrayContaining(['web', 'api-gateway', 'db', 'etcd-bench']));
      expect(workloads('api')).toEqual(expect.arrayContaining(['web', 'api-gateway', 'db-0', 'etcd']));
    });
  });
