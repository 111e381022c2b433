// Amounts as whole minor units, exactly: from the text of a number, never through a floating-point one.

// What the generated organisation is billed in. Another currency is a mistake of the check until its digits are written here.
const digits = { EUR: 2, GBP: 2, USD: 2 };

/** JSON whose amounts stay the text that they were sent as. */
export const readExact = json => JSON.parse(json.replace(/"(amount|cost|estimatedCost|preliminaryCost|unallocatedCost)":(\s*)(-?\d[\d.]*)(?=\s*[,}\]])/g, '"$1":$2"$3"'));

function parts(text, currency) {
  if (!(currency in digits)) throw new Error(`no digits are known of ${currency}`);
  const read = /^(-?)(\d+)(?:\.(\d+))?$/.exec(text);
  if (!read) throw new Error(`not an amount: ${text}`);
  const [, sign, whole, fraction = ''] = read;
  const padded = fraction.padEnd(digits[currency], '0');
  return { sign: sign ? -1n : 1n, minor: BigInt(whole + padded.slice(0, digits[currency])), below: padded.slice(digits[currency]) };
}

/** What a source told, to the minor unit: halves away from zero. */
export function rounded(text, currency) {
  const { sign, minor, below } = parts(text, currency);
  return sign * (minor + (below !== '' && below[0] >= '5' ? 1n : 0n));
}

/** What the program told, which must be whole minor units already. */
export function whole(text, currency) {
  const { sign, minor, below } = parts(text, currency);
  if (/[1-9]/.test(below)) throw new Error(`more digits than ${currency} has: ${text}`);
  return sign * minor;
}

/** Sums by currency as one text; each currency on its own line of the sum. */
export function totals(amounts) {
  const sums = new Map();
  for (const { currency, minor } of amounts) sums.set(currency, (sums.get(currency) ?? 0n) + minor);
  return [...sums].sort(([a], [b]) => a < b ? -1 : 1).map(([currency, minor]) => `${currency} ${minor}`).join(', ');
}

/** Amounts on a page: `EUR 1,234.56`, with its own spaces and separators. */
export function onPage(html) {
  return [...html.matchAll(/class="money"[^>]*>([A-Z]{3})(?:&#xA0;|\u00a0)(-?[\d,]+(?:\.\d+)?)</g)]
    .map(([, currency, text]) => ({ currency, minor: whole(text.replaceAll(',', ''), currency) }));
}
