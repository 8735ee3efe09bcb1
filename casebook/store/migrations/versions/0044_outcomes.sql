CREATE TABLE outcome (
	id TEXT NOT NULL, 
	case_id TEXT NOT NULL, 
	person_id TEXT NOT NULL, 
	ended TEXT NOT NULL, 
	ended_on JSON, 
	requesting TEXT NOT NULL, 
	requested TEXT NOT NULL, 
	instrument_id TEXT NOT NULL, 
	channel TEXT NOT NULL, 
	proceeding_id TEXT NOT NULL, 
	entries JSON, 
	assurances JSON, 
	last_news_on JSON, 
	note TEXT NOT NULL, 
	sorted_on TEXT NOT NULL, 
	binned_at TEXT, 
	CONSTRAINT pk_outcome PRIMARY KEY (id)
)

CREATE INDEX ix_outcome_case_id ON outcome (case_id)

CREATE INDEX ix_outcome_person_id ON outcome (person_id)

CREATE INDEX ix_outcome_sorted_on ON outcome (sorted_on)

CREATE TABLE outcome_pack (
	id TEXT NOT NULL, 
	kind TEXT NOT NULL, 
	digest TEXT NOT NULL, 
	at TEXT NOT NULL, 
	made_on TEXT NOT NULL, 
	signer TEXT NOT NULL, 
	claimed TEXT NOT NULL, 
	was_compared BOOLEAN NOT NULL, 
	rows JSON, 
	left_out INTEGER NOT NULL, 
	threshold INTEGER NOT NULL, 
	given JSON, 
	declined JSON, 
	binned_at TEXT, 
	CONSTRAINT pk_outcome_pack PRIMARY KEY (id)
)

CREATE INDEX ix_outcome_pack_digest ON outcome_pack (digest)

CREATE INDEX ix_outcome_pack_signer ON outcome_pack (signer)
