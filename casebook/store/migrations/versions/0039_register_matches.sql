CREATE TABLE register_match (
	id TEXT NOT NULL, 
	register_id TEXT NOT NULL, 
	register_title TEXT NOT NULL, 
	person_id TEXT NOT NULL, 
	case_id TEXT NOT NULL, 
	state TEXT NOT NULL, 
	line INTEGER NOT NULL, 
	"key" TEXT NOT NULL, 
	cells JSON, 
	agreements JSON, 
	differences JSON, 
	row_digest TEXT NOT NULL, 
	sha256 TEXT NOT NULL, 
	retrieved_on TEXT, 
	matched_on TEXT NOT NULL, 
	decided_on TEXT, 
	decided_by TEXT NOT NULL, 
	why TEXT NOT NULL, 
	source_id TEXT NOT NULL, 
	fact_ids JSON, 
	binned_at TEXT, 
	CONSTRAINT pk_register_match PRIMARY KEY (id)
)

CREATE INDEX ix_register_match_case_id ON register_match (case_id)

CREATE INDEX ix_register_match_person_id ON register_match (person_id)

CREATE INDEX ix_register_match_row_digest ON register_match (row_digest)
