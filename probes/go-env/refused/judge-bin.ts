import { meantValue } from '../../../src/core/text/meant/meant-value.ts';
import { type GoEnvFacts, type Seen, setting } from '../facts.ts';
import type { GoEnvFinding } from '../rules/index.ts';

/** Where `go install` puts programs (cmd/go/internal/work, installOutsideModule and InstallPackages). */
export function judgeBin(facts: GoEnvFacts, { values }: Seen): GoEnvFinding[] {
  const bin = setting(facts, 'GOBIN');
  if (bin === null) return [];
  const { value, origin: from } = bin;
  if (!value.startsWith('/')) {
    return [{ rule: 'go-env/bin-relative', args: { value, instead: absolute(facts, value), from } }];
  }
  const target = `${values.GOOS}/${values.GOARCH}`;
  const crossed = values.GOOS !== values.GOHOSTOS || values.GOARCH !== values.GOHOSTARCH;
  return crossed ? [{ rule: 'go-env/bin-cross', args: { value, target, from } }] : [];
}

/** `~/bin` is meant to be below HOME, anything else below the working directory. */
function absolute({ sources, directory }: GoEnvFacts, value: string): string {
  const meant = meantValue(value)?.meant ?? value;
  const home = sources.environment.HOME;
  if (/^(?:~|\$\{?HOME\}?)(?:\/|$)/.test(value) && home) return value.replace(/^(?:~|\$\{?HOME\}?)/, home);
  return meant.startsWith('/')
    ? meant
    : `${directory === '/' ? '' : directory}/${meant.replace(/^\.\//, '')}`;
}
