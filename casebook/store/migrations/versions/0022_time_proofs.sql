CREATE TABLE time_proof (
	id TEXT NOT NULL, 
	case_id TEXT NOT NULL, 
	document_ids JSON, 
	kind TEXT NOT NULL, 
	added_at TEXT NOT NULL, 
	stated_at TEXT, 
	accuracy_ms INTEGER NOT NULL, 
	authority TEXT NOT NULL, 
	policy TEXT NOT NULL, 
	serial TEXT NOT NULL, 
	algorithm TEXT NOT NULL, 
	digest TEXT NOT NULL, 
	block_height INTEGER NOT NULL, 
	merkle_root TEXT NOT NULL, 
	block_hash TEXT NOT NULL, 
	pending JSON, 
	checks JSON, 
	files JSON, 
	binned_at TEXT, 
	CONSTRAINT pk_time_proof PRIMARY KEY (id)
)

CREATE INDEX ix_time_proof_case_id ON time_proof (case_id)
