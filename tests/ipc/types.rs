//! `ui/src/gen/types.ts` says what the Rust types say.

use std::path::PathBuf;

use desk_core::query::{CaseColumn, ClientColumn, EarningsColumn, Ordered};
use partner_desk::commands::types as t;
use ts_rs::{Config, TS};

const HEAD: &str = "// Generated from src-tauri/src/commands/types by\n\
    //   PARTNER_DESK_UPDATE=1 cargo test -p partner-desk --test ipc types\n\
    // Never edited by hand.\n";

/// Every type that crosses, as TypeScript.
///
/// ts-rs can write files itself, but one per type and as a side effect of tests: one rendered string can be compared.
fn rendered() -> String {
    let config = Config::default();
    let mut out = HEAD.to_owned();
    macro_rules! declare {
        ($($name:ident),+ $(,)?) => {$(
            out.push_str("\nexport ");
            out.push_str(&t::$name::decl(&config));
            out.push('\n');
        )+};
    }
    declare!(
        ErrorCode,
        CommandError,
        Platform,
        Environment,
        SessionState,
        SessionView,
        LogInRequest,
        SyncKind,
        SyncTable,
        TableProgress,
        Connectivity,
        SyncView,
        Density,
        ChartMonths,
        Preferences,
        UpdateStep,
        UpdateOffer,
        UpdateView,
        AppState,
        RevenueStage,
        CaseFilters,
        ClientFilters,
        EarningsFilters,
        ChosenDays,
        ChoiceField,
        ChoicesRequest,
        Choice,
        Choices,
        ArrangedColumn,
        ArrangedColumns,
        CaseTab,
        StatusGroup,
        CaseColumn,
        CaseSort,
        CasesRequest,
        CaseCounts,
        Cell,
        Amount,
        CaseStatus,
        LastActivityKind,
        LastActivity,
        CaseRow,
        CasesPage,
        CaseCards,
        EarningsTab,
        EarningsColumn,
        EarningsSort,
        EarningsRequest,
        TabSum,
        EarningsSums,
        EarningsRow,
        EarningsPage,
        InvoicingMode,
        StageDifference,
        SummaryCheck,
        EarningsCards,
        ChartRequest,
        ChartMonth,
        EarningsChart,
        ClientTab,
        ClientColumn,
        ClientSort,
        ClientsRequest,
        ClientCounts,
        ClientRow,
        ClientsPage,
        ClientCards,
        FeeVerdict,
        FeeCertainty,
        FeeCause,
        FeeReason,
        FeeOutlook,
        FeeAnswer,
        PaymentStatusKind,
        ChangedPayment,
        Change,
        SeenChange,
        ClientDetail,
        LinkTrouble,
        Onboarding,
        MissingItem,
        PotentialRevenue,
        Found,
        FirstAnswers,
        FirstSightRequest,
        SavedCases,
        SavedClients,
        SavedEarnings,
        SavedQuery,
        SavedView,
        OpenedPage,
        RecentPage,
        CaseDetail,
        CaseText,
        NewsKind,
        NewsRequest,
        ChangedWhat,
        AlsoChanged,
        FeeNews,
        NewsItem,
        NewsGroup,
        News,
        UnsignedClient,
        StandingBasis,
        StuckCase,
        Attention,
        ExportProfile,
        EscalationOn,
        Escalation,
        MailOutcome,
        CasesExport,
        ClientsExport,
        EarningsExport,
        ExportOutcome,
        ZoomStep,
        Listing,
        PickedRows,
        RowsCopy,
        RowIdsRequest,
        MenuAction,
        HostEvent,
    );
    columns(&mut out, "CaseColumn", "CASE", CaseColumn::ALL, CaseColumn::FIRST, CaseColumn::name);
    columns(&mut out, "ClientColumn", "CLIENT", ClientColumn::ALL, ClientColumn::FIRST, ClientColumn::name);
    menus(&mut out);
    columns(&mut out, "EarningsColumn", "EARNINGS", EarningsColumn::ALL, EarningsColumn::ALL, EarningsColumn::name);
    out
}

/// What a table shows at first, and what it cannot be put in order by: said once, in `desk-core`.
fn columns<C: Copy + Ordered>(
    out: &mut String,
    of: &str,
    list: &str,
    all: &[C],
    first: &[C],
    name: fn(C) -> &'static str,
) {
    let unordered: Vec<C> = all.iter().copied().filter(|column| !column.has_order()).collect();
    for (what, columns) in [("FIRST", first), ("UNORDERED", &unordered)] {
        let names: Vec<String> = columns.iter().map(|column| format!("\"{}\"", name(*column))).collect();
        out.push_str(&format!("\nexport const {what}_{list}_COLUMNS: readonly {of}[] = [{}];\n", names.join(", ")));
    }
}

/// What stands in the menu bar, and, for a test to compare with the page's own list, in which words and with which keys.
fn menus(out: &mut String) {
    let mut ids = Vec::new();
    let mut words = Vec::new();
    for (id, label, key) in partner_desk::menu_actions().map(t::MenuAction::facts) {
        let shift = |key: partner_desk::MenuKey| if key.shift { ", shift: true" } else { "" };
        let key =
            key.map_or("null".to_owned(), |key| format!("{{ key: \"{}\", primary: true{} }}", key.key, shift(key)));
        ids.push(format!("\"{id}\""));
        words.push(format!("  {id}: {{ label: \"{label}\", key: {key} }},\n"));
    }
    out.push_str(&format!("\nexport const MENU_ACTIONS: readonly MenuAction[] = [{}];\n", ids.join(", ")));
    out.push_str("\nexport const MENU_WORDS: Readonly<\n  Record<MenuAction, { label: string; key: { key: string; primary: true; shift?: true } | null }>\n> = {\n");
    out.push_str(&words.concat());
    out.push_str("};\n");
}

#[test]
fn typescript_is_fresh() {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("ui/src/gen/types.ts");
    let wanted = rendered();
    if std::env::var_os("PARTNER_DESK_UPDATE").is_some() {
        std::fs::create_dir_all(path.parent().expect("the file has a folder")).expect("the folder can be made");
        std::fs::write(&path, &wanted).expect("the file can be written");
    }
    let found = std::fs::read_to_string(&path).unwrap_or_default().replace("\r\n", "\n");
    // Not `assert_eq!`: nobody reads two thousand lines of each.
    assert!(found == wanted, "ui/src/gen/types.ts is stale: its head says how to renew it");
}
