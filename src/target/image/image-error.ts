/** The image cannot be looked at: a damaged archive, one that lies, or one that no runtime would unpack; in words. */
export class ImageError extends Error {}

/** More than one image fits what was asked for, or none: a matter of the call; in words, what there is a line each. */
export class ImageChoice extends Error {
  readonly lines: readonly string[];

  constructor(message: string, lines: readonly string[]) {
    super(message);
    this.lines = lines;
  }
}
