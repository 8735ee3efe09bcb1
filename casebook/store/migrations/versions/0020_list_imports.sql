ALTER TABLE person ADD COLUMN sex TEXT DEFAULT '' NOT NULL

CREATE TABLE list_import (
	id TEXT NOT NULL, 
	listed TEXT NOT NULL, 
	case_id TEXT NOT NULL, 
	file_name TEXT NOT NULL, 
	sha256 TEXT NOT NULL, 
	form TEXT NOT NULL, 
	imported_at TEXT NOT NULL, 
	row_count INTEGER NOT NULL, 
	refused_count INTEGER NOT NULL, 
	rows JSON, 
	undone_at TEXT, 
	binned_at TEXT, 
	CONSTRAINT pk_list_import PRIMARY KEY (id)
)

CREATE INDEX ix_list_import_case_id ON list_import (case_id)
