import { grouped } from '../../core/text/grouped.ts';
import { formatModule } from '../modules/module-path.ts';
import type { VendoredModule } from '../modules/vendor.ts';
import type { RouteContext, RouteQuestion } from './context.ts';

/** Where a module's files come from. */
export type Place = 'directory' | 'vendor' | 'cache' | 'network';

export interface Placement {
  readonly place: Place;
  readonly mode: 'module' | 'gopath' | 'vendor';
  /** Null where no vendor directory is in use. */
  readonly vendored: boolean | null;
  /** Null where it is not known. */
  readonly cached: boolean | null;
}

/** In the order in which go looks: replacement by a directory, vendor, module cache, network. */
export function placementOf(question: RouteQuestion, context: RouteContext): Placement {
  const { cache, directory } = question;
  const vendored = isVendored(question, context);
  // Without its .info a module is asked for again by every command, builds too.
  const known = cache !== null && cache.refused === null;
  const cached = known ? cache.info && cache.mod !== null && cache.tree !== null : null;
  const place =
    vendored === true ? 'vendor' : directory !== null ? 'directory' : cached === true ? 'cache' : 'network';
  return { place, mode: modeOf(question, context), vendored, cached };
}

const vendoredOf = grouped<VendoredModule>(({ path }) => path);

/** A replaced module stands in modules.txt under its own name. */
function isVendored({ module, replaces }: RouteQuestion, { build, project }: RouteContext): boolean | null {
  if (build.mod !== 'vendor') return null;
  const { path, version } = replaces ?? module;
  const listed = project?.vendorList == null ? [] : vendoredOf(project.vendorList.modules, path);
  return listed.some((m) => version === '' || m.version === version);
}

/** `vendor` where a build of this project looks nowhere else for the module, whether it is there or not. */
function modeOf(question: RouteQuestion, context: RouteContext): Placement['mode'] {
  const { settings, project, build } = context;
  const { go111module } = settings;
  // A module in one version is a question to `go mod download`, which only `off` forbids.
  const outside = go111module === 'auto' && project === null && question.module.version === '';
  if (go111module === 'off' || outside) return 'gopath';
  if (build.mod !== 'vendor') return 'module';
  return build.why === 'flag' || belongsToProject(question, context) ? 'vendor' : 'module';
}

/** The module is one that a build of this project needs: go.mod or vendor/modules.txt names it. */
export function belongsToProject({ module, replaces }: RouteQuestion, { project }: RouteContext): boolean {
  return project?.named.has(formatModule(replaces ?? module)) ?? false;
}
