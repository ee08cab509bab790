const KIB = 1024;
const MIB = KIB * KIB;

/** `812 bytes`, `3.4 KiB`, `18 MiB`. */
export function size(bytes: number): string {
  if (bytes < KIB) return bytes === 1 ? '1 byte' : `${bytes} bytes`;
  const [unit, name] = bytes < MIB ? [KIB, 'KiB'] : [MIB, 'MiB'];
  const count = bytes / unit;
  return `${count < 10 ? count.toFixed(1) : Math.round(count)} ${name}`;
}

/** Bytes by their unit, in the grammar of Docker (decimal), of Kubernetes and of IEC (binary). */
const UNITS: Readonly<Record<string, number>> = {
  kB: 1000,
  KB: 1000,
  MB: 1000 ** 2,
  GB: 1000 ** 3,
  Ki: KIB,
  KiB: KIB,
  Mi: MIB,
  MiB: MIB,
  Gi: KIB * MIB,
  GiB: KIB * MIB,
};

/** Bytes of what somebody wrote, such as `45MB`; null where that is no size. */
export function readSize(text: string): number | null {
  const [, number = '', unit = ''] = /^(\d{1,9}(?:\.\d{1,6})?) ?([A-Za-z]+)$/.exec(text) ?? [];
  const bytes = UNITS[unit];
  return bytes === undefined || number === '' ? null : Math.round(Number(number) * bytes);
}
