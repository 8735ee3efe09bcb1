CREATE TABLE declaration (
	id TEXT NOT NULL, 
	case_id TEXT NOT NULL, 
	person_id TEXT NOT NULL, 
	language TEXT NOT NULL, 
	made_on TEXT, 
	place TEXT NOT NULL, 
	clauses JSON, 
	own_words TEXT NOT NULL, 
	authorised JSON, 
	conditions JSON, 
	witness_id TEXT NOT NULL, 
	witnessed_on TEXT, 
	interpreter_id TEXT NOT NULL, 
	video_id TEXT NOT NULL, 
	scan_id TEXT NOT NULL, 
	replaces_id TEXT NOT NULL, 
	signed_on TEXT, 
	pack TEXT NOT NULL, 
	words JSON, 
	video_sha256 TEXT NOT NULL, 
	seal TEXT NOT NULL, 
	withdrawn_on TEXT, 
	withdrawal TEXT NOT NULL, 
	releases JSON, 
	binned_at TEXT, 
	CONSTRAINT pk_declaration PRIMARY KEY (id)
)

CREATE INDEX ix_declaration_case_id ON declaration (case_id)

CREATE INDEX ix_declaration_person_id ON declaration (person_id)
