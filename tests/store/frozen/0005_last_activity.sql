-- The order in which the window's Cases view opens. Never edited once released: tests/store keeps a frozen copy.

-- All cases and each tab by last activity, newest first: without it every page of the view, also one far down, sorted the
-- whole table anew.
CREATE INDEX cases_by_activity ON cases (last_activity_at DESC, id, grp, gone_at) WHERE gone_at IS NULL;
