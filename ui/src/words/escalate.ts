/** What goes to Debitura, and what an e-mail can carry. PRODUCT.md 8. */

/** Matters that an account manager cannot solve alone. */
export const MATTERS: readonly string[] = [
  'How a case is handled',
  'A collection partner',
  'Compliance',
  'A disputed fee',
  'Technical trouble',
];

export const ANSWER_TIME = 'Debitura usually answers within two business days.';

/** Before the word that leads there. */
export const NO_RECIPIENT = 'No address is set yet: add it in your mail program, or once and for all in the';

const encoder = new TextEncoder();

/** Characters of the address that hands a text to the mail program: what is no plain letter, digit or sign takes three. */
export function addressLength(recipient: string | null, subject: string, text: string): number {
  const fixed = 'mailto:?subject=&body='.length + (recipient?.length ?? 0);
  return fixed + encoded(subject) + encoded(text.replace(/\r\n|\r|\n/g, '\r\n'));
}

function encoded(text: string): number {
  let length = 0;
  for (const byte of encoder.encode(text)) length += isPlain(byte) ? 1 : 3;
  return length;
}

function isPlain(byte: number): boolean {
  const isDigit = byte >= 48 && byte <= 57;
  const isLetter = (byte >= 65 && byte <= 90) || (byte >= 97 && byte <= 122);
  // - . _ ~
  return isDigit || isLetter || byte === 45 || byte === 46 || byte === 95 || byte === 126;
}
