CREATE TABLE space_key_kept AS SELECT space, epoch, "key", since FROM space_key

DROP TABLE space_key

CREATE TABLE space_key (
	space BLOB NOT NULL, 
	epoch INTEGER NOT NULL, 
	digest BLOB NOT NULL, 
	"key" BLOB NOT NULL, 
	since TEXT NOT NULL, 
	CONSTRAINT pk_space_key PRIMARY KEY (space, epoch, digest)
)
 WITHOUT ROWID

CREATE TABLE key_given (
	space BLOB NOT NULL, 
	epoch INTEGER NOT NULL, 
	digest BLOB NOT NULL, 
	device BLOB NOT NULL, 
	maker BLOB NOT NULL, 
	at TEXT NOT NULL, 
	CONSTRAINT pk_key_given PRIMARY KEY (space, epoch, digest, device)
)
 WITHOUT ROWID

CREATE TABLE member_code_name (
	member TEXT NOT NULL, 
	code_name TEXT NOT NULL, 
	CONSTRAINT pk_member_code_name PRIMARY KEY (member)
)
 WITHOUT ROWID
