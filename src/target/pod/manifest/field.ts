/** A manifest that says something impossible; the message begins with its file and line. */
export class ManifestError extends Error {}

/** Of what a field is a part. */
export interface Document {
  /** The file as it was named. */
  readonly file: string;
  /** The line of a path of keys and indices, from 1 on: that of its last part that is there. */
  lineOf(path: readonly (string | number)[]): number;
  /** A scalar as it stands there, before YAML makes a number or a truth of it; null where it is none. */
  sourceOf(path: readonly (string | number)[]): string | null;
}

/** A place in a manifest, for whoever has to be told of it. */
export interface Line {
  readonly file: string;
  readonly line: number;
}

/** A field of a manifest that is there or not, and where. Reading one of another type than it must have fails. */
export class Field {
  readonly value: unknown;
  readonly document: Document;
  readonly path: readonly (string | number)[];

  constructor(value: unknown, document: Document, path: readonly (string | number)[] = []) {
    this.value = value;
    this.document = document;
    this.path = path;
  }

  /** Null counts as left out, as Kubernetes has it. */
  get isThere(): boolean {
    return this.value !== undefined && this.value !== null;
  }

  get line(): Line {
    return { file: this.document.file, line: this.document.lineOf(this.path) };
  }

  get(name: string): Field {
    const { value } = this;
    if (!this.isThere) return new Field(undefined, this.document, this.path);
    if (!isObject(value)) throw this.refused('must hold fields');
    return new Field(
      Object.hasOwn(value, name) ? value[name] : undefined,
      this.document,
      this.path.concat(name),
    );
  }

  /** Of a list; none where it is not there. */
  items(): readonly Field[] {
    if (!this.isThere) return [];
    if (!Array.isArray(this.value)) throw this.refused('must be a list');
    return this.value.map((item, at) => new Field(item, this.document, this.path.concat(at)));
  }

  /** The fields of a mapping whose names are free, such as labels. */
  entries(): readonly (readonly [string, Field])[] {
    if (!this.isThere) return [];
    if (!isObject(this.value)) throw this.refused('must hold fields');
    return Object.keys(this.value).map((name) => [name, this.get(name)]);
  }

  text(): string | null {
    if (!this.isThere) return null;
    if (typeof this.value === 'string') return this.value;
    const meant = JSON.stringify(this.document.sourceOf(this.path) ?? String(this.value));
    throw this.refused(
      typeof this.value === 'object'
        ? 'must be text'
        : `must be text, and Kubernetes takes no ${typeof this.value} for it: write ${meant}`,
    );
  }

  whole(): number | null {
    if (!this.isThere) return null;
    if (typeof this.value === 'number' && Number.isSafeInteger(this.value)) return this.value;
    throw this.refused(`must be a whole number, and is ${JSON.stringify(this.value)}`);
  }

  flag(): boolean | null {
    if (!this.isThere) return null;
    if (typeof this.value === 'boolean') return this.value;
    throw this.refused(`must be true or false, and is ${JSON.stringify(this.value)}`);
  }

  refused(text: string): ManifestError {
    const { file, line } = this.line;
    const name = dotted(this.path);
    return new ManifestError(`${file}:${line}: ${name === '' ? 'the document' : name} ${text}`);
  }
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function dotted(path: readonly (string | number)[]): string {
  return path.reduce<string>(
    (text, part) => (typeof part === 'number' ? `${text}[${part}]` : text === '' ? part : `${text}.${part}`),
    '',
  );
}
