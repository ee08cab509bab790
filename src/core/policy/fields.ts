import * as v from 'valibot';

/* What the sections of a policy file are made of, and what is said of a value that is wrong. */

/** The fields of a section by name: what a file may say, and the words that an editor shows. */
export type PolicyFields = v.ObjectEntries;

/** What the fields make of a section in a file. */
export type Said<Fields extends PolicyFields> = { readonly [K in keyof Fields]: v.InferOutput<Fields[K]> };

/** With the words that an editor shows, from the JSON Schema. */
export function described<S extends v.GenericSchema>(schema: S, description: string) {
  return v.pipe(schema, v.description(description));
}

export const yesOrNo = v.boolean('must be true or false');
export const text = v.pipe(v.string('must be text; put it in quotes'), v.nonEmpty('must not be empty'));
export const absolutePath = v.pipe(text, v.regex(/^\//, 'must be an absolute path'));
