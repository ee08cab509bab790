import type { ValueSlip } from './meant-value.ts';

/** The slip in words, as the end of a sentence about the value. */
export const SLIP_WORDS: Readonly<Record<ValueSlip, string>> = {
  quoted: 'it has quotes around it, which are part of the value',
  'carriage-return': 'it ends with a carriage return, which is part of the value',
  'blank-at-end': 'it ends with a blank, which is part of the value',
  'blank-at-start': 'it begins with a blank, which is part of the value',
  comment: 'it has a comment behind it, which is part of the value',
  placeholder: 'it holds a placeholder that nobody filled in',
};
