/** An amount of US dollars with cents and thousands. */
export function money(amount: number): string {
  return amount.toLocaleString('en-US', { minimumFractionDigits: 2, maximumFractionDigits: 2 });
}

/** A difference with its sign. */
export function signed(amount: number): string {
  return `${amount < 0 ? '-' : '+'}${money(Math.abs(amount))}`;
}

/** A quantity: a large one without decimals, a small one with up to six. */
export function quantity(value: number): string {
  return value.toLocaleString('en-US', { maximumFractionDigits: decimalsOf(Math.abs(value)) });
}

function decimalsOf(size: number): number {
  if (size >= 100) {
    return 0;
  }
  return size >= 1 ? 2 : 6;
}

/** The price of one unit, with four digits however small it is. */
export function unitPrice(usd: number): string {
  const digits = usd === 0 ? 0 : Math.min(12, Math.max(2, 3 - Math.floor(Math.log10(Math.abs(usd)))));
  return usd.toLocaleString('en-US', { maximumFractionDigits: digits });
}

/** US dollars for one user, which may be less than a cent. */
export function perUser(usd: number): string {
  return usd >= 1 ? money(usd) : usd.toLocaleString('en-US', { minimumFractionDigits: 4, maximumFractionDigits: 4 });
}

/** A part in percent. */
export function percent(part: number): string {
  return `${part.toLocaleString('en-US', { maximumFractionDigits: part < 10 ? 1 : 0 })} %`;
}

/** A whole number with thousands. */
export function whole(value: number): string {
  return value.toLocaleString('en-US', { maximumFractionDigits: 0 });
}

/** `1 line`, `2 lines`. */
export function counted(count: number, singular: string, plural = `${singular}s`): string {
  return `${whole(count)} ${count === 1 ? singular : plural}`;
}
