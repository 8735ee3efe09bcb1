CREATE TABLE charge (
	id TEXT NOT NULL, 
	case_id TEXT NOT NULL, 
	article TEXT NOT NULL, 
	offence TEXT NOT NULL, 
	proceeding_id TEXT NOT NULL, 
	act_from JSON, 
	act_to JSON, 
	amounts JSON, 
	entity TEXT NOT NULL, 
	filed_on JSON, 
	filed_by TEXT NOT NULL, 
	filing_body TEXT NOT NULL, 
	evasion TEXT NOT NULL, 
	band INTEGER NOT NULL, 
	band_asserted TEXT NOT NULL, 
	note TEXT NOT NULL, 
	pinpoints JSON, 
	sorted_on TEXT NOT NULL, 
	binned_at TEXT, 
	CONSTRAINT pk_charge PRIMARY KEY (id)
)

CREATE INDEX ix_charge_case_id ON charge (case_id)

CREATE INDEX ix_charge_sorted_on ON charge (sorted_on)
