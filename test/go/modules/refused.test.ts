import { isDeepStrictEqual } from 'node:util';
import { describe, expect, it } from 'vitest';
import { readProject } from '../../../src/go/modules/project.ts';
import { lookUp } from '../../../src/go/route/questions.ts';
import { readRouteContext } from '../../../src/go/route/read-context.ts';
import { routeModule } from '../../../src/go/route/route.ts';
import { defaultValues } from '../../../src/go/settings/module-settings.ts';
import type { Host } from '../../../src/target/host.ts';
import { memoryHost } from '../../support/memory/memory-host.ts';
import { changed, wrapped } from '../../support/memory/refused-paths.ts';
import { fakeModule } from '../../support/network/module-network/module-zip.ts';

const MODULE = fakeModule('example.com/d', 'v1.0.0');
const DOWNLOADS = '/cache/cache/download/example.com/d/@v';

const CACHE = {
  [`${DOWNLOADS}/v1.0.0.info`]: MODULE.info,
  [`${DOWNLOADS}/v1.0.0.mod`]: MODULE.mod,
  [`${DOWNLOADS}/v1.0.0.zip`]: MODULE.zip.toString('latin1'),
  [`${DOWNLOADS}/v1.0.0.ziphash`]: MODULE.treeHash,
  '/cache/example.com/d@v1.0.0/go.mod': MODULE.mod,
};
const GO_MOD = 'module m\n\ngo 1.22\n\nrequire example.com/d v1.0.0\n';
const SUM = `example.com/d v1.0.0 ${MODULE.treeHash}\nexample.com/d v1.0.0/go.mod ${MODULE.modHash}\n`;
const REPLACED = `${GO_MOD}\nreplace example.com/d => ../fork\n`;

const WORLDS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'a filled cache': { ...CACHE, '/m/go.mod': GO_MOD, '/m/go.sum': SUM },
  'an empty cache': { '/m/go.mod': GO_MOD, '/m/go.sum': SUM },
  'a replacement by a directory': { '/m/go.mod': REPLACED, '/fork/go.mod': MODULE.mod },
  'a vendor directory': {
    '/m/go.mod': GO_MOD,
    '/m/vendor/modules.txt': '# example.com/d v1.0.0\n## explicit; go 1.17\nexample.com/d\n',
  },
};

/**
 * What go itself takes for absent: files of the cache that it fetches anew, what stat(2) refuses of a go.mod and a
 * vendor, and the go.sum of what is all in the cache.
 */
const GO_TOO = / \/m\/(?:vendor|go\.mod) hidden|^a filled cache \/m\/go\.sum|\/v1\.0\.0\.(?:info|mod) /;
async function route(host: Host) {
  const project = readProject(host, '/m/go.mod');
  const context = await readRouteContext(host, {
    values: defaultValues({ GOMODCACHE: '/cache', GOPROXY: 'https://proxy.example' }),
    go: '1.27.0',
    project,
    unreadable: project === null && host.lstat('/m/go.mod').ok ? '/m/go.mod' : null,
    ...{
      live: false,
      privateModules: [],
      allowUnverified: false,
      details: true,
      conflict: null,
      failure: null,
    },
  });
  const asked = { path: 'example.com/d', version: 'v1.0.0' };
  const { verdict, fetches, because } = routeModule(await lookUp(host, asked, context), context);
  return { verdict, fetches, because };
}

describe('a path that may not be looked at', () => {
  it.each(Object.entries(WORLDS))('is not taken for absent by route: %s', async (name, tree) => {
    const host = () => memoryHost({ trees: [tree] });
    const asked = new Set<string>();
    const whole = await route(
      wrapped(host(), (path) => {
        asked.add(path);
        return null;
      }),
    );
    const taken: string[] = [];
    for (const path of asked) {
      const there = host().lstat(path).ok;
      // What it does not depend on may be anything.
      if (!there && !(name === 'an empty cache' && path.startsWith('/cache'))) continue;
      const gone = there ? await route(changed(host(), path, 'gone')) : whole;
      if (there && isDeepStrictEqual(gone, whole)) continue;
      for (const change of there ? (['hidden', 'closed'] as const) : (['hidden'] as const)) {
        const refused = await route(changed(host(), path, change));
        if (isDeepStrictEqual(refused, gone)) taken.push(`${name} ${path} ${change}`);
      }
    }
    expect(taken.filter((one) => !GO_TOO.test(one))).toEqual([]);
    expect(asked.size).toBeGreaterThan(3);
  });

  it('is still asked for at the sources, which a policy may forbid', async () => {
    const host = changed(memoryHost({ trees: [WORLDS['a filled cache'] ?? {}] }), DOWNLOADS, 'hidden');
    expect(await route(host)).toMatchObject({ verdict: 'blocked', fetches: ['info', 'mod', 'zip'] });
    const tree = changed(
      memoryHost({ trees: [WORLDS['a filled cache'] ?? {}] }),
      '/cache/example.com/d@v1.0.0',
      'hidden',
    );
    expect(await route(tree)).toMatchObject({ verdict: 'blocked', fetches: [] });
  });
});
