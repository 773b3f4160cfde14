-- What a sync has to remember to be right. Never edited once released: tests/store keeps a frozen copy.

-- Since when passes that were proved complete have not listed the row; NULL while they do. Such a row is still shown: it
-- is gone only once Debitura was asked for it by itself.
ALTER TABLE cases ADD COLUMN absent_at INTEGER;
ALTER TABLE clients ADD COLUMN absent_at INTEGER;
ALTER TABLE transactions ADD COLUMN absent_at INTEGER;

-- The few rows that still have to be asked for.
CREATE INDEX cases_absent ON cases (absent_at) WHERE absent_at IS NOT NULL;
CREATE INDEX clients_absent ON clients (absent_at) WHERE absent_at IS NOT NULL;
CREATE INDEX transactions_absent ON transactions (absent_at) WHERE absent_at IS NOT NULL;

-- When the last refresh began that saw everything that is still open; NULL: none did.
ALTER TABLE passes ADD COLUMN refreshed_at INTEGER;

-- How far the first pass over a table has come, so that it goes on after a crash instead of starting over.
CREATE TABLE walks (
    name       TEXT    NOT NULL PRIMARY KEY,
    started_at INTEGER NOT NULL,
    -- JSON of the program's own.
    state      TEXT    NOT NULL
) STRICT;

-- Every change of a row that matters to a person, oldest first. Rows can come back from Debitura, this cannot: nothing but
-- its bound removes an entry. Texts as Debitura sent them, flags as 0 and 1, amounts in millionths; NULL: none.
CREATE TABLE changes (
    id      INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    seen_at INTEGER NOT NULL,
    -- cases, clients, transactions.
    name    TEXT    NOT NULL,
    -- The row's key: 16 bytes of an id, or the text of a client's key.
    row_key BLOB    NOT NULL,
    field   TEXT    NOT NULL,
    before  TEXT,
    after   TEXT
) STRICT;

-- A case's timeline, and whether a row that comes in has a history.
CREATE INDEX changes_by_row ON changes (name, row_key, id);
