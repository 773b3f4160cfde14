/** Decimal strings as whole millionths, so that made-up sums are exact too. */
export function micros(value: string | null | undefined): bigint {
  const match = /^(-?)(\d+)(?:\.(\d{1,6}))?$/.exec(value ?? '');
  if (!match) return 0n;
  const whole = BigInt(`${match[2]}${(match[3] ?? '').padEnd(6, '0')}`);
  return match[1] ? -whole : whole;
}

export function fromMicros(value: bigint): string {
  const digits = String(value < 0n ? -value : value).padStart(7, '0');
  const rest = digits.slice(-6).replace(/0{1,4}$/, '');
  return `${value < 0n ? '-' : ''}${digits.slice(0, -6)}.${rest}`;
}
