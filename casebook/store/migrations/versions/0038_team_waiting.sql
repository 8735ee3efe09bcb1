CREATE TABLE team_waiting (
	space BLOB NOT NULL, 
	kind TEXT NOT NULL, 
	noun TEXT NOT NULL, 
	record_id TEXT NOT NULL, 
	device BLOB NOT NULL, 
	state TEXT NOT NULL, 
	at TEXT NOT NULL, 
	CONSTRAINT pk_team_waiting PRIMARY KEY (space, kind, noun, record_id)
)
 WITHOUT ROWID

INSERT INTO team_waiting SELECT id, 'case', 'case', case_id, x'', 'allowed', '' FROM space WHERE case_id <> ''
