-- Made by packaging/schema.py from the revisions.
BEGIN IMMEDIATE;
CREATE TABLE alembic_version (
	version_num VARCHAR(32) NOT NULL, 
	CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);
CREATE TABLE runs (
	id CHAR(32) NOT NULL, 
	station VARCHAR NOT NULL, 
	sequence INTEGER NOT NULL, 
	tray INTEGER NOT NULL, 
	operator VARCHAR NOT NULL, 
	work_order VARCHAR NOT NULL, 
	recipe VARCHAR NOT NULL, 
	recipe_version VARCHAR NOT NULL, 
	recipe_digest VARCHAR NOT NULL, 
	port JSON NOT NULL, 
	path JSON NOT NULL, 
	begun DATETIME NOT NULL, 
	scan VARCHAR NOT NULL, 
	ended DATETIME, 
	outcome VARCHAR, 
	seconds FLOAT, 
	identifier VARCHAR NOT NULL, 
	model VARCHAR, 
	serial VARCHAR, 
	revision VARCHAR, 
	firmware VARCHAR, 
	chip VARCHAR, 
	fingerprint VARCHAR NOT NULL, 
	failure_code VARCHAR, 
	failure_message VARCHAR, 
	failure_advice VARCHAR, 
	failure_outcome VARCHAR, 
	failure_retryable BOOLEAN, 
	PRIMARY KEY (id), 
	CONSTRAINT runs_sequence UNIQUE (station, sequence)
);
CREATE INDEX runs_begun ON runs (begun, id);
CREATE INDEX runs_outcome ON runs (outcome, begun, id);
CREATE INDEX runs_operator ON runs (operator, begun, id);
CREATE INDEX runs_order ON runs (work_order, begun, id);
CREATE INDEX ix_runs_scan ON runs (scan);
CREATE INDEX ix_runs_serial ON runs (serial);
CREATE INDEX ix_runs_fingerprint ON runs (fingerprint);
CREATE TABLE steps (
	id CHAR(32) NOT NULL, 
	station VARCHAR NOT NULL, 
	sequence INTEGER NOT NULL, 
	run CHAR(32) NOT NULL, 
	step VARCHAR NOT NULL, 
	at DATETIME NOT NULL, 
	seconds FLOAT, 
	facts JSON NOT NULL, 
	failure_code VARCHAR, 
	failure_message VARCHAR, 
	failure_advice VARCHAR, 
	failure_outcome VARCHAR, 
	failure_retryable BOOLEAN, 
	PRIMARY KEY (id), 
	CONSTRAINT steps_once UNIQUE (run, step), 
	CONSTRAINT steps_sequence UNIQUE (station, sequence), 
	FOREIGN KEY(run) REFERENCES runs (id)
);
CREATE TABLE certificates (
	id CHAR(32) NOT NULL, 
	station VARCHAR NOT NULL, 
	sequence INTEGER NOT NULL, 
	at DATETIME NOT NULL, 
	run CHAR(32) NOT NULL, 
	identifier VARCHAR NOT NULL, 
	"key" VARCHAR NOT NULL, 
	recipe_digest VARCHAR NOT NULL, 
	generation INTEGER NOT NULL, 
	serial VARCHAR NOT NULL, 
	fingerprint VARCHAR NOT NULL, 
	expires DATETIME NOT NULL, 
	der BLOB NOT NULL, 
	issuers JSON NOT NULL, 
	issued BOOLEAN NOT NULL, 
	confirmed_run CHAR(32), 
	confirmed_at DATETIME, 
	PRIMARY KEY (id), 
	CONSTRAINT certificates_fingerprint UNIQUE (station, fingerprint), 
	CONSTRAINT certificates_once UNIQUE (station, identifier, "key", recipe_digest, generation), 
	CONSTRAINT certificates_sequence UNIQUE (station, sequence), 
	FOREIGN KEY(run) REFERENCES runs (id), 
	FOREIGN KEY(confirmed_run) REFERENCES runs (id)
);
CREATE INDEX ix_certificates_run ON certificates (run);
CREATE INDEX ix_certificates_key ON certificates ("key");
CREATE INDEX ix_certificates_serial ON certificates (serial);
CREATE INDEX ix_certificates_fingerprint ON certificates (fingerprint);
CREATE TABLE issuers (
	id CHAR(32) NOT NULL, 
	station VARCHAR NOT NULL, 
	sequence INTEGER NOT NULL, 
	fingerprint VARCHAR NOT NULL, 
	der BLOB NOT NULL, 
	PRIMARY KEY (id), 
	CONSTRAINT issuers_fingerprint UNIQUE (station, fingerprint), 
	CONSTRAINT issuers_sequence UNIQUE (station, sequence)
);
CREATE TABLE receipts (
	id CHAR(32) NOT NULL, 
	station VARCHAR NOT NULL, 
	sequence INTEGER NOT NULL, 
	run CHAR(32) NOT NULL, 
	state VARCHAR NOT NULL, 
	device VARCHAR NOT NULL, 
	certificate VARCHAR NOT NULL, 
	requests JSON NOT NULL, 
	created BOOLEAN NOT NULL, 
	PRIMARY KEY (id), 
	CONSTRAINT receipts_run UNIQUE (run), 
	CONSTRAINT receipts_sequence UNIQUE (station, sequence), 
	FOREIGN KEY(run) REFERENCES runs (id)
);
CREATE INDEX ix_receipts_device ON receipts (device);
CREATE INDEX ix_receipts_certificate ON receipts (certificate);
CREATE TABLE devices (
	id CHAR(32) NOT NULL, 
	station VARCHAR NOT NULL, 
	sequence INTEGER NOT NULL, 
	identifier VARCHAR NOT NULL, 
	model VARCHAR NOT NULL, 
	serial VARCHAR NOT NULL, 
	revision VARCHAR NOT NULL, 
	firmware VARCHAR NOT NULL, 
	chip VARCHAR NOT NULL, 
	passed_run CHAR(32), 
	passed_at DATETIME, 
	passed_by VARCHAR NOT NULL, 
	fingerprint VARCHAR NOT NULL, 
	PRIMARY KEY (id), 
	CONSTRAINT devices_identifier UNIQUE (station, identifier), 
	CONSTRAINT devices_sequence UNIQUE (station, sequence), 
	FOREIGN KEY(passed_run) REFERENCES runs (id)
);
CREATE INDEX ix_devices_identifier ON devices (identifier);
CREATE INDEX ix_devices_serial ON devices (serial);
CREATE INDEX ix_devices_chip ON devices (chip);
CREATE TABLE entries (
	id CHAR(32) NOT NULL, 
	station VARCHAR NOT NULL, 
	sequence INTEGER NOT NULL, 
	at DATETIME NOT NULL, 
	kind VARCHAR NOT NULL, 
	run CHAR(32), 
	body VARCHAR NOT NULL, 
	hash VARCHAR NOT NULL, 
	PRIMARY KEY (id), 
	CONSTRAINT entries_sequence UNIQUE (station, sequence)
);
CREATE INDEX ix_entries_at ON entries (at);
CREATE INDEX ix_entries_kind ON entries (kind);
CREATE INDEX ix_entries_run ON entries (run);
CREATE TRIGGER runs_stay BEFORE DELETE ON runs  BEGIN SELECT RAISE(ABORT, 'runs are never deleted'); END;
CREATE TRIGGER certificates_stay BEFORE DELETE ON certificates  BEGIN SELECT RAISE(ABORT, 'certificates are never deleted'); END;
CREATE TRIGGER issuers_stay BEFORE DELETE ON issuers  BEGIN SELECT RAISE(ABORT, 'issuers are never deleted'); END;
CREATE TRIGGER receipts_stay BEFORE DELETE ON receipts  BEGIN SELECT RAISE(ABORT, 'receipts are never deleted'); END;
CREATE TRIGGER devices_stay BEFORE DELETE ON devices  BEGIN SELECT RAISE(ABORT, 'devices are never deleted'); END;
CREATE TRIGGER runs_new BEFORE INSERT ON runs WHEN EXISTS (SELECT 1 FROM runs WHERE (id = NEW.id) OR (station = NEW.station AND sequence = NEW.sequence)) BEGIN SELECT RAISE(ABORT, 'runs are never replaced'); END;
CREATE TRIGGER steps_new BEFORE INSERT ON steps WHEN EXISTS (SELECT 1 FROM steps WHERE (id = NEW.id) OR (station = NEW.station AND sequence = NEW.sequence) OR (run = NEW.run AND step = NEW.step)) BEGIN SELECT RAISE(ABORT, 'steps are never replaced'); END;
CREATE TRIGGER certificates_new BEFORE INSERT ON certificates WHEN EXISTS (SELECT 1 FROM certificates WHERE (id = NEW.id) OR (station = NEW.station AND sequence = NEW.sequence) OR (station = NEW.station AND fingerprint = NEW.fingerprint) OR (station = NEW.station AND identifier = NEW.identifier AND key = NEW.key AND recipe_digest = NEW.recipe_digest AND generation = NEW.generation)) BEGIN SELECT RAISE(ABORT, 'certificates are never replaced'); END;
CREATE TRIGGER issuers_new BEFORE INSERT ON issuers WHEN EXISTS (SELECT 1 FROM issuers WHERE (id = NEW.id) OR (station = NEW.station AND sequence = NEW.sequence) OR (station = NEW.station AND fingerprint = NEW.fingerprint)) BEGIN SELECT RAISE(ABORT, 'issuers are never replaced'); END;
CREATE TRIGGER receipts_new BEFORE INSERT ON receipts WHEN EXISTS (SELECT 1 FROM receipts WHERE (id = NEW.id) OR (station = NEW.station AND sequence = NEW.sequence) OR (run = NEW.run)) BEGIN SELECT RAISE(ABORT, 'receipts are never replaced'); END;
CREATE TRIGGER devices_new BEFORE INSERT ON devices WHEN EXISTS (SELECT 1 FROM devices WHERE (id = NEW.id) OR (station = NEW.station AND sequence = NEW.sequence) OR (station = NEW.station AND identifier = NEW.identifier)) BEGIN SELECT RAISE(ABORT, 'devices are never replaced'); END;
CREATE TRIGGER entries_new BEFORE INSERT ON entries WHEN EXISTS (SELECT 1 FROM entries WHERE (id = NEW.id) OR (station = NEW.station AND sequence = NEW.sequence)) BEGIN SELECT RAISE(ABORT, 'entries are never replaced'); END;
CREATE TRIGGER entries_fixed BEFORE UPDATE ON entries  BEGIN SELECT RAISE(ABORT, 'entries never change'); END;
CREATE TRIGGER entries_next BEFORE INSERT ON entries WHEN NEW.sequence IS NOT (SELECT coalesce(max(sequence), 0) + 1 FROM entries WHERE station = NEW.station) BEGIN SELECT RAISE(ABORT, 'an entry follows the last one'); END;
CREATE TRIGGER receipts_fixed BEFORE UPDATE ON receipts  BEGIN SELECT RAISE(ABORT, 'receipts never change'); END;
CREATE TRIGGER issuers_fixed BEFORE UPDATE ON issuers  BEGIN SELECT RAISE(ABORT, 'issuers never change'); END;
CREATE TRIGGER certificates_fixed BEFORE UPDATE OF id, station, sequence, at, run, identifier, key, recipe_digest, generation, serial, fingerprint, expires, der, issuers, issued ON certificates  BEGIN SELECT RAISE(ABORT, 'certificates never change'); END;
CREATE TRIGGER certificates_confirmed BEFORE UPDATE ON certificates WHEN OLD.confirmed_run IS NOT NULL BEGIN SELECT RAISE(ABORT, 'a confirmation never changes'); END;
CREATE TRIGGER runs_ended BEFORE UPDATE ON runs WHEN OLD.ended IS NOT NULL BEGIN SELECT RAISE(ABORT, 'a run that ended never changes'); END;
CREATE TRIGGER runs_begun BEFORE UPDATE OF id, station, sequence, tray, operator, work_order, recipe, recipe_version, recipe_digest, port, path, begun, scan ON runs  BEGIN SELECT RAISE(ABORT, 'the beginning of a run never changes'); END;
CREATE TRIGGER steps_ended BEFORE UPDATE ON steps WHEN OLD.seconds IS NOT NULL BEGIN SELECT RAISE(ABORT, 'a step that ended never changes'); END;
CREATE TRIGGER steps_in_time_insert BEFORE INSERT ON steps WHEN EXISTS (SELECT 1 FROM runs WHERE id = NEW.run AND ended IS NOT NULL) BEGIN SELECT RAISE(ABORT, 'a run that ended never changes'); END;
CREATE TRIGGER steps_in_time_update BEFORE UPDATE ON steps WHEN EXISTS (SELECT 1 FROM runs WHERE id = NEW.run AND ended IS NOT NULL) BEGIN SELECT RAISE(ABORT, 'a run that ended never changes'); END;
CREATE TRIGGER receipts_in_time_insert BEFORE INSERT ON receipts WHEN EXISTS (SELECT 1 FROM runs WHERE id = NEW.run AND ended IS NOT NULL) BEGIN SELECT RAISE(ABORT, 'a run that ended never changes'); END;
CREATE TABLE revocations (
	id CHAR(32) NOT NULL, 
	station VARCHAR NOT NULL, 
	sequence INTEGER NOT NULL, 
	at DATETIME NOT NULL, 
	identifier VARCHAR NOT NULL, 
	serial VARCHAR NOT NULL, 
	fingerprint VARCHAR NOT NULL, 
	issuer VARCHAR NOT NULL, 
	reason VARCHAR NOT NULL, 
	note VARCHAR NOT NULL, 
	who VARCHAR NOT NULL, 
	PRIMARY KEY (id), 
	CONSTRAINT revocations_once UNIQUE (station, fingerprint), 
	CONSTRAINT revocations_sequence UNIQUE (station, sequence)
);
CREATE TABLE crls (
	id CHAR(32) NOT NULL, 
	station VARCHAR NOT NULL, 
	sequence INTEGER NOT NULL, 
	at DATETIME NOT NULL, 
	next_update DATETIME NOT NULL, 
	issuer VARCHAR NOT NULL, 
	number INTEGER NOT NULL, 
	revoked INTEGER NOT NULL, 
	der BLOB NOT NULL, 
	PRIMARY KEY (id), 
	CONSTRAINT crls_number UNIQUE (station, issuer, number), 
	CONSTRAINT crls_sequence UNIQUE (station, sequence)
);
CREATE TABLE registrations (
	id CHAR(32) NOT NULL, 
	station VARCHAR NOT NULL, 
	sequence INTEGER NOT NULL, 
	at DATETIME NOT NULL, 
	fingerprint VARCHAR NOT NULL, 
	platform VARCHAR NOT NULL, 
	prn VARCHAR NOT NULL, 
	description VARCHAR NOT NULL, 
	who VARCHAR NOT NULL, 
	jitp JSON NOT NULL, 
	jitp_set BOOLEAN NOT NULL, 
	requests JSON NOT NULL, 
	PRIMARY KEY (id), 
	CONSTRAINT registrations_sequence UNIQUE (station, sequence)
);
CREATE TABLE handovers (
	id CHAR(32) NOT NULL, 
	station VARCHAR NOT NULL, 
	sequence INTEGER NOT NULL, 
	at DATETIME NOT NULL, 
	begins DATETIME NOT NULL, 
	"before" VARCHAR NOT NULL, 
	"after" VARCHAR NOT NULL, 
	who VARCHAR NOT NULL, 
	PRIMARY KEY (id), 
	CONSTRAINT handovers_sequence UNIQUE (station, sequence)
);
CREATE TABLE removals (
	id CHAR(32) NOT NULL, 
	station VARCHAR NOT NULL, 
	sequence INTEGER NOT NULL, 
	run CHAR(32) NOT NULL, 
	since DATETIME NOT NULL, 
	identifier VARCHAR NOT NULL, 
	serial VARCHAR NOT NULL, 
	fingerprint VARCHAR NOT NULL, 
	reason VARCHAR NOT NULL, 
	problem VARCHAR NOT NULL, 
	removed DATETIME, 
	PRIMARY KEY (id), 
	CONSTRAINT removals_once UNIQUE (station, fingerprint), 
	CONSTRAINT removals_sequence UNIQUE (station, sequence), 
	FOREIGN KEY(run) REFERENCES runs (id)
);
CREATE INDEX ix_certificates_expires ON certificates (expires);
CREATE INDEX ix_revocations_fingerprint ON revocations (fingerprint);
CREATE INDEX ix_revocations_issuer ON revocations (issuer);
CREATE INDEX ix_registrations_fingerprint ON registrations (fingerprint);
CREATE INDEX ix_removals_identifier ON removals (identifier);
CREATE TRIGGER revocations_stay BEFORE DELETE ON revocations  BEGIN SELECT RAISE(ABORT, 'revocations are never deleted'); END;
CREATE TRIGGER crls_stay BEFORE DELETE ON crls  BEGIN SELECT RAISE(ABORT, 'crls are never deleted'); END;
CREATE TRIGGER registrations_stay BEFORE DELETE ON registrations  BEGIN SELECT RAISE(ABORT, 'registrations are never deleted'); END;
CREATE TRIGGER handovers_stay BEFORE DELETE ON handovers  BEGIN SELECT RAISE(ABORT, 'handovers are never deleted'); END;
CREATE TRIGGER removals_stay BEFORE DELETE ON removals  BEGIN SELECT RAISE(ABORT, 'removals are never deleted'); END;
CREATE TRIGGER revocations_new BEFORE INSERT ON revocations WHEN EXISTS (SELECT 1 FROM revocations WHERE (id = NEW.id) OR (station = NEW.station AND sequence = NEW.sequence) OR (station = NEW.station AND fingerprint = NEW.fingerprint)) BEGIN SELECT RAISE(ABORT, 'revocations are never replaced'); END;
CREATE TRIGGER crls_new BEFORE INSERT ON crls WHEN EXISTS (SELECT 1 FROM crls WHERE (id = NEW.id) OR (station = NEW.station AND sequence = NEW.sequence) OR (station = NEW.station AND issuer = NEW.issuer AND number = NEW.number)) BEGIN SELECT RAISE(ABORT, 'crls are never replaced'); END;
CREATE TRIGGER registrations_new BEFORE INSERT ON registrations WHEN EXISTS (SELECT 1 FROM registrations WHERE (id = NEW.id) OR (station = NEW.station AND sequence = NEW.sequence)) BEGIN SELECT RAISE(ABORT, 'registrations are never replaced'); END;
CREATE TRIGGER handovers_new BEFORE INSERT ON handovers WHEN EXISTS (SELECT 1 FROM handovers WHERE (id = NEW.id) OR (station = NEW.station AND sequence = NEW.sequence)) BEGIN SELECT RAISE(ABORT, 'handovers are never replaced'); END;
CREATE TRIGGER removals_new BEFORE INSERT ON removals WHEN EXISTS (SELECT 1 FROM removals WHERE (id = NEW.id) OR (station = NEW.station AND sequence = NEW.sequence) OR (station = NEW.station AND fingerprint = NEW.fingerprint)) BEGIN SELECT RAISE(ABORT, 'removals are never replaced'); END;
CREATE TRIGGER revocations_fixed BEFORE UPDATE ON revocations  BEGIN SELECT RAISE(ABORT, 'revocations never change'); END;
CREATE TRIGGER crls_fixed BEFORE UPDATE ON crls  BEGIN SELECT RAISE(ABORT, 'crls never change'); END;
CREATE TRIGGER registrations_fixed BEFORE UPDATE ON registrations  BEGIN SELECT RAISE(ABORT, 'registrations never change'); END;
CREATE TRIGGER handovers_fixed BEFORE UPDATE ON handovers  BEGIN SELECT RAISE(ABORT, 'handovers never change'); END;
CREATE TRIGGER crls_next BEFORE INSERT ON crls WHEN NEW.number <= (SELECT max(number) FROM crls WHERE station = NEW.station AND issuer = NEW.issuer) BEGIN SELECT RAISE(ABORT, 'the number of a revocation list goes up'); END;
CREATE TRIGGER removals_fixed BEFORE UPDATE OF id, station, sequence, run, since, identifier, serial, fingerprint, reason ON removals  BEGIN SELECT RAISE(ABORT, 'what has to be removed never changes'); END;
CREATE TRIGGER removals_done BEFORE UPDATE ON removals WHEN OLD.removed IS NOT NULL BEGIN SELECT RAISE(ABORT, 'what is removed stays so'); END;
CREATE TABLE bulk_jobs (
	id CHAR(32) NOT NULL, 
	station VARCHAR NOT NULL, 
	sequence INTEGER NOT NULL, 
	at DATETIME NOT NULL, 
	recipe VARCHAR NOT NULL, 
	recipe_digest VARCHAR NOT NULL, 
	source VARCHAR NOT NULL, 
	rows INTEGER NOT NULL, 
	protection VARCHAR NOT NULL, 
	folder VARCHAR NOT NULL, 
	registers BOOLEAN NOT NULL, 
	written INTEGER NOT NULL, 
	ended DATETIME, 
	PRIMARY KEY (id), 
	CONSTRAINT bulk_jobs_sequence UNIQUE (station, sequence)
);
CREATE TABLE bulk_batches (
	id CHAR(32) NOT NULL, 
	station VARCHAR NOT NULL, 
	sequence INTEGER NOT NULL, 
	at DATETIME NOT NULL, 
	job CHAR(32) NOT NULL, 
	run CHAR(32) NOT NULL, 
	number INTEGER NOT NULL, 
	last_row INTEGER NOT NULL, 
	issued INTEGER NOT NULL, 
	reused INTEGER NOT NULL, 
	refused INTEGER NOT NULL, prefix VARCHAR, 
	PRIMARY KEY (id), 
	CONSTRAINT bulk_batches_once UNIQUE (job, number), 
	CONSTRAINT bulk_batches_sequence UNIQUE (station, sequence), 
	FOREIGN KEY(job) REFERENCES bulk_jobs (id), 
	FOREIGN KEY(run) REFERENCES runs (id)
);
CREATE TRIGGER bulk_jobs_stay BEFORE DELETE ON bulk_jobs  BEGIN SELECT RAISE(ABORT, 'bulk_jobs are never deleted'); END;
CREATE TRIGGER bulk_batches_stay BEFORE DELETE ON bulk_batches  BEGIN SELECT RAISE(ABORT, 'bulk_batches are never deleted'); END;
CREATE TRIGGER bulk_jobs_new BEFORE INSERT ON bulk_jobs WHEN EXISTS (SELECT 1 FROM bulk_jobs WHERE (id = NEW.id) OR (station = NEW.station AND sequence = NEW.sequence)) BEGIN SELECT RAISE(ABORT, 'bulk_jobs are never replaced'); END;
CREATE TRIGGER bulk_batches_new BEFORE INSERT ON bulk_batches WHEN EXISTS (SELECT 1 FROM bulk_batches WHERE (id = NEW.id) OR (station = NEW.station AND sequence = NEW.sequence) OR (job = NEW.job AND number = NEW.number)) BEGIN SELECT RAISE(ABORT, 'bulk_batches are never replaced'); END;
CREATE TRIGGER bulk_jobs_fixed BEFORE UPDATE OF id, station, sequence, at, recipe, recipe_digest, source, rows, protection, folder, registers ON bulk_jobs  BEGIN SELECT RAISE(ABORT, 'the beginning of a bulk job never changes'); END;
CREATE TRIGGER bulk_jobs_ended BEFORE UPDATE ON bulk_jobs WHEN OLD.ended IS NOT NULL BEGIN SELECT RAISE(ABORT, 'a bulk job that ended never changes'); END;
CREATE TRIGGER bulk_jobs_written BEFORE UPDATE ON bulk_jobs WHEN NEW.written < OLD.written BEGIN SELECT RAISE(ABORT, 'what is written stays so'); END;
CREATE TRIGGER bulk_batches_fixed BEFORE UPDATE ON bulk_batches  BEGIN SELECT RAISE(ABORT, 'bulk_batches never change'); END;
CREATE TABLE owed_recipes (
	id CHAR(32) NOT NULL, 
	station VARCHAR NOT NULL, 
	sequence INTEGER NOT NULL, 
	digest VARCHAR NOT NULL, 
	name VARCHAR NOT NULL, 
	body VARCHAR NOT NULL, 
	PRIMARY KEY (id), 
	CONSTRAINT owed_recipes_digest UNIQUE (station, digest), 
	CONSTRAINT owed_recipes_sequence UNIQUE (station, sequence)
);
CREATE TABLE debts (
	id CHAR(32) NOT NULL, 
	station VARCHAR NOT NULL, 
	sequence INTEGER NOT NULL, 
	run CHAR(32) NOT NULL, 
	since DATETIME NOT NULL, 
	identifier VARCHAR NOT NULL, 
	fingerprint VARCHAR NOT NULL, 
	serial VARCHAR NOT NULL, 
	recipe CHAR(32) NOT NULL, 
	identity JSON NOT NULL, 
	state VARCHAR NOT NULL, 
	attempts INTEGER NOT NULL, 
	next_try DATETIME NOT NULL, 
	last_try DATETIME, 
	code VARCHAR NOT NULL, 
	message VARCHAR NOT NULL, 
	PRIMARY KEY (id), 
	CONSTRAINT debts_sequence UNIQUE (station, sequence), 
	FOREIGN KEY(run) REFERENCES runs (id), 
	FOREIGN KEY(recipe) REFERENCES owed_recipes (id)
);
CREATE INDEX debts_due ON debts (station, state, sequence);
CREATE INDEX debts_order ON debts (station, identifier, state, sequence);
CREATE INDEX ix_debts_run ON debts (run);
CREATE INDEX ix_debts_fingerprint ON debts (fingerprint);
CREATE TABLE settlements (
	id CHAR(32) NOT NULL, 
	station VARCHAR NOT NULL, 
	sequence INTEGER NOT NULL, 
	debt CHAR(32) NOT NULL, 
	at DATETIME NOT NULL, 
	device VARCHAR NOT NULL, 
	certificate VARCHAR NOT NULL, 
	requests JSON NOT NULL, 
	created BOOLEAN NOT NULL, 
	PRIMARY KEY (id), 
	CONSTRAINT settlements_debt UNIQUE (debt), 
	CONSTRAINT settlements_sequence UNIQUE (station, sequence), 
	FOREIGN KEY(debt) REFERENCES debts (id)
);
CREATE INDEX ix_settlements_device ON settlements (device);
CREATE INDEX ix_settlements_certificate ON settlements (certificate);
CREATE TRIGGER owed_recipes_stay BEFORE DELETE ON owed_recipes  BEGIN SELECT RAISE(ABORT, 'owed_recipes are never deleted'); END;
CREATE TRIGGER debts_stay BEFORE DELETE ON debts  BEGIN SELECT RAISE(ABORT, 'debts are never deleted'); END;
CREATE TRIGGER settlements_stay BEFORE DELETE ON settlements  BEGIN SELECT RAISE(ABORT, 'settlements are never deleted'); END;
CREATE TRIGGER owed_recipes_new BEFORE INSERT ON owed_recipes WHEN EXISTS (SELECT 1 FROM owed_recipes WHERE (id = NEW.id) OR (station = NEW.station AND sequence = NEW.sequence) OR (station = NEW.station AND digest = NEW.digest)) BEGIN SELECT RAISE(ABORT, 'owed_recipes are never replaced'); END;
CREATE TRIGGER debts_new BEFORE INSERT ON debts WHEN EXISTS (SELECT 1 FROM debts WHERE (id = NEW.id) OR (station = NEW.station AND sequence = NEW.sequence)) BEGIN SELECT RAISE(ABORT, 'debts are never replaced'); END;
CREATE TRIGGER settlements_new BEFORE INSERT ON settlements WHEN EXISTS (SELECT 1 FROM settlements WHERE (id = NEW.id) OR (station = NEW.station AND sequence = NEW.sequence) OR (debt = NEW.debt)) BEGIN SELECT RAISE(ABORT, 'settlements are never replaced'); END;
CREATE TRIGGER owed_recipes_fixed BEFORE UPDATE ON owed_recipes  BEGIN SELECT RAISE(ABORT, 'owed_recipes never change'); END;
CREATE TRIGGER settlements_fixed BEFORE UPDATE ON settlements  BEGIN SELECT RAISE(ABORT, 'settlements never change'); END;
CREATE TRIGGER debts_fixed BEFORE UPDATE OF id, station, sequence, run, since, identifier, fingerprint, serial, recipe, identity ON debts  BEGIN SELECT RAISE(ABORT, 'what is owed never changes'); END;
CREATE TRIGGER debts_settled BEFORE UPDATE ON debts WHEN OLD.state = 'settled' BEGIN SELECT RAISE(ABORT, 'a settled debt never changes'); END;
CREATE TABLE people (
	id CHAR(32) NOT NULL, 
	station VARCHAR NOT NULL, 
	sequence INTEGER NOT NULL, 
	at DATETIME NOT NULL, 
	who VARCHAR NOT NULL, 
	badge VARCHAR NOT NULL, 
	name VARCHAR NOT NULL, 
	role VARCHAR NOT NULL, 
	pin VARCHAR NOT NULL, 
	active BOOLEAN NOT NULL, 
	why VARCHAR NOT NULL, 
	PRIMARY KEY (id), 
	CONSTRAINT people_sequence UNIQUE (station, sequence)
);
CREATE TABLE logins (
	id CHAR(32) NOT NULL, 
	station VARCHAR NOT NULL, 
	sequence INTEGER NOT NULL, 
	at DATETIME NOT NULL, 
	badge VARCHAR NOT NULL, 
	"right" BOOLEAN NOT NULL, 
	how VARCHAR NOT NULL, 
	PRIMARY KEY (id), 
	CONSTRAINT logins_sequence UNIQUE (station, sequence)
);
CREATE TABLE orders (
	id CHAR(32) NOT NULL, 
	station VARCHAR NOT NULL, 
	sequence INTEGER NOT NULL, 
	at DATETIME NOT NULL, 
	who VARCHAR NOT NULL, 
	number VARCHAR NOT NULL, 
	product VARCHAR NOT NULL, 
	recipe VARCHAR NOT NULL, 
	recipe_version VARCHAR NOT NULL, 
	recipe_digest VARCHAR NOT NULL, 
	quantity INTEGER NOT NULL, 
	listed INTEGER NOT NULL, 
	list_digest VARCHAR NOT NULL, 
	first_article BOOLEAN NOT NULL, 
	due DATETIME, 
	state VARCHAR NOT NULL, 
	reason VARCHAR NOT NULL, label VARCHAR, label_digest VARCHAR, 
	PRIMARY KEY (id), 
	CONSTRAINT orders_sequence UNIQUE (station, sequence)
);
CREATE TABLE order_units (
	id CHAR(32) NOT NULL, 
	station VARCHAR NOT NULL, 
	sequence INTEGER NOT NULL, 
	number VARCHAR NOT NULL, 
	serial VARCHAR NOT NULL, 
	PRIMARY KEY (id), 
	CONSTRAINT order_units_once UNIQUE (station, number, serial), 
	CONSTRAINT order_units_sequence UNIQUE (station, sequence)
);
CREATE TABLE scraps (
	id CHAR(32) NOT NULL, 
	station VARCHAR NOT NULL, 
	sequence INTEGER NOT NULL, 
	at DATETIME NOT NULL, 
	who VARCHAR NOT NULL, 
	number VARCHAR NOT NULL, 
	identifier VARCHAR NOT NULL, 
	reason VARCHAR NOT NULL, 
	PRIMARY KEY (id), 
	CONSTRAINT scraps_once UNIQUE (station, number, identifier), 
	CONSTRAINT scraps_sequence UNIQUE (station, sequence)
);
CREATE INDEX ix_people_badge ON people (badge);
CREATE INDEX ix_logins_badge ON logins (badge);
CREATE INDEX ix_orders_number ON orders (number);
CREATE TRIGGER people_stay BEFORE DELETE ON people  BEGIN SELECT RAISE(ABORT, 'people are never deleted'); END;
CREATE TRIGGER people_fixed BEFORE UPDATE ON people  BEGIN SELECT RAISE(ABORT, 'people never change'); END;
CREATE TRIGGER people_new BEFORE INSERT ON people WHEN EXISTS (SELECT 1 FROM people WHERE (id = NEW.id) OR (station = NEW.station AND sequence = NEW.sequence)) BEGIN SELECT RAISE(ABORT, 'people are never replaced'); END;
CREATE TRIGGER logins_stay BEFORE DELETE ON logins  BEGIN SELECT RAISE(ABORT, 'logins are never deleted'); END;
CREATE TRIGGER logins_fixed BEFORE UPDATE ON logins  BEGIN SELECT RAISE(ABORT, 'logins never change'); END;
CREATE TRIGGER logins_new BEFORE INSERT ON logins WHEN EXISTS (SELECT 1 FROM logins WHERE (id = NEW.id) OR (station = NEW.station AND sequence = NEW.sequence)) BEGIN SELECT RAISE(ABORT, 'logins are never replaced'); END;
CREATE TRIGGER orders_stay BEFORE DELETE ON orders  BEGIN SELECT RAISE(ABORT, 'orders are never deleted'); END;
CREATE TRIGGER orders_fixed BEFORE UPDATE ON orders  BEGIN SELECT RAISE(ABORT, 'orders never change'); END;
CREATE TRIGGER orders_new BEFORE INSERT ON orders WHEN EXISTS (SELECT 1 FROM orders WHERE (id = NEW.id) OR (station = NEW.station AND sequence = NEW.sequence)) BEGIN SELECT RAISE(ABORT, 'orders are never replaced'); END;
CREATE TRIGGER order_units_fixed BEFORE UPDATE ON order_units  BEGIN SELECT RAISE(ABORT, 'order_units never change'); END;
CREATE TRIGGER order_units_new BEFORE INSERT ON order_units WHEN EXISTS (SELECT 1 FROM order_units WHERE (id = NEW.id) OR (station = NEW.station AND sequence = NEW.sequence) OR (station = NEW.station AND number = NEW.number AND serial = NEW.serial)) BEGIN SELECT RAISE(ABORT, 'order_units are never replaced'); END;
CREATE TRIGGER scraps_stay BEFORE DELETE ON scraps  BEGIN SELECT RAISE(ABORT, 'scraps are never deleted'); END;
CREATE TRIGGER scraps_fixed BEFORE UPDATE ON scraps  BEGIN SELECT RAISE(ABORT, 'scraps never change'); END;
CREATE TRIGGER scraps_new BEFORE INSERT ON scraps WHEN EXISTS (SELECT 1 FROM scraps WHERE (id = NEW.id) OR (station = NEW.station AND sequence = NEW.sequence) OR (station = NEW.station AND number = NEW.number AND identifier = NEW.identifier)) BEGIN SELECT RAISE(ABORT, 'scraps are never replaced'); END;
CREATE TABLE heads (
	id CHAR(32) NOT NULL, 
	station VARCHAR NOT NULL, 
	sequence INTEGER NOT NULL, 
	at DATETIME NOT NULL, 
	entry INTEGER NOT NULL, 
	hash VARCHAR NOT NULL, 
	reason VARCHAR NOT NULL, 
	"key" VARCHAR NOT NULL, 
	signature VARCHAR NOT NULL, 
	PRIMARY KEY (id), 
	CONSTRAINT heads_sequence UNIQUE (station, sequence)
);
CREATE INDEX ix_heads_entry ON heads (entry);
CREATE TRIGGER heads_stay BEFORE DELETE ON heads  BEGIN SELECT RAISE(ABORT, 'heads are never deleted'); END;
CREATE TRIGGER heads_new BEFORE INSERT ON heads WHEN EXISTS (SELECT 1 FROM heads WHERE (id = NEW.id) OR (station = NEW.station AND sequence = NEW.sequence)) BEGIN SELECT RAISE(ABORT, 'heads are never replaced'); END;
CREATE TRIGGER heads_fixed BEFORE UPDATE ON heads  BEGIN SELECT RAISE(ABORT, 'heads never change'); END;
CREATE TRIGGER steps_begun BEFORE UPDATE OF id, station, sequence, run, step ON steps  BEGIN SELECT RAISE(ABORT, 'the beginning of a step never changes'); END;
CREATE INDEX ix_certificates_identifier ON certificates (identifier);
CREATE TABLE contacts (
	id CHAR(32) NOT NULL, 
	station VARCHAR NOT NULL, 
	sequence INTEGER NOT NULL, 
	at DATETIME NOT NULL, 
	event VARCHAR NOT NULL, 
	name VARCHAR NOT NULL, 
	fingerprint VARCHAR NOT NULL, 
	refused VARCHAR NOT NULL, 
	PRIMARY KEY (id), 
	CONSTRAINT contacts_sequence UNIQUE (station, sequence), 
	CONSTRAINT contacts_event UNIQUE (station, event)
);
CREATE INDEX ix_contacts_fingerprint ON contacts (fingerprint);
CREATE TRIGGER contacts_stay BEFORE DELETE ON contacts  BEGIN SELECT RAISE(ABORT, 'contacts are never deleted'); END;
CREATE TRIGGER contacts_new BEFORE INSERT ON contacts WHEN EXISTS (SELECT 1 FROM contacts WHERE (id = NEW.id) OR (station = NEW.station AND sequence = NEW.sequence) OR (station = NEW.station AND event = NEW.event)) BEGIN SELECT RAISE(ABORT, 'contacts are never replaced'); END;
CREATE TRIGGER contacts_fixed BEFORE UPDATE ON contacts  BEGIN SELECT RAISE(ABORT, 'contacts never change'); END;
CREATE TABLE recipe_versions (
	id CHAR(32) NOT NULL, 
	station VARCHAR NOT NULL, 
	sequence INTEGER NOT NULL, 
	at DATETIME NOT NULL, 
	who VARCHAR NOT NULL, 
	name VARCHAR NOT NULL, 
	version VARCHAR NOT NULL, 
	title VARCHAR NOT NULL, 
	digest VARCHAR NOT NULL, 
	body VARCHAR NOT NULL, 
	source VARCHAR NOT NULL, 
	PRIMARY KEY (id), 
	CONSTRAINT recipe_versions_digest UNIQUE (station, digest), 
	CONSTRAINT recipe_versions_sequence UNIQUE (station, sequence)
);
CREATE INDEX ix_recipe_versions_name ON recipe_versions (name);
CREATE TABLE recipe_approvals (
	id CHAR(32) NOT NULL, 
	station VARCHAR NOT NULL, 
	sequence INTEGER NOT NULL, 
	at DATETIME NOT NULL, 
	who VARCHAR NOT NULL, 
	name VARCHAR NOT NULL, 
	digest VARCHAR NOT NULL, 
	PRIMARY KEY (id), 
	CONSTRAINT recipe_approvals_digest UNIQUE (station, digest), 
	CONSTRAINT recipe_approvals_sequence UNIQUE (station, sequence)
);
CREATE TRIGGER recipe_versions_stay BEFORE DELETE ON recipe_versions  BEGIN SELECT RAISE(ABORT, 'recipe_versions are never deleted'); END;
CREATE TRIGGER recipe_versions_new BEFORE INSERT ON recipe_versions WHEN EXISTS (SELECT 1 FROM recipe_versions WHERE (id = NEW.id) OR (station = NEW.station AND sequence = NEW.sequence) OR (station = NEW.station AND digest = NEW.digest)) BEGIN SELECT RAISE(ABORT, 'recipe_versions are never replaced'); END;
CREATE TRIGGER recipe_versions_fixed BEFORE UPDATE ON recipe_versions  BEGIN SELECT RAISE(ABORT, 'recipe_versions never change'); END;
CREATE TRIGGER recipe_approvals_stay BEFORE DELETE ON recipe_approvals  BEGIN SELECT RAISE(ABORT, 'recipe_approvals are never deleted'); END;
CREATE TRIGGER recipe_approvals_new BEFORE INSERT ON recipe_approvals WHEN EXISTS (SELECT 1 FROM recipe_approvals WHERE (id = NEW.id) OR (station = NEW.station AND sequence = NEW.sequence) OR (station = NEW.station AND digest = NEW.digest)) BEGIN SELECT RAISE(ABORT, 'recipe_approvals are never replaced'); END;
CREATE TRIGGER recipe_approvals_fixed BEFORE UPDATE ON recipe_approvals  BEGIN SELECT RAISE(ABORT, 'recipe_approvals never change'); END;
CREATE INDEX runs_device ON runs (identifier, begun, id);
CREATE INDEX runs_code ON runs (failure_code, begun, id);
CREATE INDEX runs_tray ON runs (tray, begun, id);
CREATE INDEX runs_took ON runs (seconds, begun, id);
CREATE TABLE archives (
	id CHAR(32) NOT NULL, 
	station VARCHAR NOT NULL, 
	sequence INTEGER NOT NULL, 
	at DATETIME NOT NULL, 
	entry INTEGER NOT NULL, 
	hash VARCHAR NOT NULL, 
	runs INTEGER NOT NULL, 
	name VARCHAR NOT NULL, 
	manifest VARCHAR NOT NULL, 
	why VARCHAR NOT NULL, 
	PRIMARY KEY (id), 
	CONSTRAINT archives_sequence UNIQUE (station, sequence)
);
CREATE TRIGGER archives_stay BEFORE DELETE ON archives  BEGIN SELECT RAISE(ABORT, 'archives are never deleted'); END;
CREATE TRIGGER archives_new BEFORE INSERT ON archives WHEN EXISTS (SELECT 1 FROM archives WHERE (id = NEW.id) OR (station = NEW.station AND sequence = NEW.sequence)) BEGIN SELECT RAISE(ABORT, 'archives are never replaced'); END;
CREATE TRIGGER archives_fixed BEFORE UPDATE ON archives  BEGIN SELECT RAISE(ABORT, 'archives never change'); END;
CREATE TRIGGER archives_told BEFORE INSERT ON archives WHEN NOT EXISTS (SELECT 1 FROM entries WHERE station = NEW.station AND kind = 'ledger.archived' AND sequence > NEW.entry AND sequence = (SELECT max(sequence) FROM entries WHERE station = NEW.station) AND instr(body, '"manifest":"' || NEW.manifest || '"') > 0 AND instr(body, '"entries":"' || NEW.entry || '"') > 0 AND instr(body, '"runs":"' || NEW.runs || '"') > 0) BEGIN SELECT RAISE(ABORT, 'an archive is told of by the last entry'); END;
CREATE TRIGGER entries_stay BEFORE DELETE ON entries WHEN NOT EXISTS (SELECT 1 FROM archives WHERE station = OLD.station AND entry >= OLD.sequence) BEGIN SELECT RAISE(ABORT, 'entries are never deleted'); END;
CREATE TRIGGER steps_stay BEFORE DELETE ON steps WHEN NOT EXISTS (SELECT 1 FROM runs JOIN archives ON archives.station = runs.station AND archives.runs >= runs.sequence WHERE runs.id = OLD.run) BEGIN SELECT RAISE(ABORT, 'steps are never deleted'); END;
CREATE TABLE label_templates (
	id CHAR(32) NOT NULL, 
	station VARCHAR NOT NULL, 
	sequence INTEGER NOT NULL, 
	digest VARCHAR NOT NULL, 
	name VARCHAR NOT NULL, 
	body VARCHAR NOT NULL, 
	PRIMARY KEY (id), 
	CONSTRAINT label_templates_digest UNIQUE (station, digest), 
	CONSTRAINT label_templates_sequence UNIQUE (station, sequence)
);
CREATE TABLE labels (
	id CHAR(32) NOT NULL, 
	station VARCHAR NOT NULL, 
	sequence INTEGER NOT NULL, 
	run CHAR(32) NOT NULL, 
	at DATETIME NOT NULL, 
	who VARCHAR NOT NULL, 
	identifier VARCHAR NOT NULL, 
	template CHAR(32) NOT NULL, 
	words JSON NOT NULL, 
	reason VARCHAR NOT NULL, 
	number INTEGER NOT NULL, 
	state VARCHAR NOT NULL, 
	PRIMARY KEY (id), 
	CONSTRAINT labels_number UNIQUE (run, number), 
	CONSTRAINT labels_sequence UNIQUE (station, sequence), 
	FOREIGN KEY(run) REFERENCES runs (id), 
	FOREIGN KEY(template) REFERENCES label_templates (id)
);
CREATE INDEX labels_state ON labels (station, state, sequence);
CREATE INDEX ix_labels_identifier ON labels (identifier);
CREATE TABLE prints (
	id CHAR(32) NOT NULL, 
	station VARCHAR NOT NULL, 
	sequence INTEGER NOT NULL, 
	label CHAR(32) NOT NULL, 
	at DATETIME NOT NULL, 
	who VARCHAR NOT NULL, 
	state VARCHAR NOT NULL, 
	code VARCHAR NOT NULL, 
	message VARCHAR NOT NULL, 
	advice VARCHAR NOT NULL, 
	why VARCHAR NOT NULL, 
	PRIMARY KEY (id), 
	CONSTRAINT prints_sequence UNIQUE (station, sequence), 
	FOREIGN KEY(label) REFERENCES labels (id)
);
CREATE INDEX ix_prints_label ON prints (label);
CREATE TRIGGER label_templates_stay BEFORE DELETE ON label_templates  BEGIN SELECT RAISE(ABORT, 'label_templates are never deleted'); END;
CREATE TRIGGER label_templates_new BEFORE INSERT ON label_templates WHEN EXISTS (SELECT 1 FROM label_templates WHERE (id = NEW.id) OR (station = NEW.station AND sequence = NEW.sequence) OR (station = NEW.station AND digest = NEW.digest)) BEGIN SELECT RAISE(ABORT, 'label_templates are never replaced'); END;
CREATE TRIGGER label_templates_fixed BEFORE UPDATE ON label_templates  BEGIN SELECT RAISE(ABORT, 'label_templates never change'); END;
CREATE TRIGGER prints_stay BEFORE DELETE ON prints  BEGIN SELECT RAISE(ABORT, 'prints are never deleted'); END;
CREATE TRIGGER prints_new BEFORE INSERT ON prints WHEN EXISTS (SELECT 1 FROM prints WHERE (id = NEW.id) OR (station = NEW.station AND sequence = NEW.sequence)) BEGIN SELECT RAISE(ABORT, 'prints are never replaced'); END;
CREATE TRIGGER prints_fixed BEFORE UPDATE ON prints  BEGIN SELECT RAISE(ABORT, 'prints never change'); END;
CREATE TRIGGER labels_stay BEFORE DELETE ON labels  BEGIN SELECT RAISE(ABORT, 'labels are never deleted'); END;
CREATE TRIGGER labels_new BEFORE INSERT ON labels WHEN EXISTS (SELECT 1 FROM labels WHERE (id = NEW.id) OR (station = NEW.station AND sequence = NEW.sequence) OR (run = NEW.run AND number = NEW.number)) BEGIN SELECT RAISE(ABORT, 'labels are never replaced'); END;
CREATE TRIGGER labels_fixed BEFORE UPDATE OF id, station, sequence, run, at, who, identifier, template, words, reason, number ON labels  BEGIN SELECT RAISE(ABORT, 'what a label is never changes'); END;
CREATE TRIGGER labels_ended BEFORE UPDATE ON labels WHEN OLD.state IN ('printed', 'dropped') BEGIN SELECT RAISE(ABORT, 'a label at its end never changes'); END;
CREATE TRIGGER order_units_stay BEFORE DELETE ON order_units WHEN EXISTS (SELECT 1 FROM orders WHERE station = OLD.station AND number = OLD.number) BEGIN SELECT RAISE(ABORT, 'order_units are never deleted'); END;
CREATE TRIGGER order_units_late BEFORE INSERT ON order_units WHEN EXISTS (SELECT 1 FROM orders WHERE station = NEW.station AND number = NEW.number) BEGIN SELECT RAISE(ABORT, 'the list of an order never changes'); END;
CREATE TABLE certificate_profiles (
	id CHAR(32) NOT NULL, 
	station VARCHAR NOT NULL, 
	sequence INTEGER NOT NULL, 
	digest VARCHAR NOT NULL, 
	name VARCHAR NOT NULL, 
	body VARCHAR NOT NULL, 
	PRIMARY KEY (id), 
	CONSTRAINT certificate_profiles_digest UNIQUE (station, digest), 
	CONSTRAINT certificate_profiles_sequence UNIQUE (station, sequence)
);
CREATE TRIGGER certificate_profiles_stay BEFORE DELETE ON certificate_profiles  BEGIN SELECT RAISE(ABORT, 'certificate_profiles are never deleted'); END;
CREATE TRIGGER certificate_profiles_new BEFORE INSERT ON certificate_profiles WHEN EXISTS (SELECT 1 FROM certificate_profiles WHERE (id = NEW.id) OR (station = NEW.station AND sequence = NEW.sequence) OR (station = NEW.station AND digest = NEW.digest)) BEGIN SELECT RAISE(ABORT, 'certificate_profiles are never replaced'); END;
CREATE TRIGGER certificate_profiles_fixed BEFORE UPDATE ON certificate_profiles  BEGIN SELECT RAISE(ABORT, 'certificate_profiles never change'); END;
INSERT INTO alembic_version VALUES ('0014');
COMMIT;
