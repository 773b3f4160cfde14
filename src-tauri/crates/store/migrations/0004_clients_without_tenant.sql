-- Clients for whom the server sends no tenant id. Never edited once released: tests/store keeps a frozen copy.
--
-- Their rows are found by their id at Debitura. Rows with a tenant id belong to whoever has that, and are in neither index.

-- Such a client's cases, its number of them and of open ones.
CREATE INDEX cases_by_creditor ON cases (creditor, grp, gone_at) WHERE tenant IS NULL AND gone_at IS NULL;
-- Such a client's transactions.
CREATE INDEX transactions_by_creditor ON transactions (creditor, gone_at) WHERE tenant IS NULL AND gone_at IS NULL;
