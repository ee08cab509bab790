import type { ResolverFacts } from '../facts.ts';
import { asksServers } from '../questions/glibc-sources.ts';
import type { ResolverFinding } from '../rules/index.ts';

/** From this release of glibc on files are looked into first where nothing is said. */
const FILES_FIRST = 34;

/** nsswitch.conf, for who reads it. */
export function judgeSources(facts: ResolverFacts): readonly ResolverFinding[] {
  const { glibcSources, goSources, libraries, missingModules, go } = facts;
  const { glibc, oldGlibc } = libraries;
  const missing = new Set(missingModules);
  if (glibcSources === undefined || goSources === undefined) return [];
  if (glibcSources === 'missing') {
    if (!glibc) return [];
    const isOld = oldGlibc !== null && oldGlibc < FILES_FIRST;
    const order = isOld ? 'dns [!UNAVAIL=return] files' : 'files dns';
    return [
      { rule: 'resolver/nsswitch-missing', args: { order }, ...(isOld ? { severity: 'warning' } : {}) },
    ];
  }
  if (glibcSources === 'invalid') return glibc ? [{ rule: 'resolver/nsswitch-invalid', args: {} }] : [];
  const goOrders = go.choices.map(({ order }) => order);
  const names = [
    ...(Array.isArray(goSources) &&
    (goSources.every(({ name }) => name === 'files') || goOrders.includes('files'))
      ? ['go']
      : []),
    ...(glibc &&
    asksServers(glibcSources, false, (name) => (missing.has(name) ? 'unavail' : 'unknown')) === false
      ? ['glibc']
      : []),
  ];
  const sources = (glibcSources ?? []).map(({ name }) => name);
  if (names.length > 0) return [{ rule: 'resolver/nss-without-dns', args: { sources, names } }];
  return missingModules.length === 0
    ? []
    : [{ rule: 'resolver/nss-module-missing', args: { modules: missingModules } }];
}
