CREATE TABLE client_paper (
	id TEXT NOT NULL, 
	case_id TEXT NOT NULL, 
	person_id TEXT NOT NULL, 
	paper TEXT NOT NULL, 
	version TEXT NOT NULL, 
	language TEXT NOT NULL, 
	format TEXT NOT NULL, 
	given_on TEXT NOT NULL, 
	sha256 TEXT NOT NULL, 
	variant TEXT NOT NULL, 
	is_for_signature BOOLEAN NOT NULL, 
	purpose TEXT NOT NULL, 
	recipient TEXT NOT NULL, 
	scope TEXT NOT NULL, 
	expires_on TEXT, 
	document_id TEXT NOT NULL, 
	answered_at TEXT, 
	answers_sha256 TEXT NOT NULL, 
	binned_at TEXT, 
	CONSTRAINT pk_client_paper PRIMARY KEY (id)
)

CREATE INDEX ix_client_paper_case_id ON client_paper (case_id)

CREATE INDEX ix_client_paper_person_id ON client_paper (person_id)

CREATE TABLE paper_translation (
	id TEXT NOT NULL, 
	paper TEXT NOT NULL, 
	version TEXT NOT NULL, 
	language TEXT NOT NULL, 
	lines JSON, 
	checked_by TEXT NOT NULL, 
	checked_on TEXT, 
	digest TEXT NOT NULL, 
	binned_at TEXT, 
	CONSTRAINT pk_paper_translation PRIMARY KEY (id)
)
