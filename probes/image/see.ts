import type { ProbeContext } from '../../src/core/probe.ts';
import type { JsonObject } from '../../src/core/types/json.ts';
import type { Host } from '../../src/target/host.ts';
import type { ImageContents } from '../../src/target/image-contents.ts';
import type { ImageFacts } from './facts.ts';
import { judge } from './judge.ts';
import { observe } from './observe.ts';
import type { ImageFinding } from './rules/index.ts';
import { reportFacts, summary } from './show.ts';

/** What an image holds, and what is wrong with it. */
export interface SeenImage {
  readonly image: ImageFacts;
  readonly findings: readonly ImageFinding[];
  readonly summary: string;
  readonly report: JsonObject;
}

export function see(
  host: Host,
  contents: ImageContents,
  { policy, profile }: Pick<ProbeContext<unknown>, 'policy' | 'profile'>,
): SeenImage {
  const image = observe(host, contents, policy.image, profile.name);
  return {
    image,
    findings: judge(image, policy.image, profile.name),
    summary: summary(image),
    report: reportFacts(image),
  };
}
