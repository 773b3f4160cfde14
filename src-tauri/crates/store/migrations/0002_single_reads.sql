-- Reads of one case and one client, and what only they tell. Never edited once released: tests/store keeps a frozen copy.

-- When the row was last read by itself, which may be newer than the last pass; NULL: never.
ALTER TABLE cases ADD COLUMN read_at INTEGER;
ALTER TABLE clients ADD COLUMN read_at INTEGER;

-- What a case would earn if the whole claim were collected (contract section 7): a projection, never an earning. Amounts
-- and percentages are millionths, NULL where Debitura gave none. Rows of cases that are gone do no harm.
CREATE TABLE potential_revenue (
    case_id                BLOB    NOT NULL PRIMARY KEY,
    read_at                INTEGER NOT NULL,
    gross_usd              INTEGER,
    success_fee_percent    INTEGER,
    collection_partner_usd INTEGER,
    platform_share_percent INTEGER,
    platform_usd           INTEGER,
    referral_percent       INTEGER,
    referral_usd           INTEGER
) STRICT;

-- A client's transactions: its page, and the view when it is narrowed to one client.
CREATE INDEX transactions_by_tenant ON transactions (tenant, gone_at) WHERE gone_at IS NULL;
-- A case's transactions where `case_id` is no case's id (contract question Q22).
CREATE INDEX transactions_by_reference ON transactions (case_reference, case_id, gone_at) WHERE gone_at IS NULL;
