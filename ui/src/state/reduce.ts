/** Makes a new model out of an old one and an event. Pure. */
import type { SessionView } from '../gen/types';
import { nothingArranged, reduceArranged } from './arranged';
import { noChart, reduceChart } from './charting';
import { reduceChoices } from './choosing';
import { type DetailEvent, firstSight, reduceDetail, reducePages, reduceSight, type SightEvent } from './detail';
import { reduceDrafts, reduceEscalation } from './escalation';
import type { ExportEvent, TableEvent, UiEvent, WindowEvent } from './events';
import type { ViewName } from './kinds';
import { type DialogName, type ExportModel, idleExport, type Model, type TableModel, type Tables, type Toast } from './model';
import { emptyPalette, reducePalette } from './palette';
import { closedTable, outdated, reduceTable } from './table';
import { reduceUpdate } from './updating';
import { closed, firstToday, reduceToday, type TodayEvent } from './today';

export function reduce(model: Model, event: UiEvent): Model {
  switch (event.kind) {
    case 'exportBegan':
    case 'exportProgressed':
    case 'exportSlow':
    case 'exportCancelling':
    case 'exportEnded':
      return { ...model, exporting: reduceExport(model.exporting, event) };
    case 'sessionChanged':
      return withSession(model, event.session);
    case 'choicesAsked':
    case 'choicesArrived':
    case 'choicesFailed':
    case 'choicesClosed':
      return isSignedIn(model) ? { ...model, choices: reduceChoices(model.choices, event) } : model;
    case 'chartAsked':
    case 'chartArrived':
    case 'chartFailed':
    case 'chartUnfolded':
      return isSignedIn(model) ? { ...model, chart: reduceChart(model.chart, event) } : model;
    case 'viewsArrived':
    case 'viewApplied':
    case 'viewDeleted':
    case 'viewRestored':
    case 'columnsReplaced':
    case 'recentArrived':
      return isSignedIn(model) ? { ...model, arranged: reduceArranged(model.arranged, event) } : model;
    case 'paletteTyped':
    case 'paletteArrived':
    case 'paletteFailed':
      return isSignedIn(model) ? { ...model, palette: reducePalette(model.palette, event) } : model;
    case 'dataChanged':
    case 'viewChosen':
    case 'detailOpened':
    case 'detailLeft':
      return isSignedIn(model) ? reducePlace(model, event) : model;
    case 'todayOpened':
    case 'todayLeft':
    case 'lineLeft':
    case 'newsAsked':
    case 'newsArrived':
    case 'moreNewsArrived':
    case 'newsSeen':
    case 'attentionAsked':
    case 'attentionArrived':
    case 'todayFailed':
      return isSignedIn(model) ? withToday(model, event) : model;
    case 'escalationArrived':
    case 'escalationFailed':
    case 'escalationWritten': {
      if (!isSignedIn(model)) return model;
      const { escalation, drafts } = model;
      return { ...model, escalation: reduceEscalation(escalation, event), drafts: reduceDrafts(drafts, event) };
    }
    case 'factsAsked':
    case 'factsArrived':
    case 'factsFailed':
    case 'freshBegan':
    case 'freshEnded':
      return isSignedIn(model) ? withSights(model, event) : model;
    case 'updateMoved':
    case 'updateAsked':
    case 'updateLooked':
    case 'updateFailed':
      return reduceUpdate(model, event);
    default:
      return reduceWindow(model, event);
  }
}

/** Answers that arrive after the session has ended must not bring data back on screen. */
export function reduceTables<V extends ViewName>(model: Model, event: TableEvent<V>): Model {
  if (!isSignedIn(model)) return model;
  const before: TableModel<V> = model.tables[event.view];
  const table = reduceTable(before, event);
  if (table === before) return model;
  const next = { ...model, tables: { ...model.tables, [event.view]: table } };
  // Whoever searches means the list, whatever page lies over it.
  return event.kind === 'searched' ? { ...next, detail: null, today: closed(next.today) } : next;
}

const isSignedIn = ({ app }: Model) => app?.session.state === 'signedIn';

function everyTable({ tables }: Model, change: <V extends ViewName>(table: TableModel<V>) => TableModel<V>): Tables {
  return { cases: change(tables.cases), clients: change(tables.clients), earnings: change(tables.earnings) };
}

type PlaceEvent = DetailEvent | Extract<WindowEvent, { kind: 'dataChanged' | 'viewChosen' }>;

/** What is open, and whether it is up to date. */
function reducePlace(model: Model, event: PlaceEvent): Model {
  switch (event.kind) {
    case 'dataChanged':
      return { ...model, tables: everyTable(model, outdated), dataVersion: model.dataVersion + 1 };
    case 'viewChosen':
      return { ...model, view: event.view, today: closed(model.today), detail: null, choices: null };
    case 'detailOpened':
    case 'detailLeft':
      return { ...model, detail: reduceDetail(model.detail, event), choices: null };
  }
}

/** It lies over the list: no page and no filter stays open in between. */
function withToday(model: Model, event: TodayEvent): Model {
  const today = reduceToday(model.today, event);
  return event.kind === 'todayOpened' ? { ...model, today, detail: null, choices: null } : { ...model, today };
}

function withSights(model: Model, event: SightEvent): Model {
  const { detail, onboarding } = model;
  return { ...model, detail: reducePages(detail, event), onboarding: onboarding && reduceSight(onboarding, event) };
}

function withDialog(model: Model, dialog: DialogName | null): Model {
  const about = typeof dialog === 'object' ? dialog : null;
  // What was said in one dialog is not about the next one.
  const toasts = model.toasts.filter(({ topic }) => topic !== 'onboarding' && topic !== 'escalation');
  return {
    ...model,
    dialog,
    onboarding: about?.kind === 'onboarding' ? firstSight(about) : null,
    escalation: about?.kind === 'escalation' ? { on: about.on, facts: null, problem: null } : null,
    toasts,
    // Each time it opens, the palette is empty, and an answer to what it was asked before is late.
    palette: emptyPalette,
  };
}

function withSession(model: Model, session: SessionView): Model {
  const { app } = model;
  if (!app) return model;
  const next = { ...model, app: { ...app, session }, logIn: { busy: false, problem: null } };
  if (session.state === 'signedIn' && app.session.state === 'signedIn') return next;
  // The door opened or closed: nothing of what was shown may stay.
  return {
    ...next,
    loggingOut: false,
    view: 'cases',
    tables: everyTable(model, closedTable),
    // An answer to an older question may still be on its way.
    today: { ...firstToday, newsSeq: -1, attentionSeq: -1 },
    detail: null,
    choices: null,
    palette: emptyPalette,
    arranged: nothingArranged,
    chart: noChart,
    exporting: idleExport,
    toasts: [],
    dialog: null,
    onboarding: null,
    escalation: null,
    drafts: new Map(),
    quietProblem: null,
    announcement: '',
  };
}

/** Three at most, and nothing that a newer one has made untrue. */
function withToast(toasts: readonly Toast[], toast: Toast): readonly Toast[] {
  return [...toasts.filter(({ topic }) => topic !== toast.topic).slice(-2), toast];
}

function reduceExport(exporting: ExportModel, event: ExportEvent): ExportModel {
  switch (event.kind) {
    case 'exportBegan':
      return { ...idleExport, view: event.view, running: true };
    case 'exportProgressed':
      return exporting.running ? { ...exporting, rows: event.rows, total: event.total } : exporting;
    case 'exportSlow':
      return exporting.running ? { ...exporting, slow: true } : exporting;
    case 'exportCancelling':
      return { ...exporting, cancelling: true };
    case 'exportEnded':
      return idleExport;
  }
}

type OtherEvent = Exclude<WindowEvent, { kind: 'sessionChanged' | 'dataChanged' | 'viewChosen' }>;

function reduceWindow(model: Model, event: OtherEvent): Model {
  const { app } = model;
  switch (event.kind) {
    case 'started':
      return { ...model, app: event.app, startProblem: null };
    case 'startFailed':
      return { ...model, startProblem: event.problem };
    case 'syncChanged':
      return app ? { ...model, app: { ...app, sync: event.sync } } : model;
    case 'preferred':
      return app ? { ...model, app: { ...app, preferences: event.preferences } } : model;
    case 'ticked':
      return { ...model, now: event.now };
    case 'logInBegan':
      return { ...model, logIn: { busy: true, problem: null } };
    case 'logInFailed':
      return { ...model, logIn: { busy: false, problem: event.problem } };
    case 'logOutBegan':
      return { ...model, loggingOut: true };
    case 'logOutFailed':
      return { ...model, loggingOut: false, dialog: null };
    case 'toastShown':
      return { ...model, toasts: withToast(model.toasts, event.toast) };
    case 'toastDismissed':
      return { ...model, toasts: model.toasts.filter(({ id }) => id !== event.id) };
    case 'dialogOpened':
      return withDialog(model, event.dialog);
    case 'dialogClosed':
      return withDialog(model, null);
    case 'problemDismissed':
      return { ...model, quietProblem: app?.sync.problem ?? null };
    case 'announced':
      return { ...model, announcement: event.text };
  }
}
