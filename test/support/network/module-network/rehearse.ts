import type { RouteAttempt, RouteFile, RouteModule } from '../../../../src/core/documents/route-report.ts';

/** What a source says: a status, or no connection at all. */
export type Status = number | 'refuse';

/** The network as the rehearsal needs to know it. */
export interface Stage {
  /** What is said to a request for this URL. */
  status(url: string): Status;
  /** Base URL of the proxy that a direct page names; null where it names a repository that is not there. */
  proxyOf(page: string): string | null;
  /** GOPROXY ends with the word direct. */
  readonly endsDirect: boolean;
  /** Separator behind a proxy is `|`. */
  readonly movesOnAnyError: (proxy: string) => boolean;
}

/** What go would do, as the route has it. Requests are listed once each, in the order of the first. */
export interface Rehearsal {
  readonly requests: readonly string[];
  readonly ok: boolean;
  /**
   * Go goes on to ask for a go.mod that it has, because the database did not vouch for it: what it asks
   * then is no part of the route.
   */
  readonly goesOn: boolean;
}

type Ask = (url: string) => Status;

/**
 * Walks a route through a network: mechanical, all knowledge of go is the route's.
 * @param order in which the command wants the files
 */
export function rehearse(route: RouteModule, stage: Stage, order: readonly RouteFile[]): Rehearsal {
  const requests: string[] = [];
  const ask = (url: string): Status => {
    const status = stage.status(url);
    const refused = status === 'refuse' && url.startsWith('https:');
    const shown = refused ? `${new URL(url).origin} refused` : decodeURI(url);
    if (!requests.includes(shown)) requests.push(shown);
    return status;
  };
  const end = (ok: boolean, goesOn = false): Rehearsal => ({ requests, ok, goesOn });
  if (route.verdict === 'blocked' && route.steps.length === 0 && route.checksum.state !== 'invalid') {
    if (route.checksum.state === 'asked') askDatabase(route, ask, stage);
    return end(false);
  }
  for (const file of order) {
    // The hash of a go.mod is checked within the attempt, so that a failure there moves on like any other;
    // the hash of a tree is checked when the attempts are over.
    const vouched = () => isVouchedFor(route, file, ask, stage);
    if (!route.fetches.includes(file)) {
      if (!vouched()) return end(false, file === 'mod');
    } else if (file === 'zip') {
      if (!fetchFile(route, file, ask, stage, () => true) || !vouched()) return end(false);
    } else if (!fetchFile(route, file, ask, stage, vouched)) {
      return end(false);
    }
  }
  return end(true);
}

function isVouchedFor(route: RouteModule, file: RouteFile, ask: Ask, stage: Stage): boolean {
  const { state, missing } = route.checksum;
  if (file === 'info' || !missing.includes(file === 'mod' ? 'go.mod' : 'tree')) return true;
  if (state === 'invalid') return false;
  return state !== 'asked' || askDatabase(route, ask, stage);
}

function urlOf(step: RouteAttempt, file: RouteFile): string {
  return step.urls.find((url) => url.endsWith(`.${file}`)) ?? '';
}

function fetchFile(
  route: RouteModule,
  file: RouteFile,
  ask: Ask,
  stage: Stage,
  vouched: () => boolean,
): boolean {
  for (const step of route.steps) {
    const status = step.kind === 'direct' ? askDirect(route, step, file, ask, stage) : ask(urlOf(step, file));
    if (status === 200 && vouched()) return true;
    const onward = status === 404 || status === 410 ? step.onNotFound : step.onError;
    if (onward === 'stop') return false;
  }
  return false;
}

function askDirect(route: RouteModule, step: RouteAttempt, file: RouteFile, ask: Ask, stage: Stage): Status {
  if (!step.url.endsWith('?go-get=1')) {
    // A repository of a host that go knows: only the program is seen, and what it says.
    return step.vcs.length === 0 ? 'refuse' : ask(`git:${step.url}`);
  }
  const status = askPage(step, ask);
  if (status !== 200) return status;
  const base = stage.proxyOf(step.url);
  if (base === null) return 404;
  return ask(`${base}/${route.module}/@v/${route.version}.${file}`);
}

/** GOINSECURE: where https cannot be reached, http is tried. */
function askPage(step: RouteAttempt, ask: Ask): Status {
  const status = ask(step.url);
  return status === 'refuse' && step.insecure ? ask(step.url.replace('https:', 'http:')) : status;
}

/** Mirrors are asked whether they are any; the first stays, also when it then fails. */
function askDatabase(route: RouteModule, ask: Ask, stage: Stage): boolean {
  const { via, name } = route.checksum;
  const lookup = `lookup/${route.module}@${route.version}`.replace(/[A-Z]/g, (c) => `!${c.toLowerCase()}`);
  const answers = (base: string) => ask(`${base}/${lookup}`) === 200 && ask(`${base}/tile`) === 200;
  let failed = false;
  for (const base of via) {
    if (base === `https://${name}` || via.length === 1)
      return failed && !stage.endsDirect ? false : answers(base);
    const status = ask(`${base}/supported`);
    if (status === 200) return answers(base);
    if (status === 404 || status === 410) continue;
    if (!stage.movesOnAnyError(base.slice(0, base.indexOf('/sumdb/')))) return false;
    failed = true;
  }
  return false;
}
