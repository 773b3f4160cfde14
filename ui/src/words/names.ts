/** Names as they came; what is missing or blank is said, since nothing can be pointed at or pressed there. */
import type { Cell } from '../gen/types';

export function nameOf(name: Cell | string | null | undefined, otherwise: string): string {
  const text = typeof name === 'object' ? name?.text : name;
  return text === undefined || text.trim() === '' ? otherwise : text;
}
