CREATE TABLE recording (
	id TEXT NOT NULL, 
	case_id TEXT NOT NULL, 
	length_seconds INTEGER NOT NULL, 
	holder TEXT NOT NULL, 
	transcriber TEXT NOT NULL, 
	transcript_language TEXT NOT NULL, 
	is_translated BOOLEAN NOT NULL, 
	binned_at TEXT, 
	CONSTRAINT pk_recording PRIMARY KEY (id)
)

CREATE INDEX ix_recording_case_id ON recording (case_id)
