import { REDACTED } from './redacted.ts';

/** Tokens of well-known makes say what they are at their beginning. */
const MAKES =
  /\b(?:(?:gh[pousr]_|github_pat_|gl(?:pat|agent|cbt|dt|ffct|ft|imt|oas|ptt|rt|soat)-|hv[brs]\.|dckr_[op]at_|do[opr]_v1_|sk-(?:admin|ant|or|proj|svcacct)-|[rs]k_(?:live|test)_|shp(?:at|ca|pa|ss)_|xox[a-z]-|xapp-|glsa_|whsec_|ya29\.|ATATT3|tskey-)[\w.=-]{10,}|A[KS]IA[A-Z0-9]{16}|AIza[\w-]{30,}|(?:hf|npm)_[A-Za-z0-9]{30,}|pypi-[\w-]{30,}|sk-[A-Za-z0-9]{32,}|SG\.[\w-]{16,}\.[\w-]{16,}|AGE-SECRET-KEY-\w+)/g;

export function redactMakes(text: string): string {
  // JSON web tokens: three words in base64, of which the first begins like an object. Whole words are looked at,
  // each once, since `eyJ` may stand in a word again and again.
  const left = text.includes('eyJ') ? text.replace(/[\w-]+(?:\.[\w-]*)*/g, withoutWebToken) : text;
  return left.replace(MAKES, REDACTED);
}

function withoutWebToken(words: string): string {
  if (!words.includes('eyJ')) return words;
  const parts = words.split('.');
  const kept: string[] = [];
  for (let i = 0; i < parts.length; i++) {
    const part = parts[i] ?? '';
    const begin = part.search(/\beyJ/);
    const isToken =
      begin >= 0 && part.length - begin >= 13 && (parts[i + 1] ?? '').length >= 10 && i + 2 < parts.length;
    kept.push(isToken ? part.slice(0, begin) + REDACTED : part);
    if (isToken) i += 2;
  }
  return kept.join('.');
}
