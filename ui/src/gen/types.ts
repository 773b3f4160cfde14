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

export type SessionState = "signedOut" | "signedIn" | "expired" | "refused" | "keyringUnavailable";

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
 * What kind of pass runs or ran last.
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
requests: number, };

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
demo: boolean, };

export type CaseTab = "all" | "active" | "pending" | "closed" | "paused" | "other";

export type StatusGroup = "active" | "pending" | "closed" | "paused" | "other";

export type CaseColumn = "reference" | "customer" | "debtor" | "amount" | "status" | "collectionPartner" | "created" | "lastActivity" | "remaining" | "creditorReference" | "country" | "phase" | "due" | "collectionStarted" | "closed" | "closeCode" | "expectedFee";

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
limit: number, };

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
needsInfo: boolean, };

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
 * Rows in this tab under this search.
 */
total: number, 
/**
 * Rows per tab under this search.
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

export type ExportProfile = "excel" | "plain";

export type ExportRequest = { 
/**
 * What was typed into the search box.
 */
search: string, 
/**
 * The tab.
 */
tab: CaseTab, 
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

export type ExportOutcome = { "kind": "saved", 
/**
 * Its name without the folder: the webview never learns a path.
 */
fileName: string, 
/**
 * Rows in it, the heading not counted.
 */
rows: number, } | { "kind": "cancelled" };

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
tables: Array<SyncTable>, } | { "kind": "exportProgress", 
/**
 * Rows written.
 */
rows: number, 
/**
 * Rows to write.
 */
total: number, };
