/** The currency that the lines above a header state: `Currency: AUD`, or `Report currency` with the code in the next cell. */
import { isCurrencyCode } from './currencies.js';

const LABEL =
  /(?:^|\s)(?:currency(?: code)?|валюта|moneda|divisa|moeda|währung|devise|valuta|waluta)\s*[:：]?\s*([A-Z]{3})?$/iu;

/** ISO 4217 code; null when no line states one, or when two differ. */
export function statedCurrency(preamble: readonly (readonly string[])[]): string | null {
  const codes = new Set<string>();
  for (const line of preamble) {
    line.forEach((cell, place) => {
      const label = cell.length > LONGEST_LABEL ? null : LABEL.exec(cell.trim());
      const code = label && (label[1] ?? line[place + 1] ?? '').trim().toUpperCase();
      if (code !== null && isCurrencyCode(code)) codes.add(code);
    });
  }
  const [only] = codes;
  return codes.size === 1 && only !== undefined ? only : null;
}

const LONGEST_LABEL = 60;
