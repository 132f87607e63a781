-- Audits: a checklist at one version over contracts that are fixed when it is started, and what
-- was answered. An earlier answer is in the trail.

CREATE TABLE audit (
  id TEXT PRIMARY KEY,                        -- a uuid of the writer's
  workspace INTEGER NOT NULL DEFAULT 1,
  name TEXT NOT NULL,
  name_key TEXT NOT NULL,                     -- the name as names are compared
  pack TEXT NOT NULL,                         -- JSON: the whole checklist
  query TEXT NOT NULL,
  due_on TEXT NOT NULL,
  owner TEXT NOT NULL,
  started_by TEXT NOT NULL,
  started_at TEXT NOT NULL,
  closed_by TEXT,
  closed_at TEXT,
  closed_comment TEXT NOT NULL DEFAULT '',
  closed_open INTEGER NOT NULL DEFAULT 0,     -- questions without an answer at that time
  UNIQUE (workspace, name_key),
  CHECK ((closed_by IS NULL) = (closed_at IS NULL))
) STRICT;

CREATE TABLE audit_contract (
  audit TEXT NOT NULL REFERENCES audit (id),
  contract INTEGER NOT NULL REFERENCES contract (id),
  skipped TEXT NOT NULL DEFAULT '[]',         -- JSON: the items whose condition did not find it
  PRIMARY KEY (audit, contract)
) STRICT, WITHOUT ROWID;

CREATE TABLE audit_answer (
  audit TEXT NOT NULL,
  contract INTEGER NOT NULL,
  item TEXT NOT NULL,
  verdict TEXT NOT NULL CHECK (verdict IN ('pass', 'fail', 'not_applicable', 'open')),
  comment TEXT NOT NULL,
  evidence TEXT NOT NULL,                     -- JSON: a list of anchors
  actor TEXT NOT NULL,
  answered_at TEXT NOT NULL,
  PRIMARY KEY (audit, contract, item),
  FOREIGN KEY (audit, contract) REFERENCES audit_contract (audit, contract)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER audit_stays
  BEFORE UPDATE OF id, name, name_key, pack, query, started_by, started_at ON audit
  BEGIN SELECT RAISE(ABORT, 'an audit keeps what it was started with'); END;
CREATE TRIGGER audit_is_kept BEFORE DELETE ON audit
  BEGIN SELECT RAISE(ABORT, 'an audit is never deleted'); END;
CREATE TRIGGER audit_contract_stays BEFORE UPDATE ON audit_contract
  BEGIN SELECT RAISE(ABORT, 'the contracts of an audit are fixed'); END;
CREATE TRIGGER audit_contract_is_kept BEFORE DELETE ON audit_contract
  BEGIN SELECT RAISE(ABORT, 'the contracts of an audit are fixed'); END;
CREATE TRIGGER audit_answer_comes_before_closing BEFORE INSERT ON audit_answer
  WHEN (SELECT closed_at FROM audit WHERE id = NEW.audit) IS NOT NULL
  BEGIN SELECT RAISE(ABORT, 'a closed audit is not answered'); END;
CREATE TRIGGER audit_answer_changes_before_closing BEFORE UPDATE ON audit_answer
  WHEN (SELECT closed_at FROM audit WHERE id = OLD.audit) IS NOT NULL
  BEGIN SELECT RAISE(ABORT, 'a closed audit is not answered'); END;
CREATE TRIGGER audit_answer_goes_before_closing BEFORE DELETE ON audit_answer
  WHEN (SELECT closed_at FROM audit WHERE id = OLD.audit) IS NOT NULL
  BEGIN SELECT RAISE(ABORT, 'a closed audit is not answered'); END;
