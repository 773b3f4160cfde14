/** What the client has to supply, in words. The areas are open-ended (contract section 6): unknown ones are spelled out. */
const AREAS: Readonly<Record<string, string>> = {
  ProvideDocuments: 'Provide documents',
  CorrectDebtorAddress: 'Correct the debtor’s address',
};

export function areaWords(area: string | null): string {
  const name = area?.trim() ?? '';
  if (name === '') return 'Information';
  return AREAS[name] ?? spelledOut(name);
}

/** `ConfirmBankDetails` reads *Confirm bank details*; anything that is no such name stays as it is. */
function spelledOut(name: string): string {
  if (!/^([A-Z][a-z]+)+$/.test(name)) return name;
  return name.replace(/\B[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
}
