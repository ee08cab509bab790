import type { RouteModule } from '../../../../src/core/documents/route-report.ts';
import { readProject } from '../../../../src/go/modules/project.ts';
import { lookUp } from '../../../../src/go/route/questions.ts';
import { readRouteContext } from '../../../../src/go/route/read-context.ts';
import { routeModule } from '../../../../src/go/route/route.ts';
import { defaultValues } from '../../../../src/go/settings/module-settings.ts';
import { memoryHost } from '../../memory/memory-host.ts';
import type { FakeModule } from './module-zip.ts';

/** The route of one module in a working directory and a module cache that are values. */
export async function predict(
  module: FakeModule,
  env: Readonly<Record<string, string>>,
  files: Readonly<Record<string, string>>,
  cache: Readonly<Record<string, string | Buffer>>,
  go: string,
): Promise<RouteModule> {
  const at = (prefix: string, tree: Readonly<Record<string, string | Buffer>>) =>
    Object.fromEntries(
      Object.entries(tree).map(([path, content]) => [
        `${prefix}/${path}`,
        { type: 'file' as const, mode: 0o644, uid: 0, gid: 0, content: Buffer.from(content as string) },
      ]),
    );
  const host = memoryHost({ trees: [at('/project', files), at('/mod', cache)] });
  const project = 'go.mod' in files ? readProject(host, '/project/go.mod') : null;
  const values = defaultValues({ GOFLAGS: '-modcacherw', GOMODCACHE: '/mod', ...env });
  const context = await readRouteContext(host, {
    ...{ values, go, project, live: false, privateModules: [], allowUnverified: false, details: true },
    ...{ failure: null, unreadable: null, conflict: null },
  });
  return routeModule(await lookUp(host, module, context), context);
}
