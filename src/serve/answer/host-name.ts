/** Whether the Host header (RFC 9110, 7.2) names a loopback address, or nothing. Pure. */
export function isForLoopback(host: string | undefined): boolean {
  // HTTP/1.0 sends none, and no browser speaks it.
  if (host === undefined || host === '') return true;
  const name = host.replace(/:\d{1,5}$/, '').toLowerCase();
  return name === 'localhost' || name === '[::1]' || /^127(?:\.\d{1,3}){3}$/.test(name);
}
