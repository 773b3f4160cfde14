/** *Today*: what changed since the person last said that all is seen, and what needs attention. Pure. */
import type { Attention, CommandError, News, NewsGroup, NewsItem, NewsKind } from '../gen/types';

/** Of each kind at first; the person asks for more. */
export const SHOWN = 6;

/** What is listed of a kind: a lone one more takes no more room than the button that would show it. */
export function listed({ items, total }: NewsGroup): readonly NewsItem[] {
  return items.length === SHOWN + 1 && total > items.length ? items.slice(0, SHOWN) : items;
}

export interface TodayModel {
  /** It lies over the list; a page may lie over it. */
  readonly open: boolean;
  /** Of the newest question for news. */
  readonly newsSeq: number;
  /** Counts are always of everything; the items only while the pane is open. */
  readonly news: News | null;
  readonly attentionSeq: number;
  readonly attention: Attention | null;
  /** Why the copy on this computer could not tell. */
  readonly problem: CommandError | null;
  /** The mark before all was seen, for whoever did not mean it. */
  readonly undo: string | null;
  /** The line that led to a page: the focus goes back to it. */
  readonly line: string | null;
}

export type TodayEvent =
  | { kind: 'todayOpened' }
  | { kind: 'todayLeft' }
  | { kind: 'lineLeft'; line: string }
  | { kind: 'newsAsked'; seq: number }
  | { kind: 'newsArrived'; seq: number; news: News }
  /** More items of one kind, behind those that are here. */
  | { kind: 'moreNewsArrived'; group: NewsKind; news: News }
  | { kind: 'newsSeen'; undo: string | null }
  | { kind: 'attentionAsked'; seq: number }
  | { kind: 'attentionArrived'; seq: number; attention: Attention }
  | { kind: 'todayFailed'; seq: number; problem: CommandError };

export const firstToday: TodayModel = {
  open: false,
  newsSeq: 0,
  news: null,
  attentionSeq: 0,
  attention: null,
  problem: null,
  undo: null,
  line: null,
};

export function reduceToday(today: TodayModel, event: TodayEvent): TodayModel {
  switch (event.kind) {
    case 'todayOpened':
      return { ...today, open: true, line: null };
    case 'todayLeft':
      return today.open ? closed(today) : today;
    case 'lineLeft':
      return { ...today, line: event.line };
    case 'newsAsked':
      return { ...today, newsSeq: event.seq };
    case 'newsArrived': {
      if (event.seq !== today.newsSeq) return today;
      // What came meanwhile cannot be taken back together with what was seen.
      const undo = event.news.total > 0 ? null : today.undo;
      return { ...today, news: today.open ? withShown(event.news, today.news) : event.news, undo, problem: null };
    }
    case 'moreNewsArrived':
      return { ...today, news: today.news && withMore(today.news, event.group, event.news) };
    case 'newsSeen':
      return { ...today, undo: event.undo };
    case 'attentionAsked':
      return { ...today, attentionSeq: event.seq };
    case 'attentionArrived':
      return event.seq === today.attentionSeq ? { ...today, attention: event.attention } : today;
    case 'todayFailed':
      return event.seq === today.newsSeq || event.seq === today.attentionSeq ? { ...today, problem: event.problem } : today;
  }
}

/** Another place is open now. */
export function closed(today: TodayModel): TodayModel {
  return { ...today, open: false, undo: null, line: null };
}

/** An answer that was on its way while somebody asked for more takes nothing of it back, as long as both are of one state. */
function withShown(news: News, before: News | null): News {
  if (before?.until !== news.until) return news;
  const groups = news.groups.map((group) => {
    const shown = before.groups.find(({ kind }) => kind === group.kind);
    return shown && shown.total === group.total && shown.items.length > group.items.length ? shown : group;
  });
  return { ...news, groups };
}

function withMore(news: News, kind: NewsKind, more: News): News {
  const added = more.groups.find((group) => group.kind === kind);
  if (!added) return news;
  const extended = (group: NewsGroup): NewsGroup => {
    const known = new Set(group.items.map(({ entry }) => entry));
    return { ...group, total: added.total, items: [...group.items, ...added.items.filter(({ entry }) => !known.has(entry))] };
  };
  return { ...news, groups: news.groups.map((group) => (group.kind === kind ? extended(group) : group)) };
}

/** Changes that nobody has seen. */
export function unseen({ news }: TodayModel): number {
  return news?.total ?? 0;
}
