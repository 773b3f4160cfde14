-- The cache, first version. Never edited once released: tests/store keeps a frozen copy.
--
-- The API declares no property as required (contract section 1), so each fact of a row may be missing, and NULL says that
-- it is. NOT NULL stands where absence means something (a flag that is off, an empty list) or where the value is our own.
-- Instants are milliseconds since 1970 in UTC, civil dates are days since 0001-01-01 (day 1), amounts and percentages are millionths.
-- Ids are the 16 bytes of the UUID. `*_key` are sort keys of the locale in meta.derived_by, NULL where the text is
-- missing or blank. There are no foreign keys: rows arrive page by page, in any order.

CREATE TABLE meta (
    key   TEXT NOT NULL PRIMARY KEY,
    value TEXT NOT NULL
) STRICT;

CREATE TABLE passes (
    name                 TEXT    NOT NULL PRIMARY KEY,
    -- The last attempt, whatever came of it.
    started_at           INTEGER NOT NULL DEFAULT 0,
    -- NULL: it never came to an end.
    finished_at          INTEGER,
    complete             INTEGER NOT NULL DEFAULT 0,
    -- NULL: the server gave no total.
    total                INTEGER,
    held                 INTEGER NOT NULL DEFAULT 0,
    -- NULL: nothing stood in the way.
    problem              TEXT,
    -- The last complete pass; NULL until there is one.
    complete_started_at  INTEGER,
    complete_finished_at INTEGER
) STRICT;

CREATE TABLE cases (
    id                     BLOB    NOT NULL PRIMARY KEY,
    reference              TEXT,
    creditor_reference     TEXT,
    tenant                 TEXT,
    creditor               BLOB,
    customer               TEXT,
    debtor                 TEXT,
    debtor_country         TEXT,
    amount                 INTEGER,
    remaining              INTEGER,
    currency               TEXT,
    lifecycle              TEXT,
    close_code             TEXT,
    phase                  TEXT,
    created                INTEGER,
    due                    INTEGER,
    collection_started     INTEGER,
    closed                 INTEGER,
    needs_info             INTEGER NOT NULL DEFAULT 0,
    client_answered        INTEGER,
    -- JSON list of what the client has to supply.
    missing_items          TEXT    NOT NULL DEFAULT '[]',
    collection_partner     TEXT,
    expected_fee_percent   INTEGER,
    -- Derived from the facts above by rules of the program and of the locale; derived anew when either changes.
    grp                    INTEGER NOT NULL DEFAULT 4,
    search                 TEXT    NOT NULL DEFAULT '',
    reference_folded       TEXT,
    reference_key          BLOB,
    creditor_reference_key BLOB,
    customer_key           BLOB,
    debtor_key             BLOB,
    partner_key            BLOB,
    status_key             BLOB,
    country_key            BLOB,
    phase_key              BLOB,
    close_code_key         BLOB,
    -- Our own. Newest payment among the case's transactions; NULL without one.
    last_payment_at        INTEGER,
    first_seen_at          INTEGER NOT NULL DEFAULT 0,
    -- The sync that last saw the case differ from what was held; NULL until one did.
    changed_at             INTEGER,
    -- Missing from the server since; NULL while it is there.
    gone_at                INTEGER,
    -- The newest of what is known to have happened; NULL when nothing is. max() of a NULL would be NULL, hence the stand-in.
    last_activity_at       INTEGER GENERATED ALWAYS AS (nullif(max(
        ifnull(created, -9000000000000000), ifnull(collection_started, -9000000000000000),
        ifnull(closed, -9000000000000000), ifnull(client_answered, -9000000000000000),
        ifnull(last_payment_at, -9000000000000000), ifnull(changed_at, -9000000000000000)
    ), -9000000000000000)) VIRTUAL
) STRICT;

-- Each index holds only the rows that are still at Debitura, and `gone_at` all the same: without the column SQLite would
-- look it up in the table for every row.

-- The Cases view as it opens: all cases, newest first. And how many were created this month.
CREATE INDEX cases_by_created ON cases (created DESC, id, gone_at) WHERE gone_at IS NULL;
-- A tab as it opens, and the counts of the tabs without a search.
CREATE INDEX cases_by_group ON cases (grp, created DESC, id, gone_at) WHERE gone_at IS NULL;
-- The search and its counts per tab: read from the index alone, a fraction of the table.
CREATE INDEX cases_by_search ON cases (grp, search, gone_at) WHERE gone_at IS NULL;
-- A client's number of cases and of open ones.
CREATE INDEX cases_by_tenant ON cases (tenant, grp, gone_at) WHERE gone_at IS NULL;
-- A case by its reference.
CREATE INDEX cases_by_reference ON cases (reference_folded, id, gone_at) WHERE gone_at IS NULL;

CREATE TABLE clients (
    -- The tenant id or, where there is none, Debitura's id, each with a prefix.
    key                 TEXT    NOT NULL PRIMARY KEY,
    -- Case-sensitive text of the partner's own; nullable like everything that the server sends.
    tenant              TEXT,
    creditor            BLOB,
    name                TEXT,
    email               TEXT,
    country             TEXT,
    address             TEXT,
    city                TEXT,
    zip_code            TEXT,
    registration_number TEXT,
    onboarding_done     INTEGER NOT NULL DEFAULT 0,
    onboarding_url      TEXT,
    attributed          INTEGER NOT NULL DEFAULT 0,
    linked              INTEGER,
    cases_total         INTEGER,
    cases_closed        INTEGER,
    earnings_usd        INTEGER,
    kyc_status          TEXT,
    search              TEXT    NOT NULL DEFAULT '',
    name_key            BLOB,
    country_key         BLOB,
    registration_key    BLOB,
    email_key           BLOB,
    first_seen_at       INTEGER NOT NULL DEFAULT 0,
    gone_at             INTEGER
) STRICT;

-- The Clients view as it opens: newest link first.
CREATE INDEX clients_by_linked ON clients (linked DESC, key, gone_at) WHERE gone_at IS NULL;
-- One client by its tenant id.
CREATE INDEX clients_by_tenant ON clients (tenant, gone_at) WHERE gone_at IS NULL;

CREATE TABLE transactions (
    id                 BLOB    NOT NULL PRIMARY KEY,
    date               INTEGER,
    tenant             TEXT,
    creditor           BLOB,
    customer           TEXT,
    case_id            BLOB,
    case_reference     TEXT,
    debtor             TEXT,
    collected          INTEGER,
    collected_currency TEXT,
    paid               INTEGER,
    fee_usd            INTEGER,
    fee_percent        INTEGER,
    -- As sent; NULL: not sent. The program's own mark is derived when read.
    api_estimate       INTEGER,
    recognized         INTEGER,
    commission         TEXT,
    platform           TEXT,
    referral           TEXT,
    search             TEXT    NOT NULL DEFAULT '',
    reference_key      BLOB,
    customer_key       BLOB,
    debtor_key         BLOB,
    first_seen_at      INTEGER NOT NULL DEFAULT 0,
    gone_at            INTEGER
) STRICT;

-- The Earnings view as it opens: newest payment first.
CREATE INDEX transactions_by_paid ON transactions (paid DESC, id, gone_at) WHERE gone_at IS NULL;
-- A case's newest payment and its transactions.
CREATE INDEX transactions_by_case ON transactions (case_id, paid DESC, id, gone_at) WHERE gone_at IS NULL;
-- Counts and sums per stage, and the search: the stage follows from the three statuses, and nothing else is looked at.
CREATE INDEX transactions_by_status ON transactions (commission, platform, referral, search, fee_usd, gone_at)
    WHERE gone_at IS NULL;
