-- When somebody last went through a whole contract, who it was, and when to do it again.

ALTER TABLE contract ADD COLUMN reviewed_on TEXT;       -- a day
ALTER TABLE contract ADD COLUMN reviewed_by TEXT;
ALTER TABLE contract ADD COLUMN review_next_on TEXT;    -- a day, set by hand; null: by the cycle

-- What reading leaves open: the annexes that the text names and the file does not have.
ALTER TABLE document ADD COLUMN annexes TEXT NOT NULL DEFAULT '[]';     -- JSON: labels
