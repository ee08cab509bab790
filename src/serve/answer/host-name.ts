/** Whether the Host header (RFC 9110, 7.2) names a loopback address, or nothing. Pure. */
export function isForLoopback(host: string | undefined): boolean {
  // HTTP/1.0 sends none, and no browser speaks it.
  if (host === undefined || host === '') return true;
  // The number of the port may be left out after its colon, and a full name may end in a dot.
  const name = host
    .replace(/:\d{0,5}$/, '')
    .replace(/\.$/, '')
    .toLowerCase();
  return name === 'localhost' || name === '[::1]' || /^127(?:\.\d{1,3}){3}$/.test(name);
}
