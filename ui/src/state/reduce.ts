/** The one function that makes a new model out of an old one and an event. Pure. */
import { closedCases, reduceCases } from './cases';
import type { CasesEvent, ExportEvent, UiEvent, WindowEvent } from './events';
import { type ExportModel, idleExport, type Model, type Toast } from './model';

export function reduce(model: Model, event: UiEvent): Model {
  switch (event.kind) {
    case 'searched':
    case 'tabChosen':
    case 'sorted':
    case 'dataChanged':
    case 'pageAsked':
    case 'pageArrived':
    case 'pageFailed':
    case 'cardsArrived':
    case 'viewportMoved':
    case 'placed':
      return withCases(model, event);
    case 'exportBegan':
    case 'exportProgressed':
    case 'exportSlow':
    case 'exportCancelling':
    case 'exportEnded':
    case 'profileChosen':
      return { ...model, exporting: reduceExport(model.exporting, event) };
    default:
      return reduceWindow(model, event);
  }
}

/** Answers that arrive after the session has ended must not bring data back on screen. */
function withCases(model: Model, event: CasesEvent): Model {
  if (model.app?.session.state !== 'signedIn') return model;
  const cases = reduceCases(model.cases, event);
  return cases === model.cases ? model : { ...model, cases };
}

/** Three at most, and nothing that a newer one has made untrue. */
function withToast(toasts: readonly Toast[], toast: Toast): readonly Toast[] {
  return [...toasts.filter(({ topic }) => topic !== toast.topic).slice(-2), toast];
}

function reduceExport(exporting: ExportModel, event: ExportEvent): ExportModel {
  switch (event.kind) {
    case 'exportBegan':
      return { ...idleExport, profile: exporting.profile, running: true };
    case 'exportProgressed':
      return exporting.running ? { ...exporting, rows: event.rows, total: event.total } : exporting;
    case 'exportSlow':
      return exporting.running ? { ...exporting, slow: true } : exporting;
    case 'exportCancelling':
      return { ...exporting, cancelling: true };
    case 'exportEnded':
      return { ...idleExport, profile: exporting.profile };
    case 'profileChosen':
      return { ...exporting, profile: event.profile };
  }
}

function reduceWindow(model: Model, event: WindowEvent): Model {
  const { app } = model;
  switch (event.kind) {
    case 'started':
      return { ...model, app: event.app, startProblem: null };
    case 'startFailed':
      return { ...model, startProblem: event.problem };
    case 'sessionChanged': {
      if (!app) return model;
      const next = { ...model, app: { ...app, session: event.session }, logIn: { busy: false, problem: null } };
      if (event.session.state === 'signedIn' && app.session.state === 'signedIn') return next;
      // The door opened or closed: nothing of what was shown may stay.
      return {
        ...next,
        loggingOut: false,
        cases: closedCases(model.cases),
        exporting: { ...idleExport, profile: model.exporting.profile },
        toasts: [],
        dialog: null,
        quietProblem: null,
        announcement: '',
      };
    }
    case 'syncChanged':
      return app ? { ...model, app: { ...app, sync: event.sync } } : model;
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
      return { ...model, dialog: event.dialog };
    case 'dialogClosed':
      return { ...model, dialog: null };
    case 'problemDismissed':
      return { ...model, quietProblem: app?.sync.problem ?? null };
    case 'announced':
      return { ...model, announcement: event.text };
  }
}
