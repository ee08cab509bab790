import { hostOf } from '../../src/go/settings/public-services.ts';
import type { Sumdb } from '../../src/go/settings/sumdb.ts';
import { type GoEnvFacts, type Seen, usesModules } from './facts.ts';

/** `proxy.golang.org, then direct; checksum database off`. */
export function summary({ answer, seen }: GoEnvFacts): string {
  if (seen === null) return NO_ANSWER[answer.kind] ?? '';
  if (!usesModules(seen)) return `GOPATH mode: ${seen.values.GOPATH || 'GOPATH empty'}`;
  const parts = [proxies(seen), database(seen.sumdb)];
  if (seen.module.build.mod === 'vendor') parts.unshift('vendored');
  const text = parts.join('; ');
  return text.length > 100 ? `${text.slice(0, 99)}…` : text;
}

const NO_ANSWER: Readonly<Record<string, string>> = {
  failed: 'go env fails',
  'timed-out': 'go env gives no answer',
  unparsable: 'go env does not print JSON',
};

function proxies({ proxies: list }: Seen): string {
  if (!list.ok) return list.error.code === 'no-entries' ? 'no proxy' : 'GOPROXY invalid';
  const names = list.value.entries.map(({ kind, url }) => (url === null ? kind : nameOf(url)));
  const [first = '', ...rest] = names;
  if (first === 'off') return 'no downloads (GOPROXY=off)';
  return [first === 'direct' ? 'direct only' : first, ...rest].join(', then ');
}

function nameOf(url: string): string {
  return /^file:/i.test(url) ? url : hostOf(url);
}

function database(sumdb: Sumdb): string {
  if (sumdb.kind === 'on') return `verified by ${sumdb.name}`;
  return sumdb.kind === 'off' ? 'checksum database off' : 'GOSUMDB invalid';
}
