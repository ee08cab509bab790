import type { Finding, FindingOrigin } from '../core/documents/report.ts';

/** Who is to blame, a line each. */
export function originLines({ origin = [] }: Pick<Finding, 'origin'>): readonly string[] {
  return origin.map(inWords);
}

function inWords(origin: FindingOrigin): string {
  if (!('layer' in origin)) return `${origin.file}:${origin.line}`;
  const { layer, digest, createdBy, file, line } = origin;
  if (layer === null) return createdBy ?? 'the configuration of the image';
  const source = file === undefined ? '' : `${file}:${line}, `;
  return `${source}layer ${layer}: ${createdBy ?? digest}`;
}
