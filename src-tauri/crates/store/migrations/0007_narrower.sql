-- The same answers out of less. Never edited once released: tests/store keeps a frozen copy.
--
-- A first sync brings the newest rows first. An index in descending order takes them each at the end of what is there, which
-- leaves its pages half empty; read from the other end, one in ascending order gives the same, in pages that are full.

DROP INDEX cases_by_created;
-- Its counts are in cases_by_filter as well, its order is in the next one.
DROP INDEX cases_by_group;
-- All cases and each tab in the order of their creation, newest first.
CREATE INDEX cases_by_created ON cases (created, id DESC, grp, gone_at) WHERE gone_at IS NULL;

DROP INDEX transactions_by_paid;
-- The Earnings view as it opens: newest payment first.
CREATE INDEX transactions_by_paid ON transactions (paid, id DESC, gone_at) WHERE gone_at IS NULL;
