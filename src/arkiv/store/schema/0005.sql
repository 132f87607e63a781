-- An audit that was started by mistake is withdrawn: it stays, and is listed nowhere.

ALTER TABLE audit ADD COLUMN withdrawn INTEGER NOT NULL DEFAULT 0 CHECK (withdrawn IN (0, 1));

DROP TRIGGER audit_stays;
CREATE TRIGGER audit_stays
  BEFORE UPDATE OF id, name, pack, query, started_by, started_at ON audit
  BEGIN SELECT RAISE(ABORT, 'an audit keeps what it was started with'); END;
-- Of a withdrawn audit name_key is no name, so that another one can have its name.
CREATE TRIGGER audit_keeps_its_name BEFORE UPDATE OF name_key ON audit
  WHEN NEW.withdrawn = OLD.withdrawn
  BEGIN SELECT RAISE(ABORT, 'an audit keeps what it was started with'); END;
CREATE TRIGGER audit_is_withdrawn_unanswered BEFORE UPDATE OF withdrawn ON audit
  WHEN NEW.withdrawn AND (
    OLD.closed_at IS NOT NULL OR EXISTS (SELECT 1 FROM audit_answer WHERE audit = OLD.id)
  )
  BEGIN SELECT RAISE(ABORT, 'an audit that was answered is not withdrawn'); END;
