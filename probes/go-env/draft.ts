import type { DraftField } from '../../src/core/policy/draft.ts';
import { redact } from '../../src/core/redact/redact.ts';
import type { GoEnvFacts } from './facts.ts';
import { settingOf } from './settings/settings.ts';

/** Settings that decide how a build fetches, verifies and compiles. */
const DECIDE = [
  'CGO_ENABLED',
  'GO111MODULE',
  'GOFLAGS',
  'GONOPROXY',
  'GONOSUMDB',
  'GOPRIVATE',
  'GOPROXY',
  'GOSUMDB',
  'GOTOOLCHAIN',
] as const;

/** A prefix of module paths, and no pattern. */
const PREFIX = /^[\w.~-]+(?:\/[\w.~-]+)*$/;

/** The module that is there, the modules that somebody calls private, and what somebody has set. */
export async function draft({ directory, seen, sources }: GoEnvFacts): Promise<readonly DraftField[]> {
  if (seen === null) return [];
  const { values, module } = seen;
  const named = module.gomod !== null && module.gowork === null;
  const prefixes = (values.GOPRIVATE ?? '').split(',').filter((pattern) => PREFIX.test(pattern));
  const set = DECIDE.flatMap((key) => {
    const setting = settingOf(sources, key);
    // Go's own defaults are in go.env from 1.21 on; a credential is for no policy.
    if (setting === null || setting.origin === 'go.env' || redact(setting.value) !== setting.value) return [];
    return [[key, setting.value] as const];
  });
  return [
    ...(named
      ? [
          { key: 'directory', value: directory, comment: 'Where the module is.' },
          { key: 'requireModule', value: true },
        ]
      : []),
    ...(prefixes.length === 0
      ? []
      : [
          {
            key: 'privateModules',
            value: [...new Set(prefixes)].sort(),
            comment: 'What GOPRIVATE names: no public proxy and no checksum database is asked for these.',
          },
        ]),
    ...(set.length === 0
      ? []
      : [{ key: 'expect', value: Object.fromEntries(set), comment: 'What somebody has set here.' }]),
  ];
}
