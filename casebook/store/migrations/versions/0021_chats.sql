CREATE TABLE chat (
	id TEXT NOT NULL, 
	case_id TEXT NOT NULL, 
	zone TEXT NOT NULL, 
	holder TEXT NOT NULL, 
	date_order TEXT NOT NULL, 
	ties JSON, 
	binned_at TEXT, 
	CONSTRAINT pk_chat PRIMARY KEY (id)
)

CREATE INDEX ix_chat_case_id ON chat (case_id)
