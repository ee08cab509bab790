/** An option, and so a variable, that says one field of a section of the policy. */
export interface Shorthand<Section> {
  /** Long name without dashes. */
  readonly name: string;
  /** What the help calls the value. */
  readonly placeholder: string;
  readonly help: string;
  /** The value's meaning. Throws {@link InvalidValue}. */
  read(text: string): Partial<Section> | Promise<Partial<Section>>;
}

/** The value of an option cannot be used; the message goes on after the option's name and the value. */
export class InvalidValue extends Error {}

/** The items of a list, without the blanks around them. Throws {@link InvalidValue} for an empty one. */
export function listed(text: string): readonly string[] {
  const items = text.split(',').map((item) => item.trim());
  if (items.includes('')) throw new InvalidValue('has an empty entry; a list is written with commas: a,b');
  return items;
}
