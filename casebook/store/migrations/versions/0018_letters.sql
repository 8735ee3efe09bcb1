CREATE TABLE letter (
	id TEXT NOT NULL, 
	case_id TEXT NOT NULL, 
	kind TEXT NOT NULL, 
	title TEXT NOT NULL, 
	reader TEXT NOT NULL, 
	purpose TEXT NOT NULL, 
	contact_id TEXT NOT NULL, 
	proceeding_id TEXT NOT NULL, 
	answers JSON, 
	gaps JSON, 
	provision TEXT NOT NULL, 
	sha256 TEXT NOT NULL, 
	written_at TEXT, 
	binned_at TEXT, 
	CONSTRAINT pk_letter PRIMARY KEY (id)
)

CREATE INDEX ix_letter_case_id ON letter (case_id)

CREATE TABLE letter_template (
	id TEXT NOT NULL, 
	title TEXT NOT NULL, 
	reader TEXT NOT NULL, 
	attachment_id TEXT NOT NULL, 
	sha256 TEXT NOT NULL, 
	added_on TEXT NOT NULL, 
	purpose TEXT NOT NULL, 
	binned_at TEXT, 
	CONSTRAINT pk_letter_template PRIMARY KEY (id)
)
