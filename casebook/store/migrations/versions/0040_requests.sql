CREATE TABLE request_test (
	id TEXT NOT NULL, 
	case_id TEXT NOT NULL, 
	proceeding_id TEXT NOT NULL, 
	stages JSON, 
	left_out JSON, 
	receipts JSON, 
	note TEXT NOT NULL, 
	binned_at TEXT, 
	CONSTRAINT pk_request_test PRIMARY KEY (id)
)

CREATE INDEX ix_request_test_case_id ON request_test (case_id)

CREATE TABLE compared_paper (
	id TEXT NOT NULL, 
	case_id TEXT NOT NULL, 
	document_id TEXT NOT NULL, 
	kind TEXT NOT NULL, 
	side TEXT NOT NULL, 
	issued_by TEXT NOT NULL, 
	particulars JSON, 
	note TEXT NOT NULL, 
	binned_at TEXT, 
	CONSTRAINT pk_compared_paper PRIMARY KEY (id)
)

CREATE INDEX ix_compared_paper_case_id ON compared_paper (case_id)
