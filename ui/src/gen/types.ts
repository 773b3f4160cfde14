// Generated from src-tauri/src/commands/types by
//   PARTNER_DESK_UPDATE=1 cargo test -p partner-desk --test ipc types
// Never edited by hand.

export type ErrorCode = "malformedGuid" | "refused" | "notFound" | "offline" | "tls" | "timeout" | "rateLimited" | "server" | "badAnswer" | "keyring" | "notSignedIn" | "cache" | "disk" | "invalidRequest" | "busy" | "internal";

export type CommandError = { 
/**
 * What the webview branches on.
 */
code: ErrorCode, 
/**
 * What happened, as one whole sentence.
 */
message: string, 
/**
 * What to do about it, as one whole sentence.
 */
hint: string | null, };

export type Platform = "linux" | "macos" | "windows";

export type Environment = "production" | "test" | "custom";

export type SessionState = "signedOut" | "signedIn" | "locked" | "expired" | "refused" | "keyringUnavailable";

export type SessionView = { 
/**
 * Where the session stands.
 */
state: SessionState, 
/**
 * The partner's name as Debitura gives it.
 */
partnerName: string | null, 
/**
 * When the session ends: UTC, ISO 8601.
 */
expiresAt: string | null, 
/**
 * The session lives in this process alone, because the computer has no working credential store.
 */
thisSessionOnly: boolean, 
/**
 * The environment of this session.
 */
environment: Environment, 
/**
 * Why the log-in page is shown, when the person did not ask for it.
 */
notice: CommandError | null, };

export type LogInRequest = { 
/**
 * The Partner GUID as typed, in any usual spelling.
 */
guid: string, 
/**
 * The API key, for partners to whom Debitura issued one that differs from the GUID.
 */
apiKey: string | null, 
/**
 * Which Debitura to ask.
 */
environment: Environment, 
/**
 * Keep nothing: for computers whose credential store does not work.
 */
thisSessionOnly: boolean, };

export type SyncKind = "first" | "refresh" | "full";

export type SyncTable = "clients" | "cases" | "transactions";

export type TableProgress = { 
/**
 * The list.
 */
table: SyncTable, 
/**
 * Rows that have arrived.
 */
done: number, 
/**
 * Rows to come in all, once Debitura has said so.
 */
total: number | null, };

export type Connectivity = "unknown" | "online" | "offline";

export type SyncView = { 
/**
 * A pass runs.
 */
running: boolean, 
/**
 * It was told to stop and is finishing its page.
 */
cancelling: boolean, 
/**
 * What kind of pass runs. Null while none does, and before it is planned.
 */
kind: SyncKind | null, 
/**
 * Progress per list, in the order in which they are read.
 */
progress: Array<TableProgress>, 
/**
 * The oldest complete pass of the three lists: UTC, ISO 8601. Null before the first one.
 */
asOf: string | null, 
/**
 * What is open or new (and every client) is as of then, which a refresh brings beyond `as_of`; closed cases and paid
 * fees are as of `as_of`. UTC, ISO 8601.
 */
openAsOf: string | null, 
/**
 * When a pass was last begun: UTC, ISO 8601.
 */
lastAttemptAt: string | null, 
/**
 * What is missing from the data, as one whole sentence, when the last pass did not get everything.
 */
partial: string | null, 
/**
 * Whether Debitura could be reached.
 */
connectivity: Connectivity, 
/**
 * Until when Debitura asked to wait: UTC, ISO 8601.
 */
waitUntil: string | null, 
/**
 * Why the last pass failed.
 */
problem: CommandError | null, 
/**
 * HTTP requests of the pass so far.
 */
requests: number, 
/**
 * Requests of today (UTC), of the 8,000 that an installation allows itself.
 */
requestsToday: number, };

export type Density = "comfortable" | "compact";

export type ChartMonths = "twelve" | "twentyFour" | "all";

export type Preferences = { 
/**
 * Minutes without a key or a movement after which the window locks itself, 1 to 1,440. Null: never.
 */
idleLockMinutes: number | null, 
/**
 * Minutes between two scheduled syncs, 5 to 240.
 */
syncMinutes: number, 
/**
 * With which the export begins.
 */
csvProfile: ExportProfile, 
/**
 * Of the tables.
 */
density: Density, 
/**
 * Days without a signature after which a client needs attention, 1 to 365.
 */
unsignedDays: number, 
/**
 * Days in one status after which a case needs attention, 1 to 730.
 */
stuckDays: number, 
/**
 * One e-mail address to which escalations are addressed, or an empty text.
 */
escalationRecipient: string, 
/**
 * Whether the system notifies of what a sync brought, in numbers, while the window is in the background.
 */
notify: boolean, 
/**
 * Whether saved views and recent pages stand beside the table, where there is room.
 */
sidebar: boolean, 
/**
 * Whether the chart of the earnings is unfolded.
 */
chartOpen: boolean, 
/**
 * How far back it goes.
 */
chartMonths: ChartMonths, 
/**
 * Whether its numbers are shown as a table in its place.
 */
chartAsTable: boolean, };

export type UpdateStep = "resting" | "looking" | "fetching" | "waiting" | "installing";

export type UpdateOffer = { 
/**
 * For example `1.2.3`.
 */
version: string, 
/**
 * What is new in it, as plain text; empty when nobody wrote anything.
 */
notes: string, 
/**
 * The person did not want it, less than a day ago: it is not mentioned unasked.
 */
putOff: boolean, };

export type UpdateView = { 
/**
 * The newest, where it is newer than this one; nothing before anybody looked.
 */
offer: UpdateOffer | null, 
/**
 * What goes on.
 */
step: UpdateStep, 
/**
 * How much of its package is here, per cent, where that can be told.
 */
percent: number | null, };

export type AppState = { 
/**
 * The session as it stands.
 */
session: SessionView, 
/**
 * Freshness and a running sync.
 */
sync: SyncView, 
/**
 * The app's version, for example `0.1.0`.
 */
version: string, 
/**
 * The operating system.
 */
platform: Platform, 
/**
 * The operating system's locale as a BCP 47 tag, for example `de-CH`.
 */
locale: string, 
/**
 * The environment that the log-in page proposes.
 */
environment: Environment, 
/**
 * Made-up data: the window says so.
 */
demo: boolean, 
/**
 * What the person prefers.
 */
preferences: Preferences, 
/**
 * Newer versions; null where this build does not look for any.
 */
update: UpdateView | null, };

export type RevenueStage = "pending" | "confirmed" | "awaitingCollectionPartner" | "readyToInvoice" | "awaitingDebitura" | "paid" | "disputed";

export type CaseFilters = { 
/**
 * One client, by its key.
 */
client: string | null, 
/**
 * Clients by name.
 */
customers: Array<string | null>, 
/**
 * Agencies and law firms by name.
 */
collectionPartners: Array<string | null>, 
/**
 * Debtors' countries by name.
 */
countries: Array<string | null>, 
/**
 * First day of creation, `YYYY-MM-DD`.
 */
createdFrom: string | null, 
/**
 * Last day of creation, `YYYY-MM-DD`.
 */
createdTo: string | null, 
/**
 * Only cases for which the client has to supply something.
 */
needsInfo: boolean, };

export type ClientFilters = { 
/**
 * Brought to Debitura by the partner, or not.
 */
attributed: boolean | null, 
/**
 * Countries by name.
 */
countries: Array<string | null>, };

export type EarningsFilters = { 
/**
 * One client, by its key.
 */
client: string | null, 
/**
 * Stages; `null` means the rows that meet no predicate.
 */
stages: Array<RevenueStage | null>, 
/**
 * Clients by name.
 */
customers: Array<string | null>, 
/**
 * First day of payment, `YYYY-MM-DD`.
 */
paidFrom: string | null, 
/**
 * Last day of payment, `YYYY-MM-DD`.
 */
paidTo: string | null, };

export type ChosenDays = { 
/**
 * `YYYY-MM-DD`; null: open.
 */
from: string | null, 
/**
 * `YYYY-MM-DD`; null: open.
 */
to: string | null, };

export type ChoiceField = "caseCustomers" | "caseCollectionPartners" | "caseCountries" | "clientCountries" | "earningsCustomers";

export type ChoicesRequest = { 
/**
 * Of which column.
 */
field: ChoiceField, 
/**
 * Only those that answer this search.
 */
search: string, };

export type Choice = { 
/**
 * The name; null: the rows that have none.
 */
name: string | null, 
/**
 * Rows with it, whatever the other filters.
 */
count: number, };

export type Choices = { 
/**
 * The first 200.
 */
choices: Array<Choice>, 
/**
 * There are more: the search has to be narrower.
 */
more: boolean, };

export type ArrangedColumn = { 
/**
 * Its name, as in the view's sort.
 */
name: string, 
/**
 * CSS pixels, 48 to 800; null: as wide as the room allows.
 */
width: number | null, 
/**
 * Whether the table shows it.
 */
shown: boolean, };

export type ArrangedColumns = { 
/**
 * Of the Cases view.
 */
cases: Array<ArrangedColumn>, 
/**
 * Of the Clients view.
 */
clients: Array<ArrangedColumn>, 
/**
 * Of the Earnings view.
 */
earnings: Array<ArrangedColumn>, };

export type CaseTab = "all" | "active" | "pending" | "closed" | "paused" | "other";

export type StatusGroup = "active" | "pending" | "closed" | "paused" | "other";

export type CaseColumn = "reference" | "customer" | "debtor" | "amount" | "status" | "collectionPartner" | "created" | "lastActivity" | "remaining" | "creditorReference" | "country" | "phase" | "due" | "collectionStarted" | "closed" | "closeCode" | "expectedFee" | "feeOutlook";

export type CaseSort = { 
/**
 * The column.
 */
column: CaseColumn, 
/**
 * Largest, newest or last in the alphabet first.
 */
descending: boolean, };

export type CasesRequest = { 
/**
 * Given back with the answer, so that a late one can be dropped.
 */
seq: number, 
/**
 * What was typed into the search box.
 */
search: string, 
/**
 * The tab.
 */
tab: CaseTab, 
/**
 * The filters.
 */
filters: CaseFilters, 
/**
 * The order.
 */
sort: CaseSort, 
/**
 * Index of the first row wanted.
 */
offset: number, 
/**
 * Rows wanted, 200 at most.
 */
limit: number, 
/**
 * Whether the rows are to say if a fee can be expected. No, where it is not said.
 */
outlook: boolean, };

export type CaseCounts = { 
/**
 * Every case.
 */
all: number, 
/**
 * Active ones.
 */
active: number, 
/**
 * Pending ones.
 */
pending: number, 
/**
 * Closed ones.
 */
closed: number, 
/**
 * Paused ones.
 */
paused: number, 
/**
 * Those in no group.
 */
other: number, };

export type Cell = { 
/**
 * The text as it is stored.
 */
text: string, 
/**
 * Half-open ranges of UTF-16 units, ascending and apart: what to highlight.
 */
hits: Array<[number, number]>, };

export type Amount = { 
/**
 * A decimal number with a point, for example `-1234.50`.
 */
value: string, 
/**
 * ISO 4217 code; may be empty when Debitura gave none.
 */
currency: string, };

export type CaseStatus = { 
/**
 * Debitura's label.
 */
label: string, 
/**
 * The group.
 */
tab: StatusGroup, };

export type LastActivityKind = "created" | "collectionStarted" | "closed" | "clientAnswered" | "payment" | "changeSeen";

export type LastActivity = { 
/**
 * When: UTC, ISO 8601.
 */
at: string, 
/**
 * What.
 */
kind: LastActivityKind, };

export type CaseRow = { 
/**
 * The case's id, a UUID.
 */
id: string, 
/**
 * Debitura's short reference.
 */
reference: Cell, 
/**
 * The client's own reference.
 */
creditorReference: Cell | null, 
/**
 * The client's name.
 */
customer: Cell | null, 
/**
 * The debtor's name.
 */
debtor: Cell | null, 
/**
 * The claim.
 */
amount: Amount | null, 
/**
 * What is still open.
 */
remaining: Amount | null, 
/**
 * The status.
 */
status: CaseStatus, 
/**
 * The agency or law firm; null until assigned.
 */
collectionPartner: string | null, 
/**
 * Created: UTC, ISO 8601.
 */
created: string | null, 
/**
 * The newest thing known to have happened.
 */
lastActivity: LastActivity | null, 
/**
 * The debtor's country, by its English name.
 */
country: string | null, 
/**
 * Phase of the engagement, as Debitura names it; null when there is none.
 */
phase: string | null, 
/**
 * Due date of the claim, `YYYY-MM-DD`: a calendar date that no time zone moves.
 */
due: string | null, 
/**
 * Collection started: UTC, ISO 8601.
 */
collectionStarted: string | null, 
/**
 * Closed: UTC, ISO 8601.
 */
closed: string | null, 
/**
 * How the case ended, as Debitura names it.
 */
closeCode: string | null, 
/**
 * Expected referral fee, per cent, as a decimal string.
 */
expectedFeePercent: string | null, 
/**
 * The client has to supply something.
 */
needsInfo: boolean, 
/**
 * Whether a fee can be expected; null where that was not asked.
 */
outlook: FeeOutlook | null, 
/**
 * It has changed since the person last said that all is seen. Told in lists alone.
 */
hasNews: boolean, };

export type CasesPage = { 
/**
 * The request's number.
 */
seq: number, 
/**
 * The rows from the asked offset.
 */
rows: Array<CaseRow>, 
/**
 * Rows in this tab under this search and these filters.
 */
total: number, 
/**
 * Rows per tab under this search and these filters.
 */
counts: CaseCounts, };

export type CaseCards = { 
/**
 * Every case.
 */
total: number, 
/**
 * Active ones.
 */
active: number, 
/**
 * Pending ones.
 */
pending: number, 
/**
 * Closed ones.
 */
closed: number, 
/**
 * Paused ones.
 */
paused: number, 
/**
 * Those in no group.
 */
other: number, 
/**
 * Created this month, in the computer's time zone.
 */
createdThisMonth: number, };

export type EarningsTab = "all" | "ready" | "awaiting" | "pending" | "paid" | "disputed" | "unclassified";

export type EarningsColumn = "reference" | "customer" | "debtor" | "collected" | "fee" | "feePercent" | "stage" | "paid";

export type EarningsSort = { 
/**
 * The column.
 */
column: EarningsColumn, 
/**
 * Largest, newest or last in the alphabet first.
 */
descending: boolean, };

export type EarningsRequest = { 
/**
 * Given back with the answer, so that a late one can be dropped.
 */
seq: number, 
/**
 * What was typed into the search box.
 */
search: string, 
/**
 * The tab.
 */
tab: EarningsTab, 
/**
 * The filters.
 */
filters: EarningsFilters, 
/**
 * The order.
 */
sort: EarningsSort, 
/**
 * Index of the first row wanted.
 */
offset: number, 
/**
 * Rows wanted, 200 at most.
 */
limit: number, };

export type TabSum = { 
/**
 * Transactions.
 */
count: number, 
/**
 * Their confirmed fees in USD, a decimal string; null when the sum is too large to be held.
 */
confirmedUsd: string | null, 
/**
 * Those of the transactions whose fee is an estimate.
 */
estimates: number, 
/**
 * Their fees in USD, a decimal string.
 */
estimateUsd: string | null, };

export type EarningsSums = { 
/**
 * Every transaction.
 */
all: TabSum, 
/**
 * Stage 3.
 */
ready: TabSum, 
/**
 * Stage 4.
 */
awaiting: TabSum, 
/**
 * Stages 0 to 2.
 */
pending: TabSum, 
/**
 * Stage 5.
 */
paid: TabSum, 
/**
 * Stage 6.
 */
disputed: TabSum, 
/**
 * No predicate met.
 */
unclassified: TabSum, 
/**
 * *Total Earned*: ready, awaiting Debitura and paid, in USD, a decimal string.
 */
earnedUsd: string | null, };

export type EarningsRow = { 
/**
 * The transaction's id, a UUID.
 */
id: string, 
/**
 * The case on this computer that it belongs to, a UUID; null when there is none.
 */
caseId: string | null, 
/**
 * The case's reference.
 */
reference: Cell | null, 
/**
 * The client's name.
 */
customer: Cell | null, 
/**
 * The debtor's name.
 */
debtor: string | null, 
/**
 * What was collected, in its own currency.
 */
collected: Amount | null, 
/**
 * The partner's fee, in USD.
 */
fee: Amount | null, 
/**
 * The fee is an estimate.
 */
isEstimate: boolean, 
/**
 * The partner's share, per cent, as a decimal string.
 */
feePercent: string | null, 
/**
 * The fine stage; null when the row meets no predicate.
 */
stage: RevenueStage | null, 
/**
 * The payment: UTC, ISO 8601.
 */
paid: string | null, 
/**
 * It has changed since the person last said that all is seen. Told in lists alone.
 */
hasNews: boolean, };

export type EarningsPage = { 
/**
 * The request's number.
 */
seq: number, 
/**
 * The rows from the asked offset.
 */
rows: Array<EarningsRow>, 
/**
 * Rows in this tab under this search and these filters.
 */
total: number, 
/**
 * Counts and sums per tab under this search and these filters.
 */
counts: EarningsSums, };

export type InvoicingMode = "payWhenPaid" | "confirmedPipeline";

export type StageDifference = { 
/**
 * The stage.
 */
stage: RevenueStage, 
/**
 * Transactions here.
 */
here: number, 
/**
 * Fees here in USD, a decimal string; null when the sum is too large to be held.
 */
hereUsd: string | null, 
/**
 * Transactions at Debitura.
 */
there: number | null, 
/**
 * Fees at Debitura in USD, a decimal string.
 */
thereUsd: string | null, };

export type SummaryCheck = { 
/**
 * When Debitura's sums were read: UTC, ISO 8601. Null: it sent none yet, so that nothing can be compared.
 */
at: string | null, 
/**
 * Where they differ; nothing when they agree.
 */
differences: Array<StageDifference>, };

export type EarningsCards = { 
/**
 * Counts and sums.
 */
sums: EarningsSums, 
/**
 * The mode that they were derived under.
 */
mode: InvoicingMode, 
/**
 * The comparison with Debitura's own sums.
 */
check: SummaryCheck, };

export type ChartRequest = { 
/**
 * Given back with the answer, so that a late one can be dropped.
 */
seq: number, 
/**
 * What was typed into the search box.
 */
search: string, 
/**
 * The filters.
 */
filters: EarningsFilters, 
/**
 * How far back.
 */
months: ChartMonths, };

export type ChartMonth = { 
/**
 * Its first day, as the filters take it.
 */
first: string, 
/**
 * Its last day.
 */
last: string, 
/**
 * Counts and sums per tab.
 */
sums: EarningsSums, };

export type EarningsChart = { 
/**
 * The request's number.
 */
seq: number, 
/**
 * The months without a gap, the present one last.
 */
months: Array<ChartMonth>, 
/**
 * Paid before the first of them.
 */
before: EarningsSums, 
/**
 * Dated after this month.
 */
after: EarningsSums, 
/**
 * Without a payment date.
 */
undated: EarningsSums, };

export type ClientTab = "all" | "unsigned" | "complete";

export type ClientColumn = "customer" | "onboarding" | "attribution" | "linked" | "cases" | "earned" | "country" | "registrationNumber" | "email" | "feeOutlook";

export type ClientSort = { 
/**
 * The column.
 */
column: ClientColumn, 
/**
 * Largest, newest or last in the alphabet first.
 */
descending: boolean, };

export type ClientsRequest = { 
/**
 * Given back with the answer, so that a late one can be dropped.
 */
seq: number, 
/**
 * What was typed into the search box.
 */
search: string, 
/**
 * The tab.
 */
tab: ClientTab, 
/**
 * The filters.
 */
filters: ClientFilters, 
/**
 * The order.
 */
sort: ClientSort, 
/**
 * Index of the first row wanted.
 */
offset: number, 
/**
 * Rows wanted, 200 at most.
 */
limit: number, 
/**
 * Whether the rows are to say if a fee can be expected. No, where it is not said.
 */
outlook: boolean, };

export type ClientCounts = { 
/**
 * Every client.
 */
all: number, 
/**
 * Not signed.
 */
unsigned: number, 
/**
 * Onboarding complete.
 */
complete: number, };

export type ClientRow = { 
/**
 * What the client is held under, to be given back as it is.
 */
id: string, 
/**
 * Company name.
 */
customer: Cell | null, 
/**
 * The partner's own id of the client.
 */
tenant: Cell | null, 
/**
 * Registration number.
 */
registrationNumber: Cell | null, 
/**
 * Office e-mail.
 */
email: Cell | null, 
/**
 * Country, by its English name.
 */
country: string | null, 
/**
 * The agreement is signed.
 */
onboardingDone: boolean, 
/**
 * Brought to Debitura by the partner.
 */
attributed: boolean, 
/**
 * The link was made: UTC, ISO 8601.
 */
linked: string | null, 
/**
 * Cases on this computer that are not closed.
 */
casesOpen: number, 
/**
 * Cases on this computer.
 */
casesTotal: number, 
/**
 * Earned as Debitura states it, in USD. Which stages it counts is not known (contract question Q15).
 */
earned: Amount | null, 
/**
 * Whether a fee can be expected; null where that was not asked.
 */
outlook: FeeOutlook | null, 
/**
 * It has changed since the person last said that all is seen. Told in lists alone.
 */
hasNews: boolean, };

export type ClientsPage = { 
/**
 * The request's number.
 */
seq: number, 
/**
 * The rows from the asked offset.
 */
rows: Array<ClientRow>, 
/**
 * Rows in this tab under this search and these filters.
 */
total: number, 
/**
 * Rows per tab under this search and these filters.
 */
counts: ClientCounts, };

export type ClientCards = { 
/**
 * Every client.
 */
total: number, 
/**
 * Brought to Debitura by the partner.
 */
attributed: number, 
/**
 * Onboarding complete.
 */
complete: number, 
/**
 * Onboarding pending.
 */
pending: number, };

export type FeeVerdict = "disputed" | "ready" | "invoiced" | "onItsWay" | "paid" | "notYet" | "credited" | "noneExpected" | "cannotBeTold";

export type FeeCertainty = "certain" | "likely" | "cannotBeTold";

export type FeeCause = "chosenDates" | "onboarding" | "other";

export type FeeReason = { 
/**
 * What the page can offer for it.
 */
cause: FeeCause, 
/**
 * How sure it is.
 */
certainty: FeeCertainty, 
/**
 * What it is, in one or two sentences.
 */
explanation: string, 
/**
 * What to do next, and who does it.
 */
nextStep: string, 
/**
 * How many payments stand there; null when it is not about payments.
 */
payments: number | null, 
/**
 * The case was made: UTC, ISO 8601, where the reason rests on it, like those that follow.
 */
created: string | null, 
/**
 * The client was linked.
 */
linked: string | null, 
/**
 * The case was closed.
 */
closed: string | null, 
/**
 * What came in.
 */
recovered: Amount | null, };

export type FeeOutlook = { 
/**
 * In short.
 */
verdict: FeeVerdict, 
/**
 * What it rests on, in a few words, and whether that is only likely; null where the verdict says it.
 */
because: string | null, 
/**
 * How sure it is.
 */
certainty: FeeCertainty, };

export type FeeAnswer = { 
/**
 * In short.
 */
verdict: FeeVerdict, 
/**
 * Never empty: first what is known, then what cannot be told.
 */
reasons: Array<FeeReason>, };

export type PaymentStatusKind = "commission" | "platform" | "referral";

export type ChangedPayment = { 
/**
 * Debitura's id of it.
 */
id: string, 
/**
 * When it was paid: UTC, ISO 8601.
 */
paid: string | null, 
/**
 * What was collected.
 */
collected: Amount | null, };

export type Change = { "kind": "listed", 
/**
 * It does.
 */
listed: boolean, } | { "kind": "status", 
/**
 * As it was.
 */
before: string | null, 
/**
 * As it is since.
 */
after: string | null, } | { "kind": "closeCode", 
/**
 * As it was.
 */
before: string | null, 
/**
 * As it is since.
 */
after: string | null, } | { "kind": "phase", 
/**
 * As it was.
 */
before: string | null, 
/**
 * As it is since.
 */
after: string | null, } | { "kind": "collectionPartner", 
/**
 * As it was.
 */
before: string | null, 
/**
 * As it is since.
 */
after: string | null, } | { "kind": "remaining", 
/**
 * As it was.
 */
before: Amount | null, 
/**
 * As it is since.
 */
after: Amount | null, } | { "kind": "needsInfo", 
/**
 * It has.
 */
needs: boolean, } | { "kind": "onboarding", 
/**
 * It is.
 */
done: boolean, } | { "kind": "madeAnew" } | { "kind": "feeMoved", 
/**
 * Whose fee.
 */
payment: ChangedPayment, 
/**
 * As it was.
 */
before: RevenueStage | null, 
/**
 * As it is since.
 */
after: RevenueStage | null, } | { "kind": "paymentStatus", 
/**
 * Whose.
 */
payment: ChangedPayment, 
/**
 * Which.
 */
status: PaymentStatusKind, 
/**
 * As it was.
 */
before: string | null, 
/**
 * As it is since.
 */
after: string | null, } | { "kind": "paymentListed", 
/**
 * Which.
 */
payment: ChangedPayment, 
/**
 * It is listed.
 */
listed: boolean, };

export type SeenChange = { 
/**
 * When it was seen: UTC, ISO 8601. It may have happened long before.
 */
seenAt: string, 
/**
 * The case that it is about; null for what is the client's own.
 */
caseId: string | null, 
/**
 * Its reference.
 */
reference: string | null, 
/**
 * What changed.
 */
change: Change, };

export type ClientDetail = { 
/**
 * The facts of its row; nothing is highlighted.
 */
client: ClientRow, 
/**
 * Street, postal code and city, a line each.
 */
address: Array<string>, 
/**
 * `not_required`, `pending`, `verified`, or another word of Debitura's: the check of the company's people.
 */
kycStatus: string | null, 
/**
 * Its newest cases, 50 at most; how many there are stands in its row.
 */
cases: Array<CaseRow>, 
/**
 * Its fees on this computer, by stage.
 */
earnings: EarningsSums, 
/**
 * Its newest payments, 20 at most.
 */
payments: Array<EarningsRow>, 
/**
 * Why it has brought no fee, or where its fees stand.
 */
fee: FeeAnswer, 
/**
 * What was seen to change in it, its cases and their payments, newest first, 300 at most.
 */
history: Array<SeenChange>, 
/**
 * When these facts were last confirmed: UTC, ISO 8601.
 */
confirmedAt: string | null, };

export type LinkTrouble = "missing" | "malformed" | "notHttps" | "foreignHost";

export type Onboarding = { 
/**
 * The client.
 */
client: ClientRow, 
/**
 * The full link as Debitura sent it, to be shown as text alone.
 */
url: string | null, 
/**
 * Why it may be neither copied nor opened; null when it may.
 */
trouble: LinkTrouble | null, 
/**
 * The same in words: what is wrong and what to do.
 */
troubleWords: string | null, 
/**
 * The invitation that *Copy as message* copies; null without a usable link.
 */
message: string | null, 
/**
 * When the link was last confirmed: UTC, ISO 8601.
 */
confirmedAt: string | null, };

export type MissingItem = { 
/**
 * Debitura's name of the area, for example `ProvideDocuments`; open-ended.
 */
area: string | null, 
/**
 * What to fix, in words.
 */
description: string | null, };

export type PotentialRevenue = { 
/**
 * When it was read: UTC, ISO 8601.
 */
readAt: string, 
/**
 * The claim in USD, at a rate that Debitura does not state. All amounts and percentages here are decimal strings.
 */
grossUsd: string | null, 
/**
 * The collection partner's success fee, per cent.
 */
successFeePercent: string | null, 
/**
 * The collection partner's revenue in USD.
 */
collectionPartnerUsd: string | null, 
/**
 * Debitura's share of that, per cent.
 */
platformSharePercent: string | null, 
/**
 * Debitura's revenue in USD.
 */
platformUsd: string | null, 
/**
 * The partner's share of that, per cent.
 */
referralPercent: string | null, 
/**
 * The partner's fee in USD.
 */
referralUsd: string | null, };

export type Found = { 
/**
 * Six cases at most.
 */
cases: Array<CaseRow>, 
/**
 * Cases in all.
 */
casesTotal: number, 
/**
 * Four clients at most.
 */
clients: Array<ClientRow>, 
/**
 * Clients in all.
 */
clientsTotal: number, 
/**
 * Four transactions at most.
 */
earnings: Array<EarningsRow>, 
/**
 * Transactions in all.
 */
earningsTotal: number, };

export type FirstAnswers = { 
/**
 * The first rows of all cases by their last activity, without the fee outlook.
 */
rows: Array<CaseRow>, 
/**
 * Cases in all.
 */
total: number, 
/**
 * Rows per tab.
 */
counts: CaseCounts, 
/**
 * The numbers on the cards.
 */
cards: CaseCards, };

export type FirstSightRequest = { 
/**
 * Elements without scripts, handlers or inline styles.
 */
html: string, 
/**
 * Rules for them.
 */
css: string, 
/**
 * The answers as they came that the picture was made of.
 */
answers: FirstAnswers, };

export type SavedCases = { 
/**
 * What was typed into the search box.
 */
search: string, 
/**
 * The tab.
 */
tab: CaseTab, 
/**
 * The filters.
 */
filters: CaseFilters, 
/**
 * The order.
 */
sort: CaseSort, 
/**
 * All columns, shown or not, in their order; none in it: as the program comes; null: as they are.
 */
columns: Array<ArrangedColumn> | null, };

export type SavedClients = { 
/**
 * What was typed into the search box.
 */
search: string, 
/**
 * The tab.
 */
tab: ClientTab, 
/**
 * The filters.
 */
filters: ClientFilters, 
/**
 * The order.
 */
sort: ClientSort, 
/**
 * All columns, shown or not, in their order; none in it: as the program comes; null: as they are.
 */
columns: Array<ArrangedColumn> | null, };

export type SavedEarnings = { 
/**
 * What was typed into the search box.
 */
search: string, 
/**
 * The tab.
 */
tab: EarningsTab, 
/**
 * The filters.
 */
filters: EarningsFilters, 
/**
 * The order.
 */
sort: EarningsSort, 
/**
 * All columns, shown or not, in their order; none in it: as the program comes; null: as they are.
 */
columns: Array<ArrangedColumn> | null, };

export type SavedQuery = { "view": "cases", "query": SavedCases } | { "view": "clients", "query": SavedClients } | { "view": "earnings", "query": SavedEarnings };

export type SavedView = { 
/**
 * Tells it from the others.
 */
id: number, 
/**
 * As the person called it: one line, 80 characters at most.
 */
name: string, 
/**
 * What it shows.
 */
shows: SavedQuery, 
/**
 * The name of the one client that it is about. Looked up with every answer, and not kept.
 */
clientName: string | null, };

export type OpenedPage = { "kind": "case", 
/**
 * The case.
 */
id: string, } | { "kind": "client", 
/**
 * The client.
 */
id: string, };

export type RecentPage = { "kind": "case", 
/**
 * The case.
 */
row: CaseRow, } | { "kind": "client", 
/**
 * The client.
 */
row: ClientRow, };

export type CaseDetail = { 
/**
 * The facts of its row; nothing is highlighted.
 */
case: CaseRow, 
/**
 * The claim less what is still open, in the case's currency.
 */
recovered: Amount | null, 
/**
 * The client as this computer knows it; null when it is not listed, for example because its link was archived.
 */
client: ClientRow | null, 
/**
 * What the client still has to supply.
 */
missing: Array<MissingItem>, 
/**
 * The client's last answer: UTC, ISO 8601.
 */
clientAnswered: string | null, 
/**
 * Payments, newest first, 200 at most.
 */
transactions: Array<EarningsRow>, 
/**
 * Their fees by stage.
 */
earnings: EarningsSums, 
/**
 * The projection; null before it was read, and where Debitura gave none.
 */
potential: PotentialRevenue | null, 
/**
 * Why there is no fee, or where it stands.
 */
fee: FeeAnswer, 
/**
 * What was seen to change in the case and its payments, newest first, 300 at most.
 */
history: Array<SeenChange>, 
/**
 * When the case was last confirmed: UTC, ISO 8601.
 */
confirmedAt: string | null, };

export type CaseText = "reference" | "creditorReference" | "summary";

export type NewsKind = "newCases" | "closed" | "moved" | "onboarded" | "fees" | "payments" | "newClients" | "other";

export type NewsRequest = { 
/**
 * One kind alone. Null: every kind, each from this offset on.
 */
kind: NewsKind | null, 
/**
 * Items of a kind to skip.
 */
offset: number, 
/**
 * Items of a kind wanted, 200 at most; none for the counts alone.
 */
limit: number, };

export type ChangedWhat = "listed" | "outcome" | "phase" | "collectionPartner" | "remaining" | "needsInfo" | "onboardingDone" | "madeAnew";

export type AlsoChanged = { 
/**
 * What.
 */
what: ChangedWhat, 
/**
 * As it was.
 */
before: string | null, 
/**
 * As it is.
 */
after: string | null, };

export type FeeNews = { 
/**
 * The fee in USD.
 */
amount: Amount | null, 
/**
 * It is an estimate.
 */
isEstimate: boolean, 
/**
 * Its stage; null when it meets no predicate.
 */
stage: RevenueStage | null, 
/**
 * Its stage before, under today's invoicing mode; null when it met no predicate, and for a new one.
 */
stageBefore: RevenueStage | null, };

export type NewsItem = { 
/**
 * Tells it from every other.
 */
entry: string, 
/**
 * What it is.
 */
table: SyncTable, 
/**
 * When a sync saw the newest change of it: UTC, ISO 8601.
 */
seenAt: string, 
/**
 * The case that it leads to, a UUID.
 */
caseId: string | null, 
/**
 * The client that it leads to.
 */
clientId: string | null, 
/**
 * The case's reference.
 */
reference: string | null, 
/**
 * The client's name.
 */
customer: string | null, 
/**
 * The debtor's name.
 */
debtor: string | null, 
/**
 * A case's claim, or what a payment brought.
 */
amount: Amount | null, 
/**
 * A case's status.
 */
status: CaseStatus | null, 
/**
 * Its status before, where that was another one.
 */
statusBefore: CaseStatus | null, 
/**
 * How a closed case ended, as Debitura names it.
 */
outcome: string | null, 
/**
 * A payment's fee.
 */
fee: FeeNews | null, 
/**
 * What else changed.
 */
also: Array<AlsoChanged>, };

export type NewsGroup = { 
/**
 * Which.
 */
kind: NewsKind, 
/**
 * Rows in all.
 */
total: number, 
/**
 * Those that were asked for, the newest first.
 */
items: Array<NewsItem>, };

export type News = { 
/**
 * When somebody last said that all is seen: UTC, ISO 8601. Null: nobody has yet.
 */
since: string | null, 
/**
 * The mark of that, to be given back to take a newer one back.
 */
mark: string, 
/**
 * To be given back when everything told here is seen.
 */
until: string, 
/**
 * Changed rows of all kinds.
 */
total: number, 
/**
 * More changed than is kept.
 */
isTrimmed: boolean, 
/**
 * The kinds of which there are any.
 */
groups: Array<NewsGroup>, };

export type UnsignedClient = { 
/**
 * What the client is held under.
 */
id: string, 
/**
 * Company name.
 */
customer: string | null, 
/**
 * Since when it could have signed: UTC, ISO 8601.
 */
since: string, 
/**
 * It is at least since then.
 */
atLeast: boolean, 
/**
 * Its cases that are not closed.
 */
casesOpen: number, };

export type StandingBasis = "seen" | "collectionStarted" | "created" | "atLeast";

export type StuckCase = { 
/**
 * The case's id, a UUID.
 */
id: string, 
/**
 * Its reference.
 */
reference: string | null, 
/**
 * The client's name.
 */
customer: string | null, 
/**
 * The debtor's name.
 */
debtor: string | null, 
/**
 * Its status.
 */
status: CaseStatus, 
/**
 * Since when: UTC, ISO 8601.
 */
since: string, 
/**
 * How that is known.
 */
basis: StandingBasis, };

export type Attention = { 
/**
 * Days after which an unsigned client is meant.
 */
unsignedDays: number, 
/**
 * How many there are.
 */
unsignedTotal: number, 
/**
 * The longest first, 100 at most.
 */
unsigned: Array<UnsignedClient>, 
/**
 * Cases for which the client has to supply something, per tab.
 */
needsInfo: CaseCounts, 
/**
 * Fees that can be invoiced now.
 */
ready: TabSum, 
/**
 * Fees under dispute.
 */
disputed: TabSum, 
/**
 * Days after which a case counts as stuck.
 */
stuckDays: number, 
/**
 * How many there are.
 */
stuckTotal: number, 
/**
 * The longest first, 100 at most.
 */
stuck: Array<StuckCase>, };

export type ExportProfile = "excel" | "plain";

export type EscalationOn = { "kind": "case", 
/**
 * Its id.
 */
id: string, } | { "kind": "client", 
/**
 * What it is held under.
 */
id: string, } | { "kind": "transaction", 
/**
 * Its id.
 */
id: string, };

export type Escalation = { 
/**
 * Reference and customer.
 */
subject: string, 
/**
 * With the place of the description in it.
 */
text: string, 
/**
 * The part of the text that the description takes the place of.
 */
place: string, 
/**
 * Who it goes to; null until an address is set.
 */
recipient: string | null, 
/**
 * Characters that an address may have before the mail program is opened without the text.
 */
addressMax: number, };

export type MailOutcome = "opened" | "openedAndCopied";

export type CasesExport = { 
/**
 * What was typed into the search box.
 */
search: string, 
/**
 * The tab.
 */
tab: CaseTab, 
/**
 * The filters.
 */
filters: CaseFilters, 
/**
 * The order.
 */
sort: CaseSort, 
/**
 * The visible columns in their order.
 */
columns: Array<CaseColumn>, 
/**
 * For which reader.
 */
profile: ExportProfile, };

export type ClientsExport = { 
/**
 * What was typed into the search box.
 */
search: string, 
/**
 * The tab.
 */
tab: ClientTab, 
/**
 * The filters.
 */
filters: ClientFilters, 
/**
 * The order.
 */
sort: ClientSort, 
/**
 * The visible columns in their order.
 */
columns: Array<ClientColumn>, 
/**
 * For which reader.
 */
profile: ExportProfile, };

export type EarningsExport = { 
/**
 * What was typed into the search box.
 */
search: string, 
/**
 * The tab.
 */
tab: EarningsTab, 
/**
 * The filters.
 */
filters: EarningsFilters, 
/**
 * The order.
 */
sort: EarningsSort, 
/**
 * The visible columns in their order.
 */
columns: Array<EarningsColumn>, 
/**
 * For which reader.
 */
profile: ExportProfile, };

export type ExportOutcome = { "kind": "saved", 
/**
 * Its name without the folder: the webview never learns a path.
 */
fileName: string, 
/**
 * Rows in it, the heading not counted.
 */
rows: number, } | { "kind": "cancelled" };

export type ZoomStep = "in" | "out" | "plain";

export type Listing = { "view": "cases", 
/**
 * What was typed into the search box.
 */
search: string, 
/**
 * The tab.
 */
tab: CaseTab, 
/**
 * The filters.
 */
filters: CaseFilters, 
/**
 * The order.
 */
sort: CaseSort, } | { "view": "clients", 
/**
 * What was typed into the search box.
 */
search: string, 
/**
 * The tab.
 */
tab: ClientTab, 
/**
 * The filters.
 */
filters: ClientFilters, 
/**
 * The order.
 */
sort: ClientSort, } | { "view": "earnings", 
/**
 * What was typed into the search box.
 */
search: string, 
/**
 * The tab.
 */
tab: EarningsTab, 
/**
 * The filters.
 */
filters: EarningsFilters, 
/**
 * The order.
 */
sort: EarningsSort, };

export type PickedRows = { "kind": "some", 
/**
 * Their ids, 10,000 at most.
 */
ids: Array<string>, } | { "kind": "all", 
/**
 * The ids of those.
 */
but: Array<string>, };

export type RowsCopy = { 
/**
 * The list.
 */
listing: Listing, 
/**
 * Its columns by name, in their order.
 */
columns: Array<string>, 
/**
 * The rows.
 */
rows: PickedRows, 
/**
 * Whether the first line holds the headings.
 */
headings: boolean, };

export type RowIdsRequest = { 
/**
 * The list.
 */
listing: Listing, 
/**
 * Index of the first row wanted.
 */
offset: number, 
/**
 * Rows wanted, 10,000 at most.
 */
limit: number, };

export type MenuAction = "update" | "settings" | "lock" | "logOut" | "saveView" | "updateView" | "export" | "escalate" | "onboarding" | "seeAll" | "copyReference" | "copyRow" | "copySelection" | "selectAll" | "search" | "palette" | "today" | "cases" | "clients" | "earnings" | "filters" | "columns" | "chart" | "views" | "refresh" | "zoomPlain" | "zoomIn" | "zoomOut" | "shortcuts" | "diagnostics";

export type HostEvent = { "kind": "session", 
/**
 * The session as it stands now.
 */
session: SessionView, } | { "kind": "sync", 
/**
 * The state as it stands now.
 */
sync: SyncView, } | { "kind": "changed", 
/**
 * Which lists.
 */
tables: Array<SyncTable>, } | { "kind": "update", 
/**
 * As it stands now.
 */
update: UpdateView, } | { "kind": "picked", 
/**
 * Which.
 */
action: MenuAction, } | { "kind": "exportProgress", 
/**
 * Rows written.
 */
rows: number, 
/**
 * Rows to write.
 */
total: number, };

export const FIRST_CASE_COLUMNS: readonly CaseColumn[] = ["reference", "customer", "debtor", "amount", "status", "collectionPartner", "created", "lastActivity"];

export const UNORDERED_CASE_COLUMNS: readonly CaseColumn[] = ["feeOutlook"];

export const FIRST_CLIENT_COLUMNS: readonly ClientColumn[] = ["customer", "onboarding", "attribution", "linked", "cases", "earned", "country", "registrationNumber", "email"];

export const UNORDERED_CLIENT_COLUMNS: readonly ClientColumn[] = ["feeOutlook"];

export const MENU_ACTIONS: readonly MenuAction[] = ["update", "settings", "lock", "logOut", "saveView", "updateView", "export", "escalate", "onboarding", "copyReference", "copyRow", "copySelection", "selectAll", "search", "palette", "today", "cases", "clients", "earnings", "refresh", "seeAll", "filters", "columns", "chart", "views", "zoomPlain", "zoomIn", "zoomOut", "shortcuts", "diagnostics"];

export const MENU_WORDS: Readonly<
  Record<MenuAction, { label: string; key: { key: string; primary: true; shift?: true } | null }>
> = {
  update: { label: "Look for a new version", key: null },
  settings: { label: "Settings…", key: { key: ",", primary: true } },
  lock: { label: "Lock now", key: { key: "l", primary: true, shift: true } },
  logOut: { label: "Log out…", key: null },
  saveView: { label: "Save this view…", key: { key: "s", primary: true } },
  updateView: { label: "Update the saved view", key: { key: "s", primary: true, shift: true } },
  export: { label: "Export CSV", key: { key: "e", primary: true } },
  escalate: { label: "Escalate to Debitura…", key: { key: "e", primary: true, shift: true } },
  onboarding: { label: "Onboarding link…", key: { key: "i", primary: true, shift: true } },
  copyReference: { label: "Copy case reference", key: null },
  copyRow: { label: "Copy the row", key: null },
  copySelection: { label: "Copy the selected rows", key: null },
  selectAll: { label: "Select all rows of the list", key: null },
  search: { label: "Search", key: { key: "f", primary: true } },
  palette: { label: "Find or do anything", key: { key: "k", primary: true } },
  today: { label: "Go to Today", key: { key: "t", primary: true } },
  cases: { label: "Go to Cases", key: { key: "1", primary: true } },
  clients: { label: "Go to Clients", key: { key: "2", primary: true } },
  earnings: { label: "Go to Earnings", key: { key: "3", primary: true } },
  refresh: { label: "Refresh from Debitura", key: { key: "r", primary: true } },
  seeAll: { label: "Mark all changes as seen", key: { key: "d", primary: true, shift: true } },
  filters: { label: "Filters", key: { key: "l", primary: true } },
  columns: { label: "Columns…", key: null },
  chart: { label: "Chart of the fees", key: { key: "g", primary: true } },
  views: { label: "Saved views and recent pages", key: { key: "b", primary: true } },
  zoomPlain: { label: "Actual size", key: { key: "0", primary: true } },
  zoomIn: { label: "Larger", key: { key: "=", primary: true } },
  zoomOut: { label: "Smaller", key: { key: "-", primary: true } },
  shortcuts: { label: "Keyboard shortcuts", key: null },
  diagnostics: { label: "Diagnostics…", key: null },
};

export const FIRST_EARNINGS_COLUMNS: readonly EarningsColumn[] = ["reference", "customer", "debtor", "collected", "fee", "feePercent", "stage", "paid"];

export const UNORDERED_EARNINGS_COLUMNS: readonly EarningsColumn[] = [];
