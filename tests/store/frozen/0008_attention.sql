-- What needs attention. Never edited once released: tests/store keeps a frozen copy.
--
-- Asked for when its pane opens and after each change of the data, so each question reads an index that holds nothing else.

-- Since when a case has its status, as far as a sync saw it change.
CREATE INDEX changes_of_status ON changes (row_key, seen_at, name, field) WHERE name = 'cases' AND field = 'status';
-- The cases that have not ended, a fifth of all, with the dates that tell since when at the latest.
CREATE INDEX cases_open ON cases (grp, id, created, collection_started, first_seen_at, gone_at)
    WHERE grp IN (0, 1, 3) AND gone_at IS NULL;
-- The clients whose agreement is not signed, and since when they could have signed it.
CREATE INDEX clients_unsigned ON clients (onboarding_done, linked, first_seen_at, key, gone_at)
    WHERE onboarding_done = 0 AND gone_at IS NULL;
