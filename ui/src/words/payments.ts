/** That no payment is here, in no more certain words than what was read allows. */
import type { SyncView } from '../gen/types';

/** After anything that a sync which is not complete may add to. */
export const MAY_COME = 'The first sync is not complete: more may still come.';

/** `of`: "this case". */
export function noPayment(sync: Pick<SyncView, 'asOf' | 'partial'> | undefined, of: string): string {
  if (!sync || sync.asOf === null) return `No payment for ${of} is here yet. ${MAY_COME}`;
  if (sync.partial !== null) return `No payment for ${of} is here. The last sync did not get everything, so one may be missing.`;
  // What that means for the fee is said once, where the fee is.
  return `No payment has been reported for ${of}.`;
}
