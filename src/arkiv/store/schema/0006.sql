-- Purging: a contract whose document had to go for good keeps its number and nothing else.

ALTER TABLE contract ADD COLUMN purged INTEGER NOT NULL DEFAULT 0 CHECK (purged IN (0, 1));

-- What was asked to be purged and is not finished; only what is listed here may be erased.
CREATE TABLE purge (
  contract INTEGER PRIMARY KEY REFERENCES contract (id),
  actor TEXT NOT NULL
) STRICT;

DROP TRIGGER event_stays;
CREATE TRIGGER event_stays BEFORE UPDATE ON event
  WHEN NEW.content IS NOT NULL
    OR NOT EXISTS (SELECT 1 FROM purge WHERE purge.contract = OLD.contract)
    OR NEW.seq <> OLD.seq OR NEW.workspace <> OLD.workspace OR NEW.format <> OLD.format
    OR NEW.at <> OLD.at OR NEW.actor <> OLD.actor OR NEW.kind <> OLD.kind
    OR NEW.contract IS NOT OLD.contract OR NEW.document IS NOT OLD.document
    OR NEW.batch IS NOT OLD.batch OR NEW.digest <> OLD.digest OR NEW.hash <> OLD.hash
  BEGIN SELECT RAISE(ABORT, 'an event is never altered'); END;

DROP TRIGGER document_is_kept;
CREATE TRIGGER document_is_kept BEFORE DELETE ON document
  WHEN NOT EXISTS (SELECT 1 FROM purge WHERE purge.contract = OLD.contract)
  BEGIN SELECT RAISE(ABORT, 'a document is never deleted'); END;

DROP TRIGGER note_is_kept;
CREATE TRIGGER note_is_kept BEFORE DELETE ON note
  WHEN NOT EXISTS (SELECT 1 FROM purge WHERE purge.contract = OLD.contract)
  BEGIN SELECT RAISE(ABORT, 'a note is never deleted'); END;

DROP TRIGGER audit_answer_goes_before_closing;
CREATE TRIGGER audit_answer_goes_before_closing BEFORE DELETE ON audit_answer
  WHEN (SELECT closed_at FROM audit WHERE id = OLD.audit) IS NOT NULL
    AND NOT EXISTS (SELECT 1 FROM purge WHERE purge.contract = OLD.contract)
  BEGIN SELECT RAISE(ABORT, 'a closed audit is not answered'); END;
