-- What people say about a contract's dates: renewed, amended by another, dates by hand, and what
-- was done about deadlines. Deadlines themselves are computed and never stored.

ALTER TABLE contract ADD COLUMN renewed_until TEXT;     -- a day: a person said so
ALTER TABLE contract ADD COLUMN amended_until TEXT;     -- a day: follows the linked amendments
ALTER TABLE contract ADD COLUMN amended_by INTEGER REFERENCES contract (id);

CREATE TABLE obligation (
  id TEXT PRIMARY KEY,                        -- a uuid of the writer's
  contract INTEGER NOT NULL REFERENCES contract (id),
  kind TEXT NOT NULL,
  title TEXT NOT NULL,
  falls_on TEXT NOT NULL,
  since_on TEXT NOT NULL,
  rule TEXT,                                  -- RFC 5545 without DTSTART; null: once
  notice TEXT,                                -- ISO 8601 duration
  owner TEXT,
  evidence TEXT,                              -- JSON: a source
  withdrawn INTEGER NOT NULL DEFAULT 0 CHECK (withdrawn IN (0, 1))
) STRICT;
CREATE INDEX obligation_by_contract ON obligation (contract);

CREATE TABLE acknowledgement (
  contract INTEGER NOT NULL REFERENCES contract (id),
  kind TEXT NOT NULL,
  due_on TEXT NOT NULL,
  obligation TEXT NOT NULL DEFAULT '',
  snoozed_until TEXT,                         -- a day; null: done
  reason TEXT NOT NULL,
  actor TEXT NOT NULL,
  acknowledged_at TEXT NOT NULL,
  PRIMARY KEY (contract, kind, due_on, obligation)
) STRICT;
