/** A value without the quotes around it; what stands behind ` #` or ` ;` is no part of one without quotes. */
export function unquoted(value: string): string {
  const quote = value[0];
  if (quote === '"' || quote === "'") {
    const end = value.indexOf(quote, 1);
    return value.slice(1, end < 0 ? undefined : end);
  }
  const remark = value.search(/\s[#;]/);
  return remark < 0 ? value : value.slice(0, remark);
}
