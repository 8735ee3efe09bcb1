CREATE TABLE statement (
	id TEXT NOT NULL, 
	case_id TEXT NOT NULL, 
	title TEXT NOT NULL, 
	person_id TEXT NOT NULL, 
	language TEXT NOT NULL, 
	translation_language TEXT NOT NULL, 
	confirmation TEXT NOT NULL, 
	contact_id TEXT NOT NULL, 
	translator TEXT NOT NULL, 
	recorded_by TEXT NOT NULL, 
	recorded_on TEXT, 
	place TEXT NOT NULL, 
	ground_ids JSON, 
	paragraphs JSON, 
	read_backs JSON, 
	binned_at TEXT, 
	CONSTRAINT pk_statement PRIMARY KEY (id)
)

CREATE INDEX ix_statement_case_id ON statement (case_id)

CREATE TABLE official_form (
	id TEXT NOT NULL, 
	title TEXT NOT NULL, 
	attachment_id TEXT NOT NULL, 
	sha256 TEXT NOT NULL, 
	size_bytes INTEGER NOT NULL, 
	traits JSON, 
	language TEXT NOT NULL, 
	fields JSON, 
	entries JSON, 
	binned_at TEXT, 
	CONSTRAINT pk_official_form PRIMARY KEY (id)
)

CREATE TABLE form_answer (
	id TEXT NOT NULL, 
	case_id TEXT NOT NULL, 
	official_form_id TEXT NOT NULL, 
	entries JSON, 
	binned_at TEXT, 
	CONSTRAINT pk_form_answer PRIMARY KEY (id)
)

CREATE INDEX ix_form_answer_official_form_id ON form_answer (official_form_id)

CREATE INDEX ix_form_answer_case_id ON form_answer (case_id)
