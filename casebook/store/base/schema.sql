CREATE TABLE alembic_version (
	version_num VARCHAR(32) NOT NULL, 
	CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);

CREATE TABLE argument (
	id TEXT NOT NULL, 
	title TEXT NOT NULL, 
	ground TEXT NOT NULL, 
	issue TEXT NOT NULL, 
	test JSON, 
	burden TEXT NOT NULL, 
	standard TEXT NOT NULL, 
	authorities JSON, 
	points JSON, 
	facts_needed JSON, 
	finding_ids JSON, 
	adverse_ids JSON, 
	relief TEXT NOT NULL, 
	proceedings JSON, 
	forums JSON, 
	forum_notes TEXT NOT NULL, 
	doubt TEXT NOT NULL, 
	read_again_on TEXT, 
	copied_from TEXT NOT NULL, 
	checked_on TEXT, 
	pack TEXT NOT NULL, 
	binned_at TEXT, 
	CONSTRAINT pk_argument PRIMARY KEY (id)
);

CREATE TABLE assurance (
	id TEXT NOT NULL, 
	case_id TEXT NOT NULL, 
	text TEXT NOT NULL, 
	given_by TEXT NOT NULL, 
	given_on JSON, 
	proceeding_id TEXT NOT NULL, 
	specificity TEXT NOT NULL, 
	monitoring TEXT NOT NULL, 
	pinpoints JSON, 
	assessments JSON, 
	earlier JSON, 
	sorted_on TEXT NOT NULL, 
	binned_at TEXT, 
	CONSTRAINT pk_assurance PRIMARY KEY (id)
);

CREATE TABLE attachment (
	id TEXT NOT NULL, 
	"key" TEXT NOT NULL, 
	size_bytes INTEGER NOT NULL, 
	sha256 TEXT NOT NULL, 
	fingerprint TEXT NOT NULL, 
	binned_at TEXT, 
	CONSTRAINT pk_attachment PRIMARY KEY (id)
);

CREATE TABLE audit (
	number INTEGER NOT NULL, 
	at TEXT NOT NULL, 
	who TEXT NOT NULL, 
	action TEXT NOT NULL, 
	noun TEXT NOT NULL, 
	record_id TEXT NOT NULL, 
	fields JSON NOT NULL, 
	"before" TEXT NOT NULL, 
	"after" TEXT NOT NULL, 
	mac TEXT NOT NULL, salt TEXT DEFAULT '' NOT NULL, digest TEXT DEFAULT '' NOT NULL, stamp TEXT DEFAULT '' NOT NULL, device TEXT DEFAULT '' NOT NULL, written_at TEXT DEFAULT '' NOT NULL, 
	CONSTRAINT pk_audit PRIMARY KEY (number)
);

CREATE TABLE build (
	id TEXT NOT NULL, 
	dossier_id TEXT NOT NULL, 
	case_id TEXT NOT NULL, 
	built_at TEXT NOT NULL, 
	copy_kind TEXT NOT NULL, 
	sha256 TEXT NOT NULL, 
	pages INTEGER NOT NULL, 
	for_whom TEXT NOT NULL, 
	problems INTEGER NOT NULL, 
	is_ready BOOLEAN NOT NULL, 
	binned_at TEXT, profile_id TEXT DEFAULT '' NOT NULL, purpose TEXT DEFAULT '' NOT NULL, file_format TEXT DEFAULT '' NOT NULL, contents JSON, files JSON, numbers JSON, decisions JSON, packs JSON, 
	CONSTRAINT pk_build PRIMARY KEY (id)
);

CREATE TABLE bulk_edit (
	id TEXT NOT NULL, 
	field TEXT NOT NULL, 
	changed_at TEXT NOT NULL, 
	rows JSON, 
	case_id TEXT NOT NULL, 
	undone_at TEXT, 
	binned_at TEXT, 
	CONSTRAINT pk_bulk_edit PRIMARY KEY (id)
);

CREATE TABLE case_file (
	id TEXT NOT NULL, 
	reference TEXT NOT NULL, 
	title TEXT NOT NULL, 
	jurisdiction TEXT NOT NULL, 
	opened_on TEXT NOT NULL, 
	status TEXT NOT NULL, 
	confidentiality TEXT NOT NULL, 
	parties JSON, 
	team JSON, 
	binned_at TEXT, closed_on TEXT, closing TEXT DEFAULT '' NOT NULL, code_name TEXT DEFAULT '' NOT NULL, tags JSON DEFAULT '[]', 
	CONSTRAINT pk_case_file PRIMARY KEY (id)
);

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
	binned_at TEXT, limitation_asserted TEXT DEFAULT '' NOT NULL, 
	CONSTRAINT pk_charge PRIMARY KEY (id)
);

CREATE TABLE chat (
	id TEXT NOT NULL, 
	case_id TEXT NOT NULL, 
	zone TEXT NOT NULL, 
	holder TEXT NOT NULL, 
	date_order TEXT NOT NULL, 
	ties JSON, 
	binned_at TEXT, 
	CONSTRAINT pk_chat PRIMARY KEY (id)
);

CREATE TABLE claim (
	id TEXT NOT NULL, 
	claim TEXT NOT NULL, 
	result TEXT NOT NULL, 
	notes TEXT NOT NULL, 
	url TEXT NOT NULL, 
	reported_in TEXT NOT NULL, 
	countries JSON, 
	pack TEXT NOT NULL, 
	binned_at TEXT, 
	CONSTRAINT pk_claim PRIMARY KEY (id)
);

CREATE TABLE clause (
	id TEXT NOT NULL, 
	instrument_id TEXT NOT NULL, 
	subject TEXT NOT NULL, 
	text TEXT NOT NULL, 
	is_seen BOOLEAN NOT NULL, 
	article TEXT NOT NULL, 
	url TEXT NOT NULL, 
	pack TEXT NOT NULL, 
	binned_at TEXT, 
	CONSTRAINT pk_clause PRIMARY KEY (id)
);

CREATE TABLE client_paper (
	id TEXT NOT NULL, 
	case_id TEXT NOT NULL, 
	person_id TEXT NOT NULL, 
	paper TEXT NOT NULL, 
	version TEXT NOT NULL, 
	language TEXT NOT NULL, 
	format TEXT NOT NULL, 
	given_on TEXT NOT NULL, 
	sha256 TEXT NOT NULL, 
	variant TEXT NOT NULL, 
	is_for_signature BOOLEAN NOT NULL, 
	purpose TEXT NOT NULL, 
	recipient TEXT NOT NULL, 
	scope TEXT NOT NULL, 
	expires_on TEXT, 
	document_id TEXT NOT NULL, 
	answered_at TEXT, 
	answers_sha256 TEXT NOT NULL, 
	binned_at TEXT, 
	CONSTRAINT pk_client_paper PRIMARY KEY (id)
);

CREATE TABLE closure (
	id TEXT NOT NULL, 
	calendar_id TEXT NOT NULL, 
	"on" TEXT NOT NULL, 
	why TEXT NOT NULL, 
	binned_at TEXT, 
	CONSTRAINT pk_closure PRIMARY KEY (id)
);

CREATE TABLE collection (
	id TEXT NOT NULL, 
	title TEXT NOT NULL, 
	finding_ids JSON, 
	binned_at TEXT, 
	CONSTRAINT pk_collection PRIMARY KEY (id)
);

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
);

CREATE TABLE contact (
	id TEXT NOT NULL, 
	name TEXT NOT NULL, 
	kind TEXT NOT NULL, 
	body TEXT NOT NULL, 
	languages JSON, 
	channels JSON, 
	vetting TEXT NOT NULL, 
	remarks TEXT NOT NULL, 
	binned_at TEXT, other_names JSON DEFAULT '[]', vetted_by TEXT DEFAULT '' NOT NULL, vetted_on TEXT, public_key TEXT DEFAULT '' NOT NULL, code_name TEXT DEFAULT '' NOT NULL, tags JSON DEFAULT '[]', 
	CONSTRAINT pk_contact PRIMARY KEY (id)
);

CREATE TABLE country (
	id TEXT NOT NULL, 
	name TEXT NOT NULL, 
	remedies JSON, 
	extradition_id TEXT NOT NULL, 
	surrender_id TEXT NOT NULL, 
	death_penalty_practice TEXT NOT NULL, 
	notes TEXT NOT NULL, 
	"conflict" TEXT NOT NULL, 
	pack TEXT NOT NULL, 
	binned_at TEXT, 
	CONSTRAINT pk_country PRIMARY KEY (id)
);

CREATE TABLE deadline (
	id TEXT NOT NULL, 
	case_id TEXT NOT NULL, 
	title TEXT NOT NULL, 
	status TEXT NOT NULL, 
	origin TEXT NOT NULL, 
	reason TEXT NOT NULL, 
	proceeding_id TEXT NOT NULL, 
	event_id TEXT NOT NULL, 
	rule_id TEXT NOT NULL, 
	calendar_id TEXT NOT NULL, 
	doubt TEXT NOT NULL, 
	consequence TEXT NOT NULL, 
	responsible TEXT NOT NULL, 
	ended_why TEXT NOT NULL, 
	sorted_on TEXT NOT NULL, 
	due_on TEXT, 
	due_at TEXT, 
	ended_on TEXT, 
	ask JSON, 
	closed JSON, 
	working JSON, 
	checks JSON, 
	remind_days JSON, 
	extensions JSON, 
	moves JSON, 
	binned_at TEXT, 
	CONSTRAINT pk_deadline PRIMARY KEY (id)
);

CREATE TABLE decision (
	id TEXT NOT NULL, 
	court TEXT NOT NULL, 
	forum TEXT NOT NULL, 
	country TEXT NOT NULL, 
	title TEXT NOT NULL, 
	person_type TEXT NOT NULL, 
	requesting_party TEXT NOT NULL, 
	procedure TEXT NOT NULL, 
	outcome TEXT NOT NULL, 
	summary TEXT NOT NULL, 
	is_seen BOOLEAN NOT NULL, 
	confidence TEXT NOT NULL, 
	decided_on JSON, 
	number TEXT NOT NULL, 
	ecli TEXT NOT NULL, 
	grounds JSON, 
	has_assurances BOOLEAN NOT NULL, 
	assurances_assessment TEXT NOT NULL, 
	url TEXT NOT NULL, 
	reported_in TEXT NOT NULL, 
	notes TEXT NOT NULL, 
	matter TEXT NOT NULL, 
	pack TEXT NOT NULL, 
	binned_at TEXT, history TEXT DEFAULT '' NOT NULL, cite_use TEXT DEFAULT 'plain' NOT NULL, later JSON, 
	CONSTRAINT pk_decision PRIMARY KEY (id)
);

CREATE TABLE declaration (
	id TEXT NOT NULL, 
	case_id TEXT NOT NULL, 
	person_id TEXT NOT NULL, 
	language TEXT NOT NULL, 
	made_on TEXT, 
	place TEXT NOT NULL, 
	clauses JSON, 
	own_words TEXT NOT NULL, 
	authorised JSON, 
	conditions JSON, 
	witness_id TEXT NOT NULL, 
	witnessed_on TEXT, 
	interpreter_id TEXT NOT NULL, 
	video_id TEXT NOT NULL, 
	scan_id TEXT NOT NULL, 
	replaces_id TEXT NOT NULL, 
	signed_on TEXT, 
	pack TEXT NOT NULL, 
	words JSON, 
	video_sha256 TEXT NOT NULL, 
	seal TEXT NOT NULL, 
	releases JSON, 
	binned_at TEXT, printed_on TEXT, printed_sha256 TEXT DEFAULT '' NOT NULL, entered_on TEXT, transcript TEXT DEFAULT '' NOT NULL, transcript_sha256 TEXT DEFAULT '' NOT NULL, withdrawals JSON DEFAULT '[]', 
	CONSTRAINT pk_declaration PRIMARY KEY (id)
);

CREATE TABLE declined (
	record_id TEXT NOT NULL, 
	noun TEXT NOT NULL, 
	field TEXT NOT NULL, 
	stamp BLOB NOT NULL, 
	CONSTRAINT pk_declined PRIMARY KEY (record_id, noun, field, stamp)
)
 WITHOUT ROWID;

CREATE TABLE document (
	id TEXT NOT NULL, 
	case_id TEXT NOT NULL, 
	title TEXT NOT NULL, 
	kind TEXT NOT NULL, 
	attachment_id TEXT NOT NULL, 
	sha256 TEXT NOT NULL, 
	size_bytes INTEGER NOT NULL, 
	media_type TEXT NOT NULL, 
	dated JSON, 
	language TEXT NOT NULL, 
	author TEXT NOT NULL, 
	obtained_from TEXT NOT NULL, 
	obtained_how TEXT NOT NULL, 
	page_count INTEGER NOT NULL, 
	has_text BOOLEAN NOT NULL, 
	custody JSON, 
	translation_of TEXT NOT NULL, 
	certificate JSON, 
	exhibit_mark TEXT NOT NULL, 
	is_privileged BOOLEAN NOT NULL, 
	binned_at TEXT, obtained_on JSON, original_at TEXT DEFAULT '' NOT NULL, part_of TEXT DEFAULT '' NOT NULL, received_as TEXT DEFAULT '' NOT NULL, redacted_from TEXT DEFAULT '' NOT NULL, privilege TEXT DEFAULT '' NOT NULL, also_part_of JSON, mail JSON, web_address TEXT DEFAULT '' NOT NULL, captured_at TEXT DEFAULT '' NOT NULL, tags JSON DEFAULT '[]', also_received_as JSON, 
	CONSTRAINT pk_document PRIMARY KEY (id)
);

CREATE TABLE document_text (
	id TEXT NOT NULL, 
	case_id TEXT NOT NULL, 
	title TEXT NOT NULL, 
	pages JSON, 
	binned_at TEXT, 
	CONSTRAINT pk_document_text PRIMARY KEY (id)
);

CREATE TABLE dossier (
	id TEXT NOT NULL, 
	case_id TEXT NOT NULL, 
	title TEXT NOT NULL, 
	kind TEXT NOT NULL, 
	profile_id TEXT NOT NULL, 
	language TEXT NOT NULL, 
	court TEXT NOT NULL, 
	number TEXT NOT NULL, 
	parties TEXT NOT NULL, 
	hearing_on TEXT, 
	cover_lines JSON, 
	references_at TEXT NOT NULL, 
	sections JSON, 
	exhibit_ids JSON, 
	omissions JSON, 
	binned_at TEXT, page_mark TEXT DEFAULT '' NOT NULL, challenged_id TEXT DEFAULT '' NOT NULL, is_grouped BOOLEAN DEFAULT 0 NOT NULL, has_dividers BOOLEAN DEFAULT 1 NOT NULL, 
	CONSTRAINT pk_dossier PRIMARY KEY (id)
);

CREATE TABLE draft (
	id TEXT NOT NULL, 
	fields JSON NOT NULL, 
	kept_at TEXT NOT NULL, 
	CONSTRAINT pk_draft PRIMARY KEY (id)
);

CREATE TABLE event (
	id TEXT NOT NULL, 
	case_id TEXT NOT NULL, 
	kind TEXT NOT NULL, 
	title TEXT NOT NULL, 
	"on" JSON, 
	proceeding_id TEXT NOT NULL, 
	at TEXT, 
	zone TEXT NOT NULL, 
	place TEXT NOT NULL, 
	interpreter TEXT NOT NULL, 
	attendance TEXT NOT NULL, 
	sorted_on TEXT NOT NULL, 
	binned_at TEXT, status TEXT DEFAULT 'happened' NOT NULL, outcome TEXT DEFAULT '' NOT NULL, calendar JSON, tags JSON DEFAULT '[]', 
	CONSTRAINT pk_event PRIMARY KEY (id)
);

CREATE TABLE fact (
	id TEXT NOT NULL, 
	case_id TEXT NOT NULL, 
	statement TEXT NOT NULL, 
	"on" JSON, 
	place TEXT NOT NULL, 
	status TEXT NOT NULL, 
	inconsistency TEXT NOT NULL, 
	explanation TEXT NOT NULL, 
	accounts JSON, 
	pinpoints JSON, 
	sorted_on TEXT NOT NULL, 
	binned_at TEXT, finding_ids JSON, 
	CONSTRAINT pk_fact PRIMARY KEY (id)
);

CREATE TABLE finding (
	id TEXT NOT NULL, 
	source_id TEXT NOT NULL, 
	topic_id TEXT NOT NULL, 
	statement TEXT NOT NULL, 
	strength TEXT NOT NULL, 
	pinpoint TEXT NOT NULL, 
	period TEXT NOT NULL, 
	scope TEXT NOT NULL, 
	groups JSON, 
	is_adverse BOOLEAN NOT NULL, 
	reading_level TEXT NOT NULL, 
	reported_in TEXT NOT NULL, 
	verify TEXT NOT NULL, 
	pack TEXT NOT NULL, 
	binned_at TEXT, checked_on TEXT, kind TEXT DEFAULT 'fact' NOT NULL, 
	CONSTRAINT pk_finding PRIMARY KEY (id)
);

CREATE TABLE form_answer (
	id TEXT NOT NULL, 
	case_id TEXT NOT NULL, 
	official_form_id TEXT NOT NULL, 
	entries JSON, 
	binned_at TEXT, 
	CONSTRAINT pk_form_answer PRIMARY KEY (id)
);

CREATE TABLE ground (
	id TEXT NOT NULL, 
	case_id TEXT NOT NULL, 
	kind TEXT NOT NULL, 
	title TEXT NOT NULL, 
	hooks JSON, 
	text TEXT NOT NULL, 
	proceeding_ids JSON, 
	proofs JSON, 
	binned_at TEXT, 
	CONSTRAINT pk_ground PRIMARY KEY (id)
);

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
	binned_at TEXT, receipt_key TEXT DEFAULT '' NOT NULL, 
	CONSTRAINT pk_handover PRIMARY KEY (id)
);

CREATE TABLE incident (
	id TEXT NOT NULL, 
	case_id TEXT NOT NULL, 
	method TEXT NOT NULL, 
	"on" JSON, 
	what TEXT NOT NULL, 
	place TEXT NOT NULL, 
	agent TEXT NOT NULL, 
	person_ids JSON, 
	evidence JSON, 
	corroboration TEXT NOT NULL, 
	corroborated_by TEXT NOT NULL, 
	reported_to TEXT NOT NULL, 
	sorted_on TEXT NOT NULL, 
	binned_at TEXT, 
	CONSTRAINT pk_incident PRIMARY KEY (id)
);

CREATE TABLE instrument (
	id TEXT NOT NULL, 
	kind TEXT NOT NULL, 
	title TEXT NOT NULL, 
	status TEXT NOT NULL, 
	china_party TEXT NOT NULL, 
	is_seen BOOLEAN NOT NULL, 
	confidence TEXT NOT NULL, 
	country TEXT NOT NULL, 
	organisation TEXT NOT NULL, 
	status_as_of JSON, 
	acts JSON, 
	published TEXT NOT NULL, 
	terms JSON, 
	reference TEXT NOT NULL, 
	url TEXT NOT NULL, 
	reported_in TEXT NOT NULL, 
	seen_fields JSON, 
	op_ed_check TEXT NOT NULL, 
	notes TEXT NOT NULL, 
	"conflict" TEXT NOT NULL, 
	pack TEXT NOT NULL, 
	binned_at TEXT, 
	CONSTRAINT pk_instrument PRIMARY KEY (id)
);

CREATE INDEX ix_assurance_case_id ON assurance (case_id);

CREATE INDEX ix_assurance_sorted_on ON assurance (sorted_on);

CREATE INDEX ix_attachment_fingerprint ON attachment (fingerprint);

CREATE INDEX ix_audit_record_id ON audit (record_id);

CREATE INDEX ix_build_case_id ON build (case_id);

CREATE INDEX ix_build_dossier_id ON build (dossier_id);

CREATE INDEX ix_bulk_edit_case_id ON bulk_edit (case_id);

CREATE INDEX ix_case_file_binned_at ON case_file (binned_at) WHERE binned_at IS NOT NULL;

CREATE INDEX ix_case_file_reference ON case_file (reference);

CREATE INDEX ix_case_file_standing ON case_file (opened_on DESC, reference) WHERE binned_at IS NULL;

CREATE INDEX ix_charge_case_id ON charge (case_id);

CREATE INDEX ix_charge_sorted_on ON charge (sorted_on);

CREATE INDEX ix_chat_case_id ON chat (case_id);

CREATE INDEX ix_clause_instrument_id ON clause (instrument_id);

CREATE INDEX ix_client_paper_case_id ON client_paper (case_id);

CREATE INDEX ix_client_paper_person_id ON client_paper (person_id);

CREATE INDEX ix_closure_calendar_id ON closure (calendar_id);

CREATE INDEX ix_compared_paper_case_id ON compared_paper (case_id);

CREATE INDEX ix_contact_binned_at ON contact (binned_at) WHERE binned_at IS NOT NULL;

CREATE INDEX ix_contact_name ON contact (name);

CREATE INDEX ix_deadline_case_id ON deadline (case_id);

CREATE INDEX ix_deadline_event_id ON deadline (event_id);

CREATE INDEX ix_deadline_sorted_on ON deadline (sorted_on);

CREATE INDEX ix_deadline_status ON deadline (status);

CREATE INDEX ix_decision_country ON decision (country);

CREATE INDEX ix_declaration_case_id ON declaration (case_id);

CREATE INDEX ix_declaration_person_id ON declaration (person_id);

CREATE INDEX ix_document_binned_at ON document (binned_at) WHERE binned_at IS NOT NULL;

CREATE INDEX ix_document_case_id ON document (case_id);

CREATE INDEX ix_document_sha256 ON document (sha256);

CREATE INDEX ix_document_text_binned_at ON document_text (binned_at) WHERE binned_at IS NOT NULL;

CREATE INDEX ix_document_text_case_id ON document_text (case_id);

CREATE INDEX ix_dossier_case_id ON dossier (case_id);

CREATE INDEX ix_event_binned_at ON event (binned_at) WHERE binned_at IS NOT NULL;

CREATE INDEX ix_event_case_id ON event (case_id);

CREATE INDEX ix_event_sorted_on ON event (sorted_on);

CREATE INDEX ix_fact_binned_at ON fact (binned_at) WHERE binned_at IS NOT NULL;

CREATE INDEX ix_fact_case_id ON fact (case_id);

CREATE INDEX ix_fact_sorted_on ON fact (sorted_on);

CREATE INDEX ix_finding_source_id ON finding (source_id);

CREATE INDEX ix_finding_topic_id ON finding (topic_id);

CREATE INDEX ix_form_answer_case_id ON form_answer (case_id);

CREATE INDEX ix_form_answer_official_form_id ON form_answer (official_form_id);

CREATE INDEX ix_ground_case_id ON ground (case_id);

CREATE INDEX ix_handover_parcel ON handover (parcel);

CREATE INDEX ix_incident_case_id ON incident (case_id);

CREATE INDEX ix_incident_sorted_on ON incident (sorted_on);

CREATE INDEX ix_instrument_country ON instrument (country);

CREATE INDEX ix_letter_case_id ON letter (case_id);

CREATE INDEX ix_list_import_case_id ON list_import (case_id);

CREATE INDEX ix_note_about_id ON note (about_id);

CREATE INDEX ix_note_binned_at ON note (binned_at) WHERE binned_at IS NOT NULL;

CREATE INDEX ix_note_case_id ON note (case_id);

CREATE INDEX ix_outcome_case_id ON outcome (case_id);

CREATE INDEX ix_outcome_pack_digest ON outcome_pack (digest);

CREATE INDEX ix_outcome_pack_signer ON outcome_pack (signer);

CREATE INDEX ix_outcome_person_id ON outcome (person_id);

CREATE INDEX ix_outcome_sorted_on ON outcome (sorted_on);

CREATE INDEX ix_peer_card_device ON peer_card (device);

CREATE INDEX ix_person_binned_at ON person (binned_at) WHERE binned_at IS NOT NULL;

CREATE INDEX ix_proceeding_case_id ON proceeding (case_id);

CREATE INDEX ix_pseudonym_case_id ON pseudonym (case_id);

CREATE INDEX ix_public_incident_country ON public_incident (country);

CREATE INDEX ix_reading_record_id ON reading (record_id);

CREATE INDEX ix_rebuttal_case_id ON rebuttal (case_id);

CREATE INDEX ix_recognition_case_id ON recognition (case_id);

CREATE INDEX ix_recording_case_id ON recording (case_id);

CREATE INDEX ix_redaction_case_id ON redaction (case_id);

CREATE INDEX ix_register_match_case_id ON register_match (case_id);

CREATE INDEX ix_register_match_person_id ON register_match (person_id);

CREATE INDEX ix_register_match_row_digest ON register_match (row_digest);

CREATE INDEX ix_relation_binned_at ON relation (binned_at) WHERE binned_at IS NOT NULL;

CREATE INDEX ix_relation_other_id ON relation (other_id);

CREATE INDEX ix_relation_person_id ON relation (person_id);

CREATE INDEX ix_remark_record_id ON remark (record_id);

CREATE INDEX ix_request_test_case_id ON request_test (case_id);

CREATE INDEX ix_revision_dossier_id ON revision (dossier_id);

CREATE INDEX ix_role_case_id ON role (case_id);

CREATE INDEX ix_role_contact_id ON role (contact_id);

CREATE INDEX ix_rule_confirmation_rule_id ON rule_confirmation (rule_id);

CREATE INDEX ix_searched_record_id ON searched (record_id);

CREATE INDEX ix_statement_case_id ON statement (case_id);

CREATE INDEX ix_task_binned_at ON task (binned_at) WHERE binned_at IS NOT NULL;

CREATE INDEX ix_task_case_id ON task (case_id);

CREATE INDEX ix_task_open ON task (due_on) WHERE done_on IS NULL;

CREATE INDEX ix_time_note_case_id ON time_note (case_id);

CREATE INDEX ix_time_proof_case_id ON time_proof (case_id);

CREATE TABLE key_given (
	space BLOB NOT NULL, 
	epoch INTEGER NOT NULL, 
	digest BLOB NOT NULL, 
	device BLOB NOT NULL, 
	maker BLOB NOT NULL, 
	at TEXT NOT NULL, 
	CONSTRAINT pk_key_given PRIMARY KEY (space, epoch, digest, device)
)
 WITHOUT ROWID;

CREATE TABLE letter (
	id TEXT NOT NULL, 
	case_id TEXT NOT NULL, 
	kind TEXT NOT NULL, 
	title TEXT NOT NULL, 
	reader TEXT NOT NULL, 
	purpose TEXT NOT NULL, 
	contact_id TEXT NOT NULL, 
	proceeding_id TEXT NOT NULL, 
	answers JSON, 
	gaps JSON, 
	provision TEXT NOT NULL, 
	sha256 TEXT NOT NULL, 
	written_at TEXT, 
	binned_at TEXT, 
	CONSTRAINT pk_letter PRIMARY KEY (id)
);

CREATE TABLE letter_template (
	id TEXT NOT NULL, 
	title TEXT NOT NULL, 
	reader TEXT NOT NULL, 
	attachment_id TEXT NOT NULL, 
	sha256 TEXT NOT NULL, 
	added_on TEXT NOT NULL, 
	purpose TEXT NOT NULL, 
	binned_at TEXT, 
	CONSTRAINT pk_letter_template PRIMARY KEY (id)
);

CREATE TABLE line (
	line BLOB NOT NULL, 
	is_own INTEGER NOT NULL, 
	tick INTEGER NOT NULL, 
	CONSTRAINT pk_line PRIMARY KEY (line)
)
 WITHOUT ROWID;

CREATE TABLE list_import (
	id TEXT NOT NULL, 
	listed TEXT NOT NULL, 
	case_id TEXT NOT NULL, 
	file_name TEXT NOT NULL, 
	sha256 TEXT NOT NULL, 
	form TEXT NOT NULL, 
	imported_at TEXT NOT NULL, 
	row_count INTEGER NOT NULL, 
	refused_count INTEGER NOT NULL, 
	rows JSON, 
	undone_at TEXT, 
	binned_at TEXT, 
	CONSTRAINT pk_list_import PRIMARY KEY (id)
);

CREATE TABLE member_code_name (
	member TEXT NOT NULL, 
	code_name TEXT NOT NULL, 
	CONSTRAINT pk_member_code_name PRIMARY KEY (member)
)
 WITHOUT ROWID;

CREATE VIRTUAL TABLE name_key USING fts5(keys, content='', contentless_delete=1, detail=none, tokenize = "unicode61 remove_diacritics 0 categories 'L* N* M* Co'");

CREATE TABLE note (
	id TEXT NOT NULL, 
	text TEXT NOT NULL, 
	written_at TEXT NOT NULL, 
	case_id TEXT NOT NULL, 
	written_by TEXT NOT NULL, 
	about TEXT NOT NULL, 
	about_id TEXT NOT NULL, 
	is_privileged BOOLEAN NOT NULL, 
	binned_at TEXT, 
	CONSTRAINT pk_note PRIMARY KEY (id)
);

CREATE TABLE official_form (
	id TEXT NOT NULL, 
	title TEXT NOT NULL, 
	attachment_id TEXT NOT NULL, 
	sha256 TEXT NOT NULL, 
	size_bytes INTEGER NOT NULL, 
	traits JSON, 
	language TEXT NOT NULL, 
	fields JSON, 
	entries JSON, 
	binned_at TEXT, 
	CONSTRAINT pk_official_form PRIMARY KEY (id)
);

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
);

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
);

CREATE TABLE outgoing (
	number INTEGER NOT NULL, 
	body TEXT NOT NULL, 
	CONSTRAINT pk_outgoing PRIMARY KEY (number)
);

CREATE TABLE own_device (
	number INTEGER NOT NULL, 
	seed BLOB NOT NULL, 
	name TEXT NOT NULL, 
	made_at TEXT NOT NULL, 
	CONSTRAINT pk_own_device PRIMARY KEY (number)
);

CREATE TABLE own_profile (
	id TEXT NOT NULL, 
	profile_id TEXT NOT NULL, 
	text TEXT NOT NULL, 
	taken_from TEXT NOT NULL, 
	taken_on TEXT NOT NULL, 
	binned_at TEXT, 
	CONSTRAINT pk_own_profile PRIMARY KEY (id)
);

CREATE TABLE own_rule (
	id TEXT NOT NULL, 
	rule_id TEXT NOT NULL, 
	text TEXT NOT NULL, 
	taken_from TEXT NOT NULL, 
	taken_on TEXT NOT NULL, 
	binned_at TEXT, 
	CONSTRAINT pk_own_rule PRIMARY KEY (id)
);

CREATE TABLE paper_translation (
	id TEXT NOT NULL, 
	paper TEXT NOT NULL, 
	version TEXT NOT NULL, 
	language TEXT NOT NULL, 
	lines JSON, 
	checked_by TEXT NOT NULL, 
	checked_on TEXT, 
	digest TEXT NOT NULL, 
	binned_at TEXT, 
	CONSTRAINT pk_paper_translation PRIMARY KEY (id)
);

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
);

CREATE TABLE peer_line (
	line BLOB NOT NULL, 
	device TEXT NOT NULL, 
	CONSTRAINT pk_peer_line PRIMARY KEY (line)
)
 WITHOUT ROWID;

CREATE TABLE person (
	id TEXT NOT NULL, 
	names JSON, 
	born JSON, 
	birth_place TEXT NOT NULL, 
	nationalities JSON, 
	ethnicity TEXT NOT NULL, 
	religion TEXT NOT NULL, 
	languages JSON, 
	papers JSON, 
	whereabouts TEXT NOT NULL, 
	health TEXT NOT NULL, 
	safe_contact TEXT NOT NULL, 
	topics JSON, 
	consents JSON, 
	binned_at TEXT, vulnerability TEXT DEFAULT '' NOT NULL, leading_name TEXT DEFAULT '' NOT NULL, other_names JSON, details JSON, sex TEXT DEFAULT '' NOT NULL, code_name TEXT DEFAULT '' NOT NULL, tags JSON DEFAULT '[]', 
	CONSTRAINT pk_person PRIMARY KEY (id)
);

CREATE TABLE proceeding (
	id TEXT NOT NULL, 
	case_id TEXT NOT NULL, 
	kind TEXT NOT NULL, 
	forum TEXT NOT NULL, 
	number TEXT NOT NULL, 
	requested_by TEXT NOT NULL, 
	offence TEXT NOT NULL, 
	prc_article TEXT NOT NULL, 
	instrument_id TEXT NOT NULL, 
	stages JSON, 
	outcome TEXT NOT NULL, 
	next_id TEXT NOT NULL, 
	binned_at TEXT, outcome_kind TEXT DEFAULT '' NOT NULL, 
	CONSTRAINT pk_proceeding PRIMARY KEY (id)
);

CREATE TABLE pseudonym (
	id TEXT NOT NULL, 
	case_id TEXT NOT NULL, 
	person_id TEXT NOT NULL, 
	label TEXT NOT NULL, 
	binned_at TEXT, 
	CONSTRAINT pk_pseudonym PRIMARY KEY (id)
);

CREATE TABLE public_incident (
	id TEXT NOT NULL, 
	kind TEXT NOT NULL, 
	actor TEXT NOT NULL, 
	summary TEXT NOT NULL, 
	is_seen BOOLEAN NOT NULL, 
	confidence TEXT NOT NULL, 
	country TEXT NOT NULL, 
	"on" JSON, 
	named_persons JSON, 
	"group" TEXT NOT NULL, 
	url TEXT NOT NULL, 
	reported_in TEXT NOT NULL, 
	notes TEXT NOT NULL, 
	"conflict" TEXT NOT NULL, 
	pack TEXT NOT NULL, 
	binned_at TEXT, 
	CONSTRAINT pk_public_incident PRIMARY KEY (id)
);

CREATE TABLE purge_request (
	record_id TEXT NOT NULL, 
	noun TEXT NOT NULL, 
	device BLOB NOT NULL, 
	at TEXT NOT NULL, 
	CONSTRAINT pk_purge_request PRIMARY KEY (record_id)
)
 WITHOUT ROWID;

CREATE TABLE purged (
	record_id TEXT NOT NULL, 
	CONSTRAINT pk_purged PRIMARY KEY (record_id)
)
 WITHOUT ROWID;

CREATE TABLE reading (
	id TEXT NOT NULL, 
	noun TEXT NOT NULL, 
	record_id TEXT NOT NULL, 
	who TEXT NOT NULL, 
	read_at TEXT NOT NULL, 
	pinpoint TEXT NOT NULL, 
	attachment_id TEXT NOT NULL, 
	sha256 TEXT NOT NULL, 
	note TEXT NOT NULL, 
	binned_at TEXT, quote TEXT DEFAULT '' NOT NULL, quote_state TEXT DEFAULT '' NOT NULL, initials TEXT DEFAULT '' NOT NULL, later_history TEXT DEFAULT '' NOT NULL, 
	CONSTRAINT pk_reading PRIMARY KEY (id)
);

CREATE TABLE rebuttal (
	id TEXT NOT NULL, 
	case_id TEXT NOT NULL, 
	noun TEXT NOT NULL, 
	record_id TEXT NOT NULL, 
	text TEXT NOT NULL, 
	who TEXT NOT NULL, 
	written_at TEXT NOT NULL, 
	binned_at TEXT, 
	CONSTRAINT pk_rebuttal PRIMARY KEY (id)
);

CREATE TABLE recognition (
	id TEXT NOT NULL, 
	case_id TEXT NOT NULL, 
	title TEXT NOT NULL, 
	languages JSON, 
	engine TEXT NOT NULL, 
	read_at TEXT NOT NULL, 
	pages JSON, 
	binned_at TEXT, 
	CONSTRAINT pk_recognition PRIMARY KEY (id)
);

CREATE TABLE recording (
	id TEXT NOT NULL, 
	case_id TEXT NOT NULL, 
	length_seconds INTEGER NOT NULL, 
	holder TEXT NOT NULL, 
	transcriber TEXT NOT NULL, 
	transcript_language TEXT NOT NULL, 
	is_translated BOOLEAN NOT NULL, 
	binned_at TEXT, transcript TEXT DEFAULT '' NOT NULL, 
	CONSTRAINT pk_recording PRIMARY KEY (id)
);

CREATE TABLE redaction (
	id TEXT NOT NULL, 
	case_id TEXT NOT NULL, 
	areas JSON, 
	reviewed JSON, 
	binned_at TEXT, 
	CONSTRAINT pk_redaction PRIMARY KEY (id)
);

CREATE TABLE register_match (
	id TEXT NOT NULL, 
	register_id TEXT NOT NULL, 
	register_title TEXT NOT NULL, 
	person_id TEXT NOT NULL, 
	case_id TEXT NOT NULL, 
	state TEXT NOT NULL, 
	line INTEGER NOT NULL, 
	"key" TEXT NOT NULL, 
	cells JSON, 
	agreements JSON, 
	differences JSON, 
	row_digest TEXT NOT NULL, 
	sha256 TEXT NOT NULL, 
	retrieved_on TEXT, 
	matched_on TEXT NOT NULL, 
	decided_on TEXT, 
	decided_by TEXT NOT NULL, 
	why TEXT NOT NULL, 
	source_id TEXT NOT NULL, 
	fact_ids JSON, 
	binned_at TEXT, 
	CONSTRAINT pk_register_match PRIMARY KEY (id)
);

CREATE TABLE relation (
	id TEXT NOT NULL, 
	person_id TEXT NOT NULL, 
	other_id TEXT NOT NULL, 
	kind TEXT NOT NULL, 
	certainty TEXT NOT NULL, 
	other_is_in TEXT NOT NULL, 
	pressure TEXT NOT NULL, 
	binned_at TEXT, 
	CONSTRAINT pk_relation PRIMARY KEY (id)
);

CREATE TABLE remark (
	id TEXT NOT NULL, 
	noun TEXT NOT NULL, 
	record_id TEXT NOT NULL, 
	text TEXT NOT NULL, 
	who TEXT NOT NULL, 
	noted_at TEXT NOT NULL, 
	binned_at TEXT, 
	CONSTRAINT pk_remark PRIMARY KEY (id)
);

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
);

CREATE TABLE revision (
	id TEXT NOT NULL, 
	dossier_id TEXT NOT NULL, 
	noun TEXT NOT NULL, 
	record_id TEXT NOT NULL, 
	kind TEXT NOT NULL, 
	from_version TEXT NOT NULL, 
	to_version TEXT NOT NULL, 
	noted_at TEXT NOT NULL, 
	fields JSON, 
	is_settled BOOLEAN NOT NULL, 
	binned_at TEXT, 
	CONSTRAINT pk_revision PRIMARY KEY (id)
);

CREATE TABLE role (
	id TEXT NOT NULL, 
	case_id TEXT NOT NULL, 
	contact_id TEXT NOT NULL, 
	kind TEXT NOT NULL, 
	title TEXT NOT NULL, 
	begins JSON, 
	ends JSON, 
	vetting TEXT NOT NULL, 
	vetted_by TEXT NOT NULL, 
	vetted_on TEXT, 
	basis TEXT NOT NULL, 
	remark TEXT NOT NULL, 
	binned_at TEXT, 
	CONSTRAINT pk_role PRIMARY KEY (id)
);

CREATE TABLE roster_statement (
	digest BLOB NOT NULL, 
	body BLOB NOT NULL, 
	signer BLOB NOT NULL, 
	signature BLOB NOT NULL, 
	CONSTRAINT pk_roster_statement PRIMARY KEY (digest)
)
 WITHOUT ROWID;

CREATE TABLE route (
	id TEXT NOT NULL, 
	forum TEXT NOT NULL, 
	title TEXT NOT NULL, 
	court TEXT NOT NULL, 
	remedy TEXT NOT NULL, 
	time TEXT NOT NULL, 
	form JSON, 
	laws JSON, 
	source_ids JSON, 
	how_read TEXT NOT NULL, 
	warning TEXT NOT NULL, 
	checked_on TEXT, 
	pack TEXT NOT NULL, 
	binned_at TEXT, 
	CONSTRAINT pk_route PRIMARY KEY (id)
);

CREATE TABLE rule_confirmation (
	id TEXT NOT NULL,
	rule_id TEXT NOT NULL,
	initials TEXT NOT NULL,
	confirmed_on TEXT NOT NULL,
	digest TEXT NOT NULL,
	pack TEXT NOT NULL,
	binned_at TEXT,
	CONSTRAINT pk_rule_confirmation PRIMARY KEY (id)
);

CREATE VIRTUAL TABLE search USING fts5(body, content='', contentless_delete=1, tokenize = "unicode61 remove_diacritics 2");

CREATE TABLE searched (
	id INTEGER NOT NULL, 
	noun TEXT NOT NULL, 
	found_as TEXT NOT NULL, 
	record_id TEXT NOT NULL, 
	case_id TEXT NOT NULL, 
	page INTEGER NOT NULL, 
	shown TEXT NOT NULL, 
	body TEXT NOT NULL, 
	names TEXT NOT NULL, 
	CONSTRAINT pk_searched PRIMARY KEY (id)
);

CREATE TABLE setting (
	name TEXT NOT NULL, 
	value JSON NOT NULL, 
	CONSTRAINT pk_setting PRIMARY KEY (name)
);

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
 WITHOUT ROWID;

CREATE TABLE shared_exhibit (
	document_id TEXT NOT NULL, 
	space BLOB NOT NULL, 
	name TEXT NOT NULL, 
	size_bytes INTEGER NOT NULL, 
	sha256 BLOB NOT NULL, 
	signer BLOB NOT NULL, 
	CONSTRAINT pk_shared_exhibit PRIMARY KEY (document_id)
)
 WITHOUT ROWID;

CREATE TABLE source (
	id TEXT NOT NULL, 
	title TEXT NOT NULL, 
	author TEXT NOT NULL, 
	body TEXT NOT NULL, 
	type TEXT NOT NULL, 
	title_original TEXT NOT NULL, 
	publisher TEXT NOT NULL, 
	csl_type TEXT NOT NULL, 
	issued JSON, 
	number TEXT NOT NULL, 
	ecli TEXT NOT NULL, 
	url TEXT NOT NULL, 
	language TEXT NOT NULL, 
	topics JSON, 
	reliability TEXT NOT NULL, 
	access TEXT NOT NULL, 
	verify TEXT NOT NULL, 
	reading_level TEXT NOT NULL, 
	pack TEXT NOT NULL, 
	binned_at TEXT, checked_on TEXT, published JSON, accessed_on TEXT, replaces TEXT DEFAULT '' NOT NULL, follows TEXT DEFAULT '' NOT NULL, history TEXT DEFAULT '' NOT NULL, cite_use TEXT DEFAULT 'plain' NOT NULL, 
	CONSTRAINT pk_source PRIMARY KEY (id)
);

CREATE TABLE space (
	id BLOB NOT NULL, 
	kind TEXT NOT NULL, 
	case_id TEXT NOT NULL, 
	log TEXT NOT NULL, 
	CONSTRAINT pk_space PRIMARY KEY (id)
)
 WITHOUT ROWID;

CREATE TABLE space_key (
	space BLOB NOT NULL, 
	epoch INTEGER NOT NULL, 
	digest BLOB NOT NULL, 
	"key" BLOB NOT NULL, 
	since TEXT NOT NULL, 
	CONSTRAINT pk_space_key PRIMARY KEY (space, epoch, digest)
)
 WITHOUT ROWID;

CREATE TABLE space_record (
	space BLOB NOT NULL, 
	noun TEXT NOT NULL, 
	record_id TEXT NOT NULL, 
	CONSTRAINT pk_space_record PRIMARY KEY (space, noun, record_id)
)
 WITHOUT ROWID;

CREATE TABLE statement (
	id TEXT NOT NULL, 
	case_id TEXT NOT NULL, 
	title TEXT NOT NULL, 
	person_id TEXT NOT NULL, 
	language TEXT NOT NULL, 
	translation_language TEXT NOT NULL, 
	confirmation TEXT NOT NULL, 
	contact_id TEXT NOT NULL, 
	translator TEXT NOT NULL, 
	recorded_by TEXT NOT NULL, 
	recorded_on TEXT, 
	place TEXT NOT NULL, 
	ground_ids JSON, 
	paragraphs JSON, 
	read_backs JSON, 
	binned_at TEXT, 
	CONSTRAINT pk_statement PRIMARY KEY (id)
);

CREATE TABLE statistic (
	id TEXT NOT NULL, 
	measure TEXT NOT NULL, 
	unit TEXT NOT NULL, 
	"on" JSON, 
	value FLOAT NOT NULL, 
	compiler TEXT NOT NULL, 
	finding_id TEXT NOT NULL, 
	upper FLOAT, 
	note TEXT NOT NULL, 
	pack TEXT NOT NULL, 
	binned_at TEXT, 
	CONSTRAINT pk_statistic PRIMARY KEY (id)
);

CREATE TABLE task (
	id TEXT NOT NULL, 
	step TEXT NOT NULL, 
	case_id TEXT NOT NULL, 
	proceeding_id TEXT NOT NULL, 
	deadline_id TEXT NOT NULL, 
	owner TEXT NOT NULL, 
	due_on TEXT, 
	done_on TEXT, 
	remark TEXT NOT NULL, 
	binned_at TEXT, tags JSON DEFAULT '[]', calendar JSON, 
	CONSTRAINT pk_task PRIMARY KEY (id)
);

CREATE TABLE team (
	id BLOB NOT NULL, 
	name TEXT NOT NULL, 
	folder TEXT NOT NULL, 
	CONSTRAINT pk_team PRIMARY KEY (id)
)
 WITHOUT ROWID;

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
 WITHOUT ROWID;

CREATE TABLE time_note (
	id TEXT NOT NULL, 
	case_id TEXT NOT NULL, 
	"on" TEXT NOT NULL, 
	minutes INTEGER NOT NULL, 
	work TEXT NOT NULL, 
	interpreter_from TEXT NOT NULL, 
	interpreter_to TEXT NOT NULL, 
	remark TEXT NOT NULL, 
	binned_at TEXT, 
	CONSTRAINT pk_time_note PRIMARY KEY (id)
);

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
);

CREATE TABLE topic (
	id TEXT NOT NULL, 
	title TEXT NOT NULL, 
	definition TEXT NOT NULL, 
	hooks JSON, 
	pack TEXT NOT NULL, 
	binned_at TEXT, terms JSON, 
	CONSTRAINT pk_topic PRIMARY KEY (id)
);

CREATE TABLE version (
	record_id TEXT NOT NULL, 
	noun TEXT NOT NULL, 
	is_spent INTEGER NOT NULL, 
	field TEXT NOT NULL, 
	stamp BLOB NOT NULL, 
	value TEXT, 
	CONSTRAINT pk_version PRIMARY KEY (record_id, noun, is_spent, field, stamp)
)
 WITHOUT ROWID;
