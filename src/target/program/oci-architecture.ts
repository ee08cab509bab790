/** As images and Go name the processor, by Node's name of it. */
export function ociArchitecture(arch: string): string {
  return OCI[arch] ?? arch;
}

const OCI: Readonly<Record<string, string>> = { x64: 'amd64', ia32: '386' };
