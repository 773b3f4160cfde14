/** What no start shows at once: a file of its own, fetched as soon as the first rows are on screen. */
export { default as SaveViewDialog } from '../parts/arranged/SaveViewDialog.svelte';
export { default as EarningsChart } from '../parts/chart/EarningsChart.svelte';
export { default as DiagnosticsDialog } from '../parts/DiagnosticsDialog.svelte';
export { default as EscalateDialog } from '../parts/EscalateDialog.svelte';
export { default as LogOutDialog } from '../parts/LogOutDialog.svelte';
export { default as OnboardingDialog } from '../parts/OnboardingDialog.svelte';
export { default as Palette } from '../parts/palette/Palette.svelte';
export { default as SettingsDialog } from '../parts/settings/SettingsDialog.svelte';
export { default as ShortcutsDialog } from '../parts/ShortcutsDialog.svelte';
export { default as UpdateDialog } from '../parts/UpdateDialog.svelte';
export { default as TodayFoot } from '../parts/today/TodayFoot.svelte';
export { default as DetailView } from './DetailView.svelte';
export { default as Today } from './Today.svelte';
