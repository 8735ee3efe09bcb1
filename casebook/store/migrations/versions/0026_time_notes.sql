CREATE TABLE time_note (
	id TEXT NOT NULL, 
	case_id TEXT NOT NULL, 
	"on" TEXT NOT NULL, 
	minutes INTEGER NOT NULL, 
	work TEXT NOT NULL, 
	interpreter_from TEXT NOT NULL, 
	interpreter_to TEXT NOT NULL, 
	remark TEXT NOT NULL, 
	binned_at TEXT, 
	CONSTRAINT pk_time_note PRIMARY KEY (id)
)

CREATE INDEX ix_time_note_case_id ON time_note (case_id)

ALTER TABLE proceeding ADD COLUMN outcome_kind TEXT DEFAULT '' NOT NULL
