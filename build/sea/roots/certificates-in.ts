const PEM = /-----BEGIN CERTIFICATE-----[^-]*-----END CERTIFICATE-----/g;

/** The certificates of a text in PEM, each with its first and last line. */
export function certificatesIn(text: string): readonly string[] {
  return text.match(PEM) ?? [];
}
