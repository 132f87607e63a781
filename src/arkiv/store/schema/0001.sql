-- The record. Text columns named *_at are instants: ISO 8601, UTC, microseconds, so that they sort.
-- Columns named *_on are days. JSON columns are values nobody filters or joins by.

CREATE TABLE contract (
  id INTEGER PRIMARY KEY AUTOINCREMENT,       -- the short number people use, never given twice
  workspace INTEGER NOT NULL DEFAULT 1,
  seq INTEGER NOT NULL,                       -- its newest event
  folder TEXT NOT NULL,
  filed_at TEXT NOT NULL,
  shown TEXT NOT NULL DEFAULT '{}',           -- JSON: the shown facts, follows findings and decisions
  owner TEXT,
  ended_on TEXT,
  ended_reason TEXT,
  trashed INTEGER NOT NULL DEFAULT 0 CHECK (trashed IN (0, 1)),
  CHECK (ended_on IS NULL OR ended_reason IS NOT NULL)
) STRICT;
CREATE INDEX contract_by_seq ON contract (seq);

CREATE TABLE document (
  id INTEGER PRIMARY KEY AUTOINCREMENT,       -- the order of arrival
  workspace INTEGER NOT NULL DEFAULT 1,
  sha256 TEXT NOT NULL CHECK (length(sha256) = 64),
  contract INTEGER NOT NULL REFERENCES contract (id),
  kind TEXT NOT NULL DEFAULT 'original'
    CHECK (kind IN ('original', 'amendment', 'annex', 'version')),
  name TEXT NOT NULL,
  extension TEXT NOT NULL CHECK (extension IN ('.pdf', '.docx')),
  size INTEGER NOT NULL CHECK (size >= 0),    -- bytes
  filed_at TEXT NOT NULL,
  incomplete INTEGER NOT NULL DEFAULT 0 CHECK (incomplete IN (0, 1)),
  state TEXT NOT NULL DEFAULT 'stored' CHECK (state IN ('stored', 'read', 'locked', 'failed')),
  fault_code TEXT,
  fault_detail TEXT NOT NULL DEFAULT '',
  page_count INTEGER,
  title TEXT,                                 -- from the file's properties
  tracked_changes INTEGER NOT NULL DEFAULT 0 CHECK (tracked_changes IN (0, 1)),
  cues_version TEXT,
  warnings TEXT NOT NULL DEFAULT '[]',        -- JSON: sentences
  tries INTEGER NOT NULL DEFAULT 0,
  next_try_at TEXT,
  claim_pid INTEGER,
  claim_started TEXT,
  UNIQUE (workspace, sha256)
) STRICT;
CREATE INDEX document_by_contract ON document (contract);
CREATE INDEX document_unread ON document (id) WHERE state = 'stored';

CREATE TABLE sighting (
  id INTEGER PRIMARY KEY,
  document INTEGER NOT NULL REFERENCES document (id),
  name TEXT NOT NULL,
  folder TEXT NOT NULL,
  origin TEXT NOT NULL,
  actor TEXT NOT NULL,
  seen_at TEXT NOT NULL
) STRICT;
CREATE INDEX sighting_by_document ON sighting (document);

CREATE TABLE page (
  document INTEGER NOT NULL REFERENCES document (id),
  position INTEGER NOT NULL,                  -- from 0
  number INTEGER,                             -- null in a DOCX
  text TEXT NOT NULL,
  paragraph_starts TEXT NOT NULL DEFAULT '[]',
  needs_ocr INTEGER NOT NULL DEFAULT 0 CHECK (needs_ocr IN (0, 1)),
  PRIMARY KEY (document, position)
) STRICT;

CREATE TABLE finding (
  id INTEGER PRIMARY KEY,
  document INTEGER NOT NULL REFERENCES document (id),
  field TEXT NOT NULL,
  rank INTEGER NOT NULL CHECK (rank >= 0),
  value TEXT NOT NULL,                        -- JSON
  confidence REAL NOT NULL CHECK (confidence BETWEEN 0 AND 1),
  operation TEXT,
  sources TEXT NOT NULL                       -- JSON
) STRICT;
CREATE INDEX finding_by_document ON finding (document, field, rank);

CREATE TABLE decision (
  contract INTEGER NOT NULL REFERENCES contract (id),
  field TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('confirmed', 'corrected', 'rejected')),
  value TEXT NOT NULL,                        -- JSON: a list, several only for parties
  actor TEXT NOT NULL,
  decided_at TEXT NOT NULL,
  PRIMARY KEY (contract, field)
) STRICT;

CREATE TABLE note (
  number INTEGER PRIMARY KEY AUTOINCREMENT,   -- the order of writing
  id TEXT NOT NULL UNIQUE,                    -- a uuid of the writer's
  contract INTEGER NOT NULL REFERENCES contract (id),
  text TEXT NOT NULL,
  state TEXT NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'resolved', 'withdrawn')),
  anchor TEXT,                                -- JSON: document, page or paragraph, span, words
  supersedes TEXT UNIQUE REFERENCES note (id),
  actor TEXT NOT NULL,
  noted_at TEXT NOT NULL
) STRICT;
CREATE INDEX note_by_contract ON note (contract);

CREATE TABLE tag (
  contract INTEGER NOT NULL REFERENCES contract (id),
  name TEXT NOT NULL CHECK (name <> ''),
  PRIMARY KEY (contract, name)
) STRICT;
CREATE INDEX tag_by_name ON tag (name);

CREATE TABLE link (
  contract INTEGER NOT NULL REFERENCES contract (id),
  target INTEGER NOT NULL REFERENCES contract (id),
  kind TEXT NOT NULL CHECK (kind IN ('amendment', 'annex', 'replaces', 'call-off')),
  actor TEXT NOT NULL,
  linked_at TEXT NOT NULL,
  PRIMARY KEY (contract, target, kind),
  CHECK (contract <> target)
) STRICT;
CREATE INDEX link_by_target ON link (target);

CREATE TABLE inbox_fault (
  workspace INTEGER NOT NULL DEFAULT 1,
  path TEXT NOT NULL,
  code TEXT NOT NULL,
  detail TEXT NOT NULL,
  stamp TEXT NOT NULL,
  tries INTEGER NOT NULL,
  since_at TEXT NOT NULL,
  next_try_at TEXT,
  PRIMARY KEY (workspace, path)
) STRICT;

CREATE TABLE watcher (
  workspace INTEGER PRIMARY KEY DEFAULT 1,
  pid INTEGER NOT NULL,
  started TEXT NOT NULL,
  seen_at TEXT NOT NULL,
  mode TEXT NOT NULL
) STRICT;

-- The trail. hash covers the previous hash and every column here but content, which digest covers:
-- content can be erased without breaking the chain.
CREATE TABLE event (
  seq INTEGER PRIMARY KEY,                    -- without gaps, in the order of commit
  workspace INTEGER NOT NULL DEFAULT 1,
  format INTEGER NOT NULL,                    -- how hash and digest are made
  at TEXT NOT NULL,
  actor TEXT NOT NULL,
  kind TEXT NOT NULL,
  contract INTEGER REFERENCES contract (id),
  document TEXT,                              -- its SHA-256
  batch TEXT,                                 -- a uuid shared by the events of one act
  content TEXT,                               -- JSON: before, after, salt
  digest TEXT NOT NULL,
  hash TEXT NOT NULL
) STRICT;
CREATE INDEX event_by_contract ON event (contract, seq);
CREATE INDEX event_by_batch ON event (batch) WHERE batch IS NOT NULL;

CREATE TRIGGER event_stays BEFORE UPDATE ON event
  BEGIN SELECT RAISE(ABORT, 'an event is never altered'); END;
CREATE TRIGGER event_is_kept BEFORE DELETE ON event
  BEGIN SELECT RAISE(ABORT, 'an event is never deleted'); END;
CREATE TRIGGER event_follows BEFORE INSERT ON event
  WHEN NEW.seq <> (SELECT coalesce(max(seq), 0) + 1 FROM event)
  BEGIN SELECT RAISE(ABORT, 'an event follows the newest one'); END;
CREATE TRIGGER document_is_kept BEFORE DELETE ON document
  BEGIN SELECT RAISE(ABORT, 'a document is never deleted'); END;
CREATE TRIGGER note_stays BEFORE UPDATE ON note
  BEGIN SELECT RAISE(ABORT, 'a note is never altered'); END;
CREATE TRIGGER note_is_kept BEFORE DELETE ON note
  BEGIN SELECT RAISE(ABORT, 'a note is never deleted'); END;
CREATE TRIGGER contract_is_kept BEFORE DELETE ON contract
  BEGIN SELECT RAISE(ABORT, 'a contract is never deleted'); END;
