CREATE TABLE bulk_edit (
	id TEXT NOT NULL, 
	field TEXT NOT NULL, 
	changed_at TEXT NOT NULL, 
	rows JSON, 
	case_id TEXT NOT NULL, 
	undone_at TEXT, 
	binned_at TEXT, 
	CONSTRAINT pk_bulk_edit PRIMARY KEY (id)
)

CREATE INDEX ix_bulk_edit_case_id ON bulk_edit (case_id)
