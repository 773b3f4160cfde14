-- The filters of the views. Never edited once released: tests/store keeps a frozen copy.
--
-- A table is read page by page, each of them decrypted, and is many times as large as what filters compare: these indexes
-- hold that alone, so that a narrowed question stays in the page cache.

-- The Cases view when it is narrowed by names, dates or missing information, its counts per tab, and the names to choose from.
CREATE INDEX cases_by_filter ON cases (grp, created, customer, collection_partner, debtor_country, needs_info, gone_at)
    WHERE gone_at IS NULL;
-- The Earnings view when it is narrowed by name or date, its sums per stage, and the names to choose from.
CREATE INDEX transactions_by_filter ON transactions (commission, platform, referral, paid, customer, fee_usd, gone_at)
    WHERE gone_at IS NULL;
