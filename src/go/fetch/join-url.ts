/** A path below a URL; its query stays at the end (cmd/go/internal/modfetch, proxyRepo.getBody). */
export function joinUrl(base: string, path: string): string {
  const end = base.search(/[?#]/);
  const [place, rest] = end < 0 ? [base, ''] : [base.slice(0, end), base.slice(end)];
  return `${place.replace(/\/$/, '')}/${path}${rest}`;
}
