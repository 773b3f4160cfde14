/** The signs that stand beside a status in words. Each has a shape of its own, so that colour is never the only one. */
import type { StatusGroup } from '../gen/types';

export type Sign = StatusGroup | 'complete' | 'ready' | 'invoiced' | 'disputed';
