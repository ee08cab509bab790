import { BREAKAGES } from '../../test/containers/breakages.ts';
import type { ImageName } from '../../test/containers/images.ts';
import { EXPECTED, SETTINGS } from '../../test/containers/settings.ts';

/** Each image in each setting: the rules that are right to fire. */
export function healthyImagesTable(): string {
  const images = Object.keys(EXPECTED) as ImageName[];
  const rows = Object.entries(SETTINGS).map(
    ([setting, options]) => `| ${setting} | ${images.map((i) => rules(EXPECTED[i](options))).join(' | ')} |`,
  );
  const line = '|---'.repeat(images.length + 1);
  return [`| run | ${images.join(' | ')} |`, `${line}|`, ...rows].join('\n');
}

/** Each breakage of a real image, and exactly what is found. */
export function brokenImagesTable(): string {
  const rows = Object.entries(BREAKAGES).map(
    ([name, { image, rules: found }]) => `| ${name} | ${image} | ${rules(found)} |`,
  );
  return ['| broken | image | found |', '|---|---|---|', ...rows].join('\n');
}

function rules(found: readonly string[]): string {
  return found.length === 0 ? '·' : found.join(', ');
}
