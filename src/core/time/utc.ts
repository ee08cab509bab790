/** An instant of ISO 8601 as people read it: without its fraction, and with the name of its zone. Pure. */
export function utc(instant: string): string {
  return instant.replace('T', ' ').replace(/(?:\.\d+)?Z$/, ' UTC');
}
