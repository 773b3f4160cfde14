/** What is said about newer versions of the program. */
import type { UpdateView } from '../gen/types';

export const LOOK = 'Look for a new version';
export const NO_NOTES = 'Nothing was written down about it.';

export const isHere = (version: string) => `Partner Desk ${version} is here`;
export const isNewest = (version: string) => `Partner Desk ${version} is the newest version.`;
export const youHave = (version: string) => `You have ${version}. Your log-in, your data and your settings stay as they are.`;

/** Why it cannot be installed at this moment; null: it can. */
export function waitsFor(app: { readonly syncing: boolean; readonly exporting: boolean }): string | null {
  if (app.exporting) return 'It can be installed once the export has ended.';
  return app.syncing ? 'It can be installed once the sync has ended.' : null;
}

/** What goes on about it; null: nothing. */
export function stepWords({ step, percent, offer }: UpdateView): string | null {
  switch (step) {
    case 'resting':
      return null;
    case 'looking':
      return 'Looking for a new version…';
    case 'fetching':
      return percent === null ? `Fetching ${offer?.version ?? 'it'}…` : `Fetching ${offer?.version ?? 'it'}: ${percent} %`;
    case 'waiting':
      return 'It is here and whole. It is installed as soon as the sync or export has ended.';
    case 'installing':
      return 'Installing. Partner Desk starts again by itself.';
  }
}
