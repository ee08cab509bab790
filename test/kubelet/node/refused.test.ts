import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { BUNDLE } from '../../support/runs/built-file.ts';
import { writeTinyImages } from '../images.ts';
import { kubeletMissing } from '../missing.ts';
import type { Refused } from './refused.ts';

/* An agent before a real API server with RBAC, which refuses it, forgets where it was, and knows its token no more. */

const ROOT = join(import.meta.dirname, '../../..');
const SETUP_MS = 600_000;

const reason = kubeletMissing() ?? (existsSync(BUNDLE) ? null : 'no dist/probe-env.cjs: npm run build');

// Not as real tools are: no machine has to have a kubelet.
if (reason !== null) it('an agent before a real API server', (context) => context.skip(reason));
else
  describe('an agent before a real API server', () => {
    const folder = mkdtempSync(join(tmpdir(), 'probe-env-refused-'));
    let seen: Refused | null = null;
    beforeAll(async () => {
      writeTinyImages(folder);
      const result = join(folder, 'result.json');
      const program = [process.execPath, '--import', 'tsx', join(import.meta.dirname, 'refused.ts'), result];
      await execa(
        join(import.meta.dirname, '../start.sh'),
        [process.env.PROBE_ENV_KUBELET ?? '', ...program],
        {
          cwd: ROOT,
          env: {
            PROBE_ENV_IMAGES: folder,
            AUTHORIZATION_MODE: 'RBAC',
            // What is older than some seconds is forgotten, as it is after five minutes else.
            API_SERVER_FLAGS: '--watch-cache=false --etcd-compaction-interval=5s',
          },
          stdio: ['ignore', 'inherit', 'inherit'],
        },
      );
      seen = JSON.parse(readFileSync(result, 'utf8')) as Refused;
    }, SETUP_MS);
    afterAll(() => rmSync(folder, { recursive: true, force: true }));

    it('says that its roles are missing, and goes on by itself once they are there', () => {
      expect(seen?.withoutRights).toMatch(/^LACKS the API server, which does not allow it \(403\)/);
      expect(seen?.withRights).toBe('the API server tells of 1 pod of this node');
    });

    it('shows the token that is there now: another one after the account was made anew', () => {
      expect(seen?.tokens).toEqual([null, 'does not know the token (401)', null]);
    });

    it('lists again where the server no longer knows its place', () => {
      expect(seen).toMatchObject({
        forgotten: 'no longer knows where the watch began (410)',
        after: null,
        pods: ['one'],
      });
    });
  });
