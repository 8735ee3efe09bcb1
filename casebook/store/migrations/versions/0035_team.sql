CREATE TABLE outgoing (
	number INTEGER NOT NULL, 
	body TEXT NOT NULL, 
	CONSTRAINT pk_outgoing PRIMARY KEY (number)
)

CREATE TABLE team (
	id BLOB NOT NULL, 
	name TEXT NOT NULL, 
	folder TEXT NOT NULL, 
	CONSTRAINT pk_team PRIMARY KEY (id)
)
 WITHOUT ROWID

CREATE TABLE roster_statement (
	digest BLOB NOT NULL, 
	body BLOB NOT NULL, 
	signer BLOB NOT NULL, 
	signature BLOB NOT NULL, 
	CONSTRAINT pk_roster_statement PRIMARY KEY (digest)
)
 WITHOUT ROWID

CREATE TABLE space (
	id BLOB NOT NULL, 
	kind TEXT NOT NULL, 
	case_id TEXT NOT NULL, 
	log TEXT NOT NULL, 
	CONSTRAINT pk_space PRIMARY KEY (id)
)
 WITHOUT ROWID

CREATE TABLE space_key (
	space BLOB NOT NULL, 
	epoch INTEGER NOT NULL, 
	"key" BLOB NOT NULL, 
	since TEXT NOT NULL, 
	CONSTRAINT pk_space_key PRIMARY KEY (space, epoch)
)
 WITHOUT ROWID

CREATE TABLE space_record (
	space BLOB NOT NULL, 
	noun TEXT NOT NULL, 
	record_id TEXT NOT NULL, 
	CONSTRAINT pk_space_record PRIMARY KEY (space, noun, record_id)
)
 WITHOUT ROWID

CREATE TABLE share_file (
	name TEXT NOT NULL, 
	space BLOB NOT NULL, 
	kind INTEGER NOT NULL, 
	line BLOB NOT NULL, 
	number INTEGER NOT NULL, 
	epoch INTEGER NOT NULL, 
	sha256 BLOB NOT NULL, 
	is_own INTEGER NOT NULL, 
	body TEXT, 
	raw BLOB, 
	at TEXT NOT NULL, 
	CONSTRAINT pk_share_file PRIMARY KEY (name)
)
 WITHOUT ROWID

CREATE TABLE purge_request (
	record_id TEXT NOT NULL, 
	noun TEXT NOT NULL, 
	device BLOB NOT NULL, 
	at TEXT NOT NULL, 
	CONSTRAINT pk_purge_request PRIMARY KEY (record_id)
)
 WITHOUT ROWID

CREATE TABLE shared_exhibit (
	document_id TEXT NOT NULL, 
	space BLOB NOT NULL, 
	name TEXT NOT NULL, 
	size_bytes INTEGER NOT NULL, 
	sha256 BLOB NOT NULL, 
	signer BLOB NOT NULL, 
	CONSTRAINT pk_shared_exhibit PRIMARY KEY (document_id)
)
 WITHOUT ROWID
