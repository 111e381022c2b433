// A month's figures by name, as the API tells them: the path to each; what is in a list goes by its id, currency or name.

/** All figures of a sealed text: name to value. A list of plain values is one figure. */
export function figuresOf(text) {
  const figures = new Map();
  add(figures, '', JSON.parse(text));
  return figures;
}

function add(figures, name, value) {
  const under = (part, inner) => add(figures, name === '' ? part : `${name}.${part}`, inner);
  if (Array.isArray(value) && value.length > 0 && value.every(v => v !== null && typeof v === 'object')) {
    for (const item of value) under(item.id ?? item.currency ?? item.name, item);
  } else if (value !== null && typeof value === 'object' && !Array.isArray(value)) {
    for (const [part, inner] of Object.entries(value)) under(part, inner);
  } else {
    figures.set(name, Array.isArray(value) ? JSON.stringify(value) : value);
  }
}

/** The month as moments in milliseconds: its first and last one, and the last one before it. */
export function spanOf(month) {
  const [year, number] = month.split('-').map(Number);
  const [start, end] = [Date.UTC(year, number - 1, 1), Date.UTC(year, number, 1)];
  return { month, number: year * 100 + number, start, end, at: end - 1, before: start - 1 };
}

/** The month so many months later. */
export const plus = (month, months) => new Date(Date.UTC(Number(month.slice(0, 4)), Number(month.slice(5)) - 1 + months, 1)).toISOString().slice(0, 7);

/** A share in percent, floored to one decimal, in whole numbers; null where there is nothing to divide by. */
export const percent = (part, whole) => whole <= 0 ? null : Number(BigInt(part) * 1000n / BigInt(whole)) / 10;

/** A number to two decimals, halves away from zero: of the decimals that a double really has. */
export function twoDecimals(value) {
  if (value === null) return null;
  const [whole, fraction = ''] = Math.abs(value).toFixed(15 - Math.max(1, String(Math.trunc(Math.abs(value))).length)).split('.');
  const hundredths = BigInt(whole + fraction.padEnd(2, '0').slice(0, 2)) + ((fraction[2] ?? '0') >= '5' ? 1n : 0n);
  return Math.sign(value) * Number(hundredths) / 100;
}
