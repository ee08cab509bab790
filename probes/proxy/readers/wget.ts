import { firstThere, type Reader, reader } from './reader.ts';

/** GNU wget (src/retr.c, getproxy; src/host.c, sufmatch): lower case alone, no `*`, no networks. */
export const wget: Reader = reader(
  (env, scheme) => firstThere(env, [`${scheme}_proxy`]),
  (env, { host }) =>
    (env.no_proxy ?? '').split(',').some((each) => ofHost(each.trimStart().toLowerCase(), host)),
  ['no_proxy'],
);

function ofHost(entry: string, host: string): boolean {
  if (entry === '' || !host.endsWith(entry)) return false;
  return host === entry || entry.startsWith('.') || host.charAt(host.length - entry.length - 1) === '.';
}

/** wget of busybox (networking/wget.c): http_proxy, for https too, and no exceptions. */
export const busybox: Reader = reader(
  (env) => firstThere(env, ['http_proxy']),
  () => false,
  [],
);

/** apt (methods/http.cc; CheckDomainList): lower case alone, http_proxy for https too; the end of a name is enough. */
export const apt: Reader = reader(
  (env, scheme) => firstThere(env, scheme === 'https' ? ['https_proxy', 'http_proxy'] : ['http_proxy']),
  (env, { host }) =>
    (env.no_proxy ?? '').split(',').some((entry) => entry !== '' && host.endsWith(entry.toLowerCase())),
  ['no_proxy'],
);
