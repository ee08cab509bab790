/** Names of capabilities(7) by their bits, without `CAP_`. */
const NAMES =
  'CHOWN DAC_OVERRIDE DAC_READ_SEARCH FOWNER FSETID KILL SETGID SETUID SETPCAP LINUX_IMMUTABLE NET_BIND_SERVICE NET_BROADCAST NET_ADMIN NET_RAW IPC_LOCK IPC_OWNER SYS_MODULE SYS_RAWIO SYS_CHROOT SYS_PTRACE SYS_PACCT SYS_ADMIN SYS_BOOT SYS_NICE SYS_RESOURCE SYS_TIME SYS_TTY_CONFIG MKNOD LEASE AUDIT_WRITE AUDIT_CONTROL SETFCAP MAC_OVERRIDE MAC_ADMIN SYSLOG WAKE_ALARM BLOCK_SUSPEND AUDIT_READ PERFMON BPF CHECKPOINT_RESTORE'.split(
    ' ',
  );

/** Docker's, containerd's and Podman's own. */
const USUAL = 'a80425fb';

/** A set, in hexadecimal, in words. */
export function capabilitiesInWords(set: string): string {
  if (set === '0') return 'no capabilities';
  if (set === USUAL) return 'the capabilities that container runtimes give root';
  const bits = BigInt(`0x${set}`);
  const has = (bit: number) => ((bits >> BigInt(bit)) & 1n) === 1n;
  const names = NAMES.filter((_, bit) => has(bit));
  const missing = NAMES.filter((_, bit) => !has(bit));
  if (missing.length === 0) return 'all capabilities';
  return missing.length <= 4 ? `all capabilities but ${missing.join(', ')}` : names.join(', ');
}
