CREATE TABLE declined (
	record_id TEXT NOT NULL, 
	noun TEXT NOT NULL, 
	field TEXT NOT NULL, 
	stamp BLOB NOT NULL, 
	CONSTRAINT pk_declined PRIMARY KEY (record_id, noun, field, stamp)
)
 WITHOUT ROWID

CREATE TABLE handover (
	id TEXT NOT NULL, 
	kind TEXT NOT NULL, 
	parcel TEXT NOT NULL, 
	state TEXT NOT NULL, 
	at TEXT NOT NULL, 
	holders JSON, 
	by_phrase BOOLEAN NOT NULL, 
	purpose TEXT, 
	given JSON, 
	left_out JSON, 
	recall_on TEXT, 
	recalled_at TEXT, 
	purged_at TEXT, 
	binned_at TEXT, 
	CONSTRAINT pk_handover PRIMARY KEY (id)
)

CREATE INDEX ix_handover_parcel ON handover (parcel)

CREATE TABLE own_device (
	number INTEGER NOT NULL, 
	seed BLOB NOT NULL, 
	name TEXT NOT NULL, 
	made_at TEXT NOT NULL, 
	CONSTRAINT pk_own_device PRIMARY KEY (number)
)

CREATE TABLE peer_card (
	id TEXT NOT NULL, 
	name TEXT NOT NULL, 
	device TEXT NOT NULL, 
	public TEXT NOT NULL, 
	data TEXT NOT NULL, 
	added_at TEXT NOT NULL, 
	compared_at TEXT, 
	compared_by TEXT NOT NULL, 
	allowed_at TEXT, 
	binned_at TEXT, 
	CONSTRAINT pk_peer_card PRIMARY KEY (id)
)

CREATE INDEX ix_peer_card_device ON peer_card (device)

CREATE TABLE peer_line (
	line BLOB NOT NULL, 
	device TEXT NOT NULL, 
	CONSTRAINT pk_peer_line PRIMARY KEY (line)
)
 WITHOUT ROWID
