const UNITS = ['bytes', 'KiB', 'MiB', 'GiB', 'TiB'];

/** An amount of bytes for people: `512 MiB`. */
export function inUnits(bytes: number): string {
  let value = bytes;
  let unit = 0;
  while (value >= 1024 && unit < UNITS.length - 1) {
    value /= 1024;
    unit++;
  }
  const shown = Math.round(value * 10) / 10;
  return bytes === 1 ? '1 byte' : `${shown} ${UNITS[unit]}`;
}
