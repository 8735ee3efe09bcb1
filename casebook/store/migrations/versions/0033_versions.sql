CREATE TABLE line (
	line BLOB NOT NULL, 
	is_own INTEGER NOT NULL, 
	tick INTEGER NOT NULL, 
	CONSTRAINT pk_line PRIMARY KEY (line)
)
 WITHOUT ROWID

CREATE TABLE purged (
	record_id TEXT NOT NULL, 
	CONSTRAINT pk_purged PRIMARY KEY (record_id)
)
 WITHOUT ROWID

CREATE TABLE version (
	record_id TEXT NOT NULL, 
	noun TEXT NOT NULL, 
	is_spent INTEGER NOT NULL, 
	field TEXT NOT NULL, 
	stamp BLOB NOT NULL, 
	value TEXT, 
	CONSTRAINT pk_version PRIMARY KEY (record_id, noun, is_spent, field, stamp)
)
 WITHOUT ROWID

ALTER TABLE audit ADD COLUMN stamp TEXT DEFAULT '' NOT NULL

ALTER TABLE audit ADD COLUMN device TEXT DEFAULT '' NOT NULL

ALTER TABLE audit ADD COLUMN written_at TEXT DEFAULT '' NOT NULL

DROP INDEX uq_case_file_reference

CREATE INDEX ix_case_file_reference ON case_file (reference)
