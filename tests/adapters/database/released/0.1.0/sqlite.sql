BEGIN TRANSACTION;
CREATE TABLE "adverse_event" (
	reference TEXT NOT NULL, 
	revision BIGINT NOT NULL, 
	area TEXT NOT NULL, 
	unit TEXT NOT NULL, 
	kind TEXT NOT NULL, 
	harm TEXT NOT NULL, 
	occurred_at TEXT NOT NULL, 
	reported_at TEXT NOT NULL, 
	state TEXT NOT NULL, 
	"trigger" TEXT DEFAULT '' NOT NULL, 
	ambient BOOLEAN DEFAULT 0 NOT NULL, 
	CONSTRAINT pk_adverse_event PRIMARY KEY (reference)
);
INSERT INTO "adverse_event" VALUES('7ebf74748dcf458c60df281c16e1933e',1,'main','icu','unexpected_death','death','2026-11-24T15:10:00.000000+00:00','2026-11-24T16:00:00.000000+00:00','released','unexpected-death-from-none',0);
CREATE TABLE alembic_version (
	version_num VARCHAR(32) NOT NULL, 
	CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);
INSERT INTO "alembic_version" VALUES('0011');
CREATE TABLE asked_lately (
	reference TEXT NOT NULL, 
	revision BIGINT NOT NULL, 
	count BIGINT NOT NULL, 
	at TEXT NOT NULL, 
	CONSTRAINT pk_asked_lately PRIMARY KEY (reference)
);
INSERT INTO "asked_lately" VALUES('ea3ff2536070c808af8b150580fbee38',0,1,'2026-11-24T16:25:00.000000+00:00');
CREATE TABLE audit_entry (
	reference TEXT NOT NULL, 
	revision BIGINT NOT NULL, 
	at TEXT NOT NULL, 
	number BIGINT NOT NULL, 
	who TEXT NOT NULL, 
	what TEXT NOT NULL, 
	digest TEXT NOT NULL, 
	CONSTRAINT pk_audit_entry PRIMARY KEY (reference), 
	CONSTRAINT uq_audit_entry_number UNIQUE (number)
);
INSERT INTO "audit_entry" VALUES('874df3b1758c661242802a34342126f3',0,'2026-11-24T16:00:00.000000+00:00',1,'demo','playbook applied, version 1','9d42f8b5348ec20a4844841de53be4b77384db5d538bc7332732605691aaefae');
CREATE TABLE cadence (
	reference TEXT NOT NULL, 
	revision BIGINT NOT NULL, 
	begun_at TEXT NOT NULL, 
	variant BIGINT NOT NULL, 
	answered BOOLEAN NOT NULL, 
	later BOOLEAN NOT NULL, 
	sent_stage TEXT, 
	sent_at TEXT, 
	pressed_at TEXT, 
	ignored BIGINT NOT NULL, 
	ended BOOLEAN NOT NULL, stages TEXT DEFAULT '[]' NOT NULL, 
	CONSTRAINT pk_cadence PRIMARY KEY (reference)
);
INSERT INTO "cadence" VALUES('625b768506b2a4fb054fbc4e3c6e9958',1,'2026-11-24T16:10:00.000000+00:00',2,1,0,NULL,NULL,'2026-11-24T16:10:00.000000+00:00',0,0,'["72h","1w","1m"]');
INSERT INTO "cadence" VALUES('25411420222df500b4642b96661a11db',0,'2026-11-24T16:10:00.000000+00:00',1,0,0,NULL,NULL,NULL,0,0,'["72h","1w","1m"]');
INSERT INTO "cadence" VALUES('501724649c3d8e17bf028be74fc4ac01',0,'2026-11-24T16:10:00.000000+00:00',2,0,0,NULL,NULL,NULL,0,0,'["72h","1w","1m"]');
INSERT INTO "cadence" VALUES('7a3767807d83e4e405807adfa975d350',0,'2026-11-24T16:10:00.000000+00:00',0,0,0,NULL,NULL,NULL,0,0,'["72h","1w","1m"]');
INSERT INTO "cadence" VALUES('6e28dac71529a42e9a5a66a6aa4aee16',0,'2026-11-24T16:10:00.000000+00:00',0,0,0,NULL,NULL,NULL,0,0,'["72h","1w","1m"]');
CREATE TABLE calendar_address (
	reference TEXT NOT NULL, 
	revision BIGINT NOT NULL, 
	serial TEXT NOT NULL, 
	mark TEXT NOT NULL, 
	CONSTRAINT pk_calendar_address PRIMARY KEY (reference), 
	CONSTRAINT uq_calendar_address_mark UNIQUE (mark)
);
CREATE TABLE calendar_turn (
	reference TEXT NOT NULL, 
	revision BIGINT NOT NULL, 
	option TEXT NOT NULL, 
	area TEXT NOT NULL, 
	person TEXT NOT NULL, 
	starts TEXT NOT NULL, 
	ends TEXT NOT NULL, 
	CONSTRAINT pk_calendar_turn PRIMARY KEY (reference)
);
CREATE TABLE care (
	reference TEXT NOT NULL, 
	revision BIGINT NOT NULL, 
	area TEXT NOT NULL, 
	begun_at TEXT NOT NULL, 
	event TEXT, 
	whose TEXT, 
	audience_mark TEXT, 
	state TEXT NOT NULL, 
	note_by TEXT, 
	first_note_at TEXT, 
	CONSTRAINT pk_care PRIMARY KEY (reference), 
	CONSTRAINT uq_care_audience_mark UNIQUE (audience_mark)
);
INSERT INTO "care" VALUES('6e28dac71529a42e9a5a66a6aa4aee16',1,'main','2026-11-24T16:05:00.000000+00:00','7ebf74748dcf458c60df281c16e1933e','f14ddd953bdb02cd7995b55bb895b4db','37584d7564565b8b3120050c7c566741','written','2026-11-25T16:00:00.000000+00:00','2026-11-24T16:10:00.000000+00:00');
INSERT INTO "care" VALUES('2a577dcc3232e21bcc8c9350d1df317e',0,'main','2026-11-24T16:05:00.000000+00:00','7ebf74748dcf458c60df281c16e1933e','6cd25cb3fa38d70cd930e6e1984981e6','7cb7e3cc7a985d97499d60c871589e21','waiting','2026-11-25T16:00:00.000000+00:00',NULL);
INSERT INTO "care" VALUES('7a3767807d83e4e405807adfa975d350',1,'main','2026-11-24T16:05:00.000000+00:00','7ebf74748dcf458c60df281c16e1933e','555be21e1669f75f43242dccb2b4a770','624a77be2ebd248b0656f6688dbe46ff','written','2026-11-25T16:00:00.000000+00:00','2026-11-24T16:10:00.000000+00:00');
INSERT INTO "care" VALUES('501724649c3d8e17bf028be74fc4ac01',1,'main','2026-11-24T16:05:00.000000+00:00','7ebf74748dcf458c60df281c16e1933e','c9f654439921479f828fd586fb051586','ddf7b7e31f5a35b18a12eac771500f94','written','2026-11-25T16:00:00.000000+00:00','2026-11-24T16:10:00.000000+00:00');
INSERT INTO "care" VALUES('625b768506b2a4fb054fbc4e3c6e9958',2,'main','2026-11-24T16:05:00.000000+00:00','7ebf74748dcf458c60df281c16e1933e','f83f137fcd8a0df961eb469a640e6f06','1de9feb88d6bb28e0c34cb8a9cbed99d','answered','2026-11-25T16:00:00.000000+00:00','2026-11-24T16:10:00.000000+00:00');
INSERT INTO "care" VALUES('25411420222df500b4642b96661a11db',1,'main','2026-11-24T16:05:00.000000+00:00','7ebf74748dcf458c60df281c16e1933e','97eb211cc7e02bc9616be985e502dac1','2c64226c00991feb8e098d892254347b','written','2026-11-25T16:00:00.000000+00:00','2026-11-24T16:10:00.000000+00:00');
CREATE TABLE colleague_note (
	reference TEXT NOT NULL, 
	revision BIGINT NOT NULL, 
	at TEXT NOT NULL, 
	whose TEXT NOT NULL, 
	named BOOLEAN NOT NULL, 
	CONSTRAINT pk_colleague_note PRIMARY KEY (reference)
);
CREATE TABLE configuration (
	reference TEXT NOT NULL, 
	revision BIGINT NOT NULL, 
	applied_at TEXT NOT NULL, 
	version BIGINT NOT NULL, 
	document TEXT NOT NULL, 
	paused BOOLEAN NOT NULL, file TEXT DEFAULT '' NOT NULL, 
	CONSTRAINT pk_configuration PRIMARY KEY (reference)
);
INSERT INTO "configuration" VALUES('current',0,'2026-11-24T16:00:00.000000+00:00',1,'{"address":"","areas":[{"channels":{},"chaplains":["cb7eb9514ccd41a67a42313aa0987be2","2ef3efc880f5b082ece727f78e562f50"],"coordinators":["feef373ae600ffa547936e981f209e0b","f59e9d795d3f71743e96d27c34c981ea"],"counsel":[],"facilitators":[],"facts_contact":"","hours":null,"house_supervisors":[],"investigators":[],"key":"main","ladder":null,"later_notes":[],"name":"Main campus","on_call":["cb7eb9514ccd41a67a42313aa0987be2"],"options":{},"physician_leads":[],"places":["The quiet room, level 2","The chapel"],"programme_manager":"","supporter_cap":2,"supporters":["cf8aa16b71b3d3d962a9b5c94c5ee92a","0e8ac3e062ce192d7a6b6b02a440d15a","75bfebc8545e1c951a435e4398427cbe","8da2c51593bd16836533bb1db9d2002b","96519271db0adad3fd11a7e463a9e79c"],"zone":""}],"calendars":[],"channels":{"chaplains":{"practice":"#chaplains"},"claims":{"practice":"#peer-supporters"}},"facts_contact":"The patient safety office, extension 4400. They can call in counsel.","groups":[],"hours":{"days":["mon","tue","wed","thu","fri","sat","sun"],"ends":"22:00:00","holidays":[],"starts":"07:00:00"},"hr":{"columns":{},"employments":{},"encoding":"","other_units":false,"units":{}},"ladder":{"confirm":14400.0,"offer":7200.0,"on_call":1800.0,"remind_first":600.0,"remind_second":1200.0},"later_notes":[],"lines":[{"areas":[],"cost":"free","country":"US","crisis":true,"emergency":false,"hours":"day and night","how":"call or text","key":"988","last_verified":"2026-11-01","name":"988 Lifeline","number":"988","source":"https://988lifeline.org"},{"areas":[],"cost":"free","country":"US","crisis":false,"emergency":true,"hours":"day and night","how":"call","key":"911","last_verified":"2026-11-01","name":"Emergency","number":"911","source":"https://www.911.gov"},{"areas":[],"cost":"free","country":"US","crisis":false,"emergency":false,"hours":"day and night","how":"call","key":"eap","last_verified":"2026-10-19","name":"Employee assistance","number":"303-555-0142","source":"Human resources, extension 4120"}],"name":"Larkspur Valley Hospital","names_kept":5184000.0,"options":{"chaplain":{"answers":"within an hour","at_night":"within two hours, by pager","desk":[],"hours":{"days":["mon","tue","wed","thu","fri","sat","sun"],"ends":"23:00:00","holidays":[],"starts":"06:00:00"},"how":"","ladder":{"confirm":14400.0,"offer":7200.0,"on_call":1800.0,"remind_first":600.0,"remind_second":1200.0},"limits":"If someone may be in danger, they may have to tell.","line":"","name":"","open_to":[],"operator":"303-555-0100","private":"A chaplain keeps your talk private, and the law guards it more than with a peer."},"eap":{"answers":"within the hour","at_night":"on its line at once, and by 9 a.m. with a call-back","desk":["aa4bd1985a04726cf8e2163118a82670"],"hours":null,"how":"","ladder":null,"limits":"If someone may be in danger, or the law says so, they may have to tell.","line":"eap","name":"","open_to":["employee","trainee"],"operator":"","private":"The EAP keeps your talk private. Your team and your manager do not hear of it."},"outside":{"answers":"","at_night":"","desk":[],"hours":null,"how":"call 303-555-0177, 8 a.m. to midnight","ladder":null,"limits":"If someone may be in danger, they may have to tell.","line":"","name":"Larkspur County clinician line","open_to":[],"operator":"","private":"They do not work here, and they do not tell us that you called."},"peer":{"answers":"within 30 minutes","at_night":"by 8 a.m., often sooner","desk":[],"hours":null,"how":"","ladder":null,"limits":"If someone may be in danger, or the law says so, they may have to tell.","line":"","name":"","open_to":[],"operator":"","private":"A peer keeps your talk private."}},"rotas":[{"area":"main","calendar":"","option":"chaplain","turns":[{"days":["mon","tue","wed","thu","fri"],"ends":"16:30:00","person":"2ef3efc880f5b082ece727f78e562f50","starts":"08:00:00"},{"days":["sat","sun"],"ends":"16:30:00","person":"cb7eb9514ccd41a67a42313aa0987be2","starts":"08:00:00"}]}],"sources":[{"died":[],"fields":{},"form":"json","harms":{},"key":"incidents","kind":"patient_death","kinds":{},"name":"Incident reports","only_these_units":false,"peers":[],"time_format":"","units":{},"zone":""}],"triggers":[{"ambient":false,"audience":"on_shift","checks":["announced","leads","union","counsel","policy"],"delay":3600.0,"ends":"","groups":[],"harm":"moderate","hold_off":300.0,"kind":"*","milestone":false,"name":"","offers":["break","talk"],"paused":false,"per_person":0,"per_unit":0,"stages":[],"starts":"","units":[]},{"ambient":false,"audience":"on_shift","checks":["announced","leads","union","counsel","policy"],"delay":3600.0,"ends":"","groups":[],"harm":"none","hold_off":300.0,"kind":"resuscitation","milestone":false,"name":"","offers":["break","talk"],"paused":false,"per_person":0,"per_unit":0,"stages":[],"starts":"","units":[]},{"ambient":false,"audience":"on_shift","checks":["announced","leads","union","counsel","policy"],"delay":3600.0,"ends":"","groups":[],"harm":"none","hold_off":300.0,"kind":"paediatric_event","milestone":false,"name":"","offers":["break","talk"],"paused":false,"per_person":0,"per_unit":0,"stages":[],"starts":"","units":[]},{"ambient":false,"audience":"on_shift","checks":["announced","leads","union","counsel","policy"],"delay":1800.0,"ends":"","groups":[],"harm":"none","hold_off":300.0,"kind":"violence_or_threat","milestone":false,"name":"","offers":["break","talk"],"paused":false,"per_person":0,"per_unit":0,"stages":[],"starts":"","units":[]},{"ambient":false,"audience":"on_shift","checks":["announced","leads","union","counsel","policy"],"delay":3600.0,"ends":"","groups":[],"harm":"none","hold_off":300.0,"kind":"exposure_injury","milestone":false,"name":"","offers":["break","talk"],"paused":false,"per_person":0,"per_unit":0,"stages":[],"starts":"","units":[]},{"ambient":false,"audience":"on_shift","checks":["announced","leads","union","counsel","policy"],"delay":7200.0,"ends":"","groups":[],"harm":"none","hold_off":900.0,"kind":"colleague_loss","milestone":false,"name":"","offers":["break","talk"],"paused":false,"per_person":0,"per_unit":0,"stages":[],"starts":"","units":[]},{"ambient":false,"audience":"on_shift","checks":["announced","leads","union","counsel","policy"],"delay":3600.0,"ends":"","groups":[],"harm":"none","hold_off":300.0,"kind":"patient_death","milestone":false,"name":"","offers":["break","talk"],"paused":false,"per_person":0,"per_unit":0,"stages":[],"starts":"","units":[]},{"ambient":false,"audience":"on_shift","checks":["announced","leads","union","counsel","policy"],"delay":3600.0,"ends":"","groups":[],"harm":"none","hold_off":300.0,"kind":"unexpected_death","milestone":false,"name":"","offers":["break","talk"],"paused":false,"per_person":0,"per_unit":0,"stages":[],"starts":"","units":[]}],"units":[{"area":"main","channels":{},"cover":["4e51159d032b6df6e38974178caca065","9de91d48fbcb01f9c1243f21199758eb","3bc2a59497f10da635ed929e1007c21d"],"key":"icu","leads":["4f0d816921af63114fde63faf73af236","ba6ef6d2cd9b9f1477a3e95609d2bd0c"],"name":"Intensive care","next_in_line":["4ae5fec963fa2d2ce8ef5dfcf190cab7"],"shifts":[{"ends":"19:00:00","key":"day","starts":"07:00:00"},{"ends":"07:00:00","key":"night","starts":"19:00:00"},{"ends":"16:30:00","key":"office","starts":"08:00:00"}],"slack_group":"","teams_team":"","zone":"America/Denver"},{"area":"main","channels":{},"cover":["9de91d48fbcb01f9c1243f21199758eb","4e51159d032b6df6e38974178caca065"],"key":"ed","leads":["e6fb9a9595d2f45b433fb8f23526dd67","b93d129789abbb687d82c1ac74bbcf36"],"name":"Emergency","next_in_line":["3244fe67a95a3ea216fc080a1a2acc74"],"shifts":[{"ends":"19:00:00","key":"day","starts":"07:00:00"},{"ends":"07:00:00","key":"night","starts":"19:00:00"},{"ends":"16:30:00","key":"office","starts":"08:00:00"}],"slack_group":"","teams_team":"","zone":"America/Denver"},{"area":"main","channels":{},"cover":["4e51159d032b6df6e38974178caca065"],"key":"surgery","leads":["7dae7ae38c1f30028025b4074118e2b9","47877b8b97ccdb9448445681dd3eb5e5"],"name":"Surgery and recovery","next_in_line":["0e8ac3e062ce192d7a6b6b02a440d15a"],"shifts":[{"ends":"19:00:00","key":"day","starts":"07:00:00"},{"ends":"07:00:00","key":"night","starts":"19:00:00"},{"ends":"16:30:00","key":"office","starts":"08:00:00"}],"slack_group":"","teams_team":"","zone":"America/Denver"},{"area":"main","channels":{},"cover":["9de91d48fbcb01f9c1243f21199758eb","4e51159d032b6df6e38974178caca065"],"key":"float","leads":["4ae5fec963fa2d2ce8ef5dfcf190cab7"],"name":"Float pool","next_in_line":["4f0d816921af63114fde63faf73af236"],"shifts":[{"ends":"19:00:00","key":"day","starts":"07:00:00"},{"ends":"07:00:00","key":"night","starts":"19:00:00"},{"ends":"16:30:00","key":"office","starts":"08:00:00"}],"slack_group":"","teams_team":"","zone":"America/Denver"},{"area":"main","channels":{},"cover":["0e0c715c8726deb7b9f3ca3460453ea2"],"key":"respiratory","leads":["f8efa4c4d216b8c9fa60fbd8f7fdd726"],"name":"Respiratory therapy","next_in_line":["4f0d816921af63114fde63faf73af236"],"shifts":[{"ends":"19:00:00","key":"day","starts":"07:00:00"},{"ends":"07:00:00","key":"night","starts":"19:00:00"},{"ends":"16:30:00","key":"office","starts":"08:00:00"}],"slack_group":"","teams_team":"","zone":"America/Denver"},{"area":"main","channels":{},"cover":["91f1dcd93ca10f216f80149d6a6a396f"],"key":"pharmacy","leads":["75bfebc8545e1c951a435e4398427cbe","f264b99dfbd3a30de8e7e13374277ad2"],"name":"Pharmacy","next_in_line":["feef373ae600ffa547936e981f209e0b"],"shifts":[{"ends":"19:00:00","key":"day","starts":"07:00:00"},{"ends":"07:00:00","key":"night","starts":"19:00:00"},{"ends":"16:30:00","key":"office","starts":"08:00:00"}],"slack_group":"","teams_team":"","zone":"America/Denver"},{"area":"main","channels":{},"cover":["96519271db0adad3fd11a7e463a9e79c"],"key":"services","leads":["e7a9042ee16012c3bc4133786926c3e1"],"name":"Cleaning and transport","next_in_line":["96519271db0adad3fd11a7e463a9e79c"],"shifts":[{"ends":"14:30:00","key":"early","starts":"06:00:00"},{"ends":"22:30:00","key":"late","starts":"14:00:00"},{"ends":"06:30:00","key":"night","starts":"22:00:00"}],"slack_group":"","teams_team":"","zone":"America/Denver"},{"area":"main","channels":{},"cover":["feef373ae600ffa547936e981f209e0b"],"key":"pastoral","leads":["f59e9d795d3f71743e96d27c34c981ea"],"name":"Spiritual care and social work","next_in_line":["feef373ae600ffa547936e981f209e0b"],"shifts":[{"ends":"19:00:00","key":"day","starts":"07:00:00"},{"ends":"07:00:00","key":"night","starts":"19:00:00"},{"ends":"16:30:00","key":"office","starts":"08:00:00"}],"slack_group":"","teams_team":"","zone":"America/Denver"},{"area":"main","channels":{},"cover":["d020dafa8cde39735c041a31a7568d7b"],"key":"tele","leads":["031a754c46e8054744f06eff24cb83f6"],"name":"Tele-ICU hub","next_in_line":["4f0d816921af63114fde63faf73af236"],"shifts":[{"ends":"19:00:00","key":"day","starts":"07:00:00"},{"ends":"07:00:00","key":"night","starts":"19:00:00"},{"ends":"16:30:00","key":"office","starts":"08:00:00"}],"slack_group":"","teams_team":"","zone":"America/New_York"}],"urgent":["Call the house supervisor: extension 4911, day and night.","The on-call psychiatrist comes or calls within 30 minutes: extension 4912.","Do not leave them alone until one of the two is there."],"wording":{},"zone":"America/Denver"}',0,'');
CREATE TABLE counter (
	reference TEXT NOT NULL, 
	revision BIGINT NOT NULL, 
	month TEXT NOT NULL, 
	area TEXT NOT NULL, 
	name TEXT NOT NULL, 
	count BIGINT NOT NULL, 
	CONSTRAINT pk_counter PRIMARY KEY (reference)
);
INSERT INTO "counter" VALUES('ffe62f94d5564a75aeacbb6dac17352c',0,'2026-11','main','first_notes',1);
INSERT INTO "counter" VALUES('ce4ab4f4f260563f1962d855d827a5f5',0,'2026-11','main','first_notes',1);
INSERT INTO "counter" VALUES('2cb1d93f06fda2a93003228231a7c4c1',0,'2026-11','main','first_notes',1);
INSERT INTO "counter" VALUES('3653d85800b87709e1fe03b0d5ee6ada',0,'2026-11','main','first_notes',1);
INSERT INTO "counter" VALUES('2183324d3770eb854745bc58f09f3754',0,'2026-11','main','first_notes',1);
INSERT INTO "counter" VALUES('badcff3f8efda600bcb851383d208d36',0,'2026-11','main','breaks_covered',1);
CREATE TABLE drill (
	reference TEXT NOT NULL, 
	revision BIGINT NOT NULL, 
	area TEXT NOT NULL, 
	"by" TEXT NOT NULL, 
	at TEXT NOT NULL, 
	ends_at TEXT NOT NULL, 
	started BOOLEAN NOT NULL, 
	ended BOOLEAN NOT NULL, 
	CONSTRAINT pk_drill PRIMARY KEY (reference)
);
CREATE TABLE drill_ask (
	reference TEXT NOT NULL, 
	revision BIGINT NOT NULL, 
	drill TEXT NOT NULL, 
	part TEXT NOT NULL, 
	role TEXT NOT NULL, 
	taken_by TEXT NOT NULL, 
	CONSTRAINT pk_drill_ask PRIMARY KEY (reference)
);
CREATE TABLE drill_part (
	reference TEXT NOT NULL, 
	revision BIGINT NOT NULL, 
	drill TEXT NOT NULL, 
	role TEXT NOT NULL, 
	whose TEXT NOT NULL, 
	agreed BOOLEAN NOT NULL, 
	step TEXT NOT NULL, 
	CONSTRAINT pk_drill_part PRIMARY KEY (reference), 
	CONSTRAINT uq_drill_part_whose UNIQUE (whose)
);
CREATE TABLE duty (
	reference TEXT NOT NULL, 
	revision BIGINT NOT NULL, 
	since TEXT NOT NULL, 
	until TEXT, off_until TEXT, 
	CONSTRAINT pk_duty PRIMARY KEY (reference)
);
CREATE TABLE duty_week (
	reference TEXT NOT NULL, 
	revision BIGINT NOT NULL, 
	days TEXT NOT NULL, 
	starts TEXT NOT NULL, 
	ends TEXT NOT NULL, 
	away_from TEXT NOT NULL, 
	away_through TEXT NOT NULL, 
	CONSTRAINT pk_duty_week PRIMARY KEY (reference)
);
CREATE TABLE erasures (
	reference TEXT NOT NULL, 
	owner TEXT NOT NULL, 
	at TEXT NOT NULL, 
	written BOOLEAN NOT NULL, 
	CONSTRAINT pk_erasures PRIMARY KEY (reference)
);
INSERT INTO "erasures" VALUES('2adc7dcc4ad383175d55b87e0c17a9fc','562467a6d5e73014076d185e2d19e799','2026-11-24T16:05:00.000000+00:00',1);
INSERT INTO "erasures" VALUES('49ee126abb53a873f1c6c06dd125e28d','9234c73004ee1461cfa6fdd66f8d51ea','2026-11-24T16:25:00.000000+00:00',1);
CREATE TABLE group_session (
	reference TEXT NOT NULL, 
	revision BIGINT NOT NULL, 
	event TEXT NOT NULL, 
	area TEXT NOT NULL, 
	unit TEXT NOT NULL, 
	starts_at TEXT NOT NULL, 
	minutes BIGINT NOT NULL, 
	place TEXT NOT NULL, 
	at TEXT NOT NULL, 
	state TEXT NOT NULL, 
	facilitator TEXT NOT NULL, 
	asked TEXT NOT NULL, 
	changes BIGINT NOT NULL, 
	CONSTRAINT pk_group_session PRIMARY KEY (reference)
);
CREATE TABLE held_back (
	reference TEXT NOT NULL, 
	revision BIGINT NOT NULL, 
	area TEXT NOT NULL, 
	at TEXT NOT NULL, 
	whose TEXT, 
	CONSTRAINT pk_held_back PRIMARY KEY (reference)
);
CREATE TABLE home_message (
	reference TEXT NOT NULL, 
	revision BIGINT NOT NULL, 
	at TEXT NOT NULL, 
	CONSTRAINT pk_home_message PRIMARY KEY (reference)
);
CREATE TABLE installation (
	reference TEXT NOT NULL, 
	revision BIGINT NOT NULL, 
	platform TEXT NOT NULL, 
	tenant TEXT NOT NULL, 
	at TEXT NOT NULL, 
	CONSTRAINT pk_installation PRIMARY KEY (reference)
);
CREATE TABLE invitation (
	reference TEXT NOT NULL, 
	revision BIGINT NOT NULL, 
	session TEXT NOT NULL, 
	whose TEXT NOT NULL, 
	joined BOOLEAN NOT NULL, 
	CONSTRAINT pk_invitation PRIMARY KEY (reference), 
	CONSTRAINT uq_invitation_whose UNIQUE (whose)
);
CREATE TABLE job (
	reference TEXT NOT NULL, 
	revision BIGINT NOT NULL, 
	"key" TEXT NOT NULL, 
	kind TEXT NOT NULL, 
	due_at TEXT NOT NULL, 
	subject TEXT NOT NULL, 
	screen TEXT NOT NULL, 
	recipient TEXT NOT NULL, 
	detail TEXT NOT NULL, 
	urgency TEXT NOT NULL, 
	state TEXT NOT NULL, 
	lease_token TEXT, 
	lease_until TEXT, 
	attempts BIGINT NOT NULL, 
	CONSTRAINT pk_job PRIMARY KEY (reference), 
	CONSTRAINT uq_job_key UNIQUE ("key")
);
INSERT INTO "job" VALUES('0aee70fd62d3aeaaef9a1f4b6200e25b',2,'sweep:adverse_event.forget_said:235792','adverse_event.forget_said','2026-11-24T16:00:00.000000+00:00','','','','','2-care','done',NULL,NULL,0);
INSERT INTO "job" VALUES('322041080dee00cdabfb67661fbd531f',2,'sweep:group.tidy:9824','group.tidy','2026-11-24T16:00:00.000000+00:00','','','','','2-care','done',NULL,NULL,0);
INSERT INTO "job" VALUES('b05a459802cc50b73dd4472698a85b99',2,'sweep:supporters.training_look:9824','supporters.training_look','2026-11-24T16:00:00.000000+00:00','','','','','2-care','done',NULL,NULL,0);
INSERT INTO "job" VALUES('43e6e26bbc1cd798ae9c6adf478971ee',2,'sweep:colleague.tidy:9824','colleague.tidy','2026-11-24T16:00:00.000000+00:00','','','','','2-care','done',NULL,NULL,0);
INSERT INTO "job" VALUES('b215eaaaa97b52f5582664f1ca324de6',2,'sweep:supporter_care.tidy:9824','supporter_care.tidy','2026-11-24T16:00:00.000000+00:00','','','','','2-care','done',NULL,NULL,0);
INSERT INTO "job" VALUES('b122832b241e25106949ca3d4dd89bdc',2,'sweep:core.tidy:235792','core.tidy','2026-11-24T16:00:00.000000+00:00','','','','','2-care','done',NULL,NULL,0);
INSERT INTO "job" VALUES('e0b843c3fdd3da7d69f1136855198a4c',2,'sweep:home.tidy:235792','home.tidy','2026-11-24T16:00:00.000000+00:00','','','','','2-care','done',NULL,NULL,0);
INSERT INTO "job" VALUES('addb6fda34fbc1f977b4e5faa8feb357',2,'sweep:unit_lead.tidy:9824','unit_lead.tidy','2026-11-24T16:00:00.000000+00:00','','','','','2-care','done',NULL,NULL,0);
INSERT INTO "job" VALUES('eeceedb5a6a0f90e025c3dd4898aace3',2,'sweep:time_out.clean:1414752','time_out.clean','2026-11-24T16:00:00.000000+00:00','','','','','2-care','done',NULL,NULL,0);
INSERT INTO "job" VALUES('27d5b2152bf68f479fd1934109f076be',2,'sweep:report.fold:235792','report.fold','2026-11-24T16:00:00.000000+00:00','','','','','2-care','done',NULL,NULL,0);
INSERT INTO "job" VALUES('28f26565a88114668b8227ebb5989f05',2,'sweep:home.turned:943168','home.turned','2026-11-24T16:00:00.000000+00:00','','','','','2-care','done',NULL,NULL,0);
INSERT INTO "job" VALUES('22f3ea740c263b88bb2a5ef2e174ff82',2,'sweep:privacy.sweep:9824','privacy.sweep','2026-11-24T16:00:00.000000+00:00','','','','','2-care','done',NULL,NULL,0);
INSERT INTO "job" VALUES('015070da79cd94df63687d46f00f52e4',2,'sweep:check_in.tidy:235792','check_in.tidy','2026-11-24T16:00:00.000000+00:00','','','','','2-care','done',NULL,NULL,0);
INSERT INTO "job" VALUES('0f2706646ba52c2a22ba603459760f08',2,'sweep:request.tidy:9824','request.tidy','2026-11-24T16:00:00.000000+00:00','','','','','2-care','done',NULL,NULL,0);
INSERT INTO "job" VALUES('fcfe39c20b0d5f9b1166afc14fe8323a',2,'sweep:core.audit:14147520','core.audit','2026-11-24T16:00:00.000000+00:00','','','','','2-care','done',NULL,NULL,0);
INSERT INTO "job" VALUES('f9f815db2816ecf7f4e3822c64dee904',2,'sweep:drill.tidy:9824','drill.tidy','2026-11-24T16:00:00.000000+00:00','','','','','2-care','done',NULL,NULL,0);
INSERT INTO "job" VALUES('11f66f08f6587cd26d3952921310350a',2,'sweep:adverse_event.forget_unread:9824','adverse_event.forget_unread','2026-11-24T16:00:00.000000+00:00','','','','','2-care','done',NULL,NULL,0);
INSERT INTO "job" VALUES('aceef6f63ec472cc26cc599051e5e6bf',2,'sweep:programme.tidy_lists:9824','programme.tidy_lists','2026-11-24T16:00:00.000000+00:00','','','','','2-care','done',NULL,NULL,0);
INSERT INTO "job" VALUES('54929970288cab7a7bf9c828b2a592af',2,'sweep:supporters.tidy:235792','supporters.tidy','2026-11-24T16:00:00.000000+00:00','','','','','2-care','done',NULL,NULL,0);
INSERT INTO "job" VALUES('fbacb9a62246dc5997ea3e7096fd0804',1,'forget-report:8fa840cda0de19075e0982866d4873d8:draft','adverse_event.forget_report','2026-11-24T17:00:00.000000+00:00','8fa840cda0de19075e0982866d4873d8','','','','2-care','cancelled',NULL,NULL,0);
INSERT INTO "job" VALUES('cd9aefc90b98d6a598b17d146aca6cbc',0,'close:7ebf74748dcf458c60df281c16e1933e','adverse_event.close','2027-01-23T16:00:00.000000+00:00','7ebf74748dcf458c60df281c16e1933e','','','','2-care','pending',NULL,NULL,0);
INSERT INTO "job" VALUES('f9b80436e56f3dd2661e5bec5487b58a',2,'release:8fa840cda0de19075e0982866d4873d8','adverse_event.release','2026-11-24T16:05:00.000000+00:00','8fa840cda0de19075e0982866d4873d8','','','','2-care','done',NULL,NULL,0);
INSERT INTO "job" VALUES('3e3fc0ff97e91e3262785bbf90ea9b59',3,'progress:8fa840cda0de19075e0982866d4873d8','core.post','2026-11-24T16:00:00.000000+00:00','8fa840cda0de19075e0982866d4873d8','adverse_event.progress','sealed:8fa840cda0de19075e0982866d4873d8:reporter','','1-answer','sent',NULL,NULL,0);
INSERT INTO "job" VALUES('e020426e0f1eb6e4963c82289c84a33f',3,'redraw:3e3fc0ff97e91e3262785bbf90ea9b59:1','core.redraw','2026-11-24T16:05:00.000000+00:00','3e3fc0ff97e91e3262785bbf90ea9b59','','','','1-answer','sent',NULL,NULL,0);
INSERT INTO "job" VALUES('ef2b44d16b5639ea37b07bd9ed42b218',0,'erase-latest:6e28dac71529a42e9a5a66a6aa4aee16','privacy.erase_latest','2027-01-23T16:00:00.000000+00:00','6e28dac71529a42e9a5a66a6aa4aee16','','','','2-care','pending',NULL,NULL,0);
INSERT INTO "job" VALUES('f4e9345ea1d28ca884b8ded943b99ae7',3,'first-note:6e28dac71529a42e9a5a66a6aa4aee16','check_in.first_note','2026-11-24T16:10:00.000000+00:00','6e28dac71529a42e9a5a66a6aa4aee16','','','','2-note','sent',NULL,NULL,0);
INSERT INTO "job" VALUES('ce6abd5b13a03aca7a755ca9c8d2ba80',2,'group-look:7ebf74748dcf458c60df281c16e1933e:14147526','group.look','2026-11-24T16:06:00.000000+00:00','7ebf74748dcf458c60df281c16e1933e','','','','2-care','done',NULL,NULL,0);
INSERT INTO "job" VALUES('0d182820c8010c24585fb794bacfe7b5',0,'erase-latest:2a577dcc3232e21bcc8c9350d1df317e','privacy.erase_latest','2027-01-23T16:00:00.000000+00:00','2a577dcc3232e21bcc8c9350d1df317e','','','','2-care','pending',NULL,NULL,0);
INSERT INTO "job" VALUES('ebbcaa639c872198e2cd85782405665c',0,'first-note:2a577dcc3232e21bcc8c9350d1df317e','check_in.first_note','2026-11-24T22:00:00.000000+00:00','2a577dcc3232e21bcc8c9350d1df317e','','','','2-note','pending',NULL,NULL,0);
INSERT INTO "job" VALUES('c243fa4150e4e73362f8efda469332bf',0,'erase-latest:7a3767807d83e4e405807adfa975d350','privacy.erase_latest','2027-01-23T16:00:00.000000+00:00','7a3767807d83e4e405807adfa975d350','','','','2-care','pending',NULL,NULL,0);
INSERT INTO "job" VALUES('d365cc5039863fb923b211f298f7b386',3,'first-note:7a3767807d83e4e405807adfa975d350','check_in.first_note','2026-11-24T16:10:00.000000+00:00','7a3767807d83e4e405807adfa975d350','','','','2-note','sent',NULL,NULL,0);
INSERT INTO "job" VALUES('931337196c6946feb2785f59015647ce',0,'erase-latest:501724649c3d8e17bf028be74fc4ac01','privacy.erase_latest','2027-01-23T16:00:00.000000+00:00','501724649c3d8e17bf028be74fc4ac01','','','','2-care','pending',NULL,NULL,0);
INSERT INTO "job" VALUES('a85814869932a51f79a023f85a1c902d',3,'first-note:501724649c3d8e17bf028be74fc4ac01','check_in.first_note','2026-11-24T16:10:00.000000+00:00','501724649c3d8e17bf028be74fc4ac01','','','','2-note','sent',NULL,NULL,0);
INSERT INTO "job" VALUES('e9fe03ed0f2bca5a51d2582002717c26',0,'erase-latest:625b768506b2a4fb054fbc4e3c6e9958','privacy.erase_latest','2027-01-23T16:00:00.000000+00:00','625b768506b2a4fb054fbc4e3c6e9958','','','','2-care','pending',NULL,NULL,0);
INSERT INTO "job" VALUES('7387d0c1cd49be744adc0c10ade0f251',3,'first-note:625b768506b2a4fb054fbc4e3c6e9958','check_in.first_note','2026-11-24T16:10:00.000000+00:00','625b768506b2a4fb054fbc4e3c6e9958','','','','2-note','sent',NULL,NULL,0);
INSERT INTO "job" VALUES('ba05a0a222d094ce4ad9495c137ab4df',0,'erase-latest:25411420222df500b4642b96661a11db','privacy.erase_latest','2027-01-23T16:00:00.000000+00:00','25411420222df500b4642b96661a11db','','','','2-care','pending',NULL,NULL,0);
INSERT INTO "job" VALUES('7df0633238d8bf831c52578a76a17566',3,'first-note:25411420222df500b4642b96661a11db','check_in.first_note','2026-11-24T16:10:00.000000+00:00','25411420222df500b4642b96661a11db','','','','2-note','sent',NULL,NULL,0);
INSERT INTO "job" VALUES('b519c66d3ab34805ea75be9a9e490181',3,'lead-guide:7ebf74748dcf458c60df281c16e1933e:4f0d816921af63114fde63faf73af236','programme.unasked','2026-11-24T16:05:00.000000+00:00','7ebf74748dcf458c60df281c16e1933e','unit_lead.guide','person:4f0d816921af63114fde63faf73af236:person','','1-answer','sent',NULL,NULL,0);
INSERT INTO "job" VALUES('e7f47f2de0ab3caaf35c2c49b6e9a467',3,'lead-guide:7ebf74748dcf458c60df281c16e1933e:ba6ef6d2cd9b9f1477a3e95609d2bd0c','programme.unasked','2026-11-24T16:05:00.000000+00:00','7ebf74748dcf458c60df281c16e1933e','unit_lead.guide','person:ba6ef6d2cd9b9f1477a3e95609d2bd0c:person','','1-answer','sent',NULL,NULL,0);
INSERT INTO "job" VALUES('a9af50736a4f870e1e6e9dd6fdece0e0',2,'sweep:core.audit:14147525','core.audit','2026-11-24T16:05:00.000000+00:00','','','','','2-care','done',NULL,NULL,0);
INSERT INTO "job" VALUES('6709764f64ce5abf5469214e5ffecb6d',3,'group-offer:7ebf74748dcf458c60df281c16e1933e:feef373ae600ffa547936e981f209e0b','programme.unasked','2026-11-24T16:06:00.000000+00:00','7ebf74748dcf458c60df281c16e1933e','group.offer','person:feef373ae600ffa547936e981f209e0b:person','','2-care','sent',NULL,NULL,0);
INSERT INTO "job" VALUES('fc05fba6d6c98ddfc278b986e2c1d50b',3,'group-offer:7ebf74748dcf458c60df281c16e1933e:f59e9d795d3f71743e96d27c34c981ea','programme.unasked','2026-11-24T16:06:00.000000+00:00','7ebf74748dcf458c60df281c16e1933e','group.offer','person:f59e9d795d3f71743e96d27c34c981ea:person','','2-care','sent',NULL,NULL,0);
INSERT INTO "job" VALUES('62341a63222e43d0daa8855a6516b042',2,'sweep:core.audit:14147526','core.audit','2026-11-24T16:06:00.000000+00:00','','','','','2-care','done',NULL,NULL,0);
INSERT INTO "job" VALUES('a32e962d3780e01b4db1d5801cee98c6',2,'progress:7ebf74748dcf458c60df281c16e1933e:56590121','adverse_event.show_progress','2026-11-24T16:10:15.000000+00:00','7ebf74748dcf458c60df281c16e1933e','','','','2-care','done',NULL,NULL,0);
INSERT INTO "job" VALUES('8783a3abf3faaf7ff149f183c4c75781',0,'follow-up:625b768506b2a4fb054fbc4e3c6e9958:72h','follow_up.note','2026-11-27T16:10:00.000000+00:00','625b768506b2a4fb054fbc4e3c6e9958','','','72h','3-follow-up','pending',NULL,NULL,0);
INSERT INTO "job" VALUES('45f217f598c2a778b72bfe70d4f937a5',0,'follow-up:25411420222df500b4642b96661a11db:72h','follow_up.note','2026-11-27T16:10:00.000000+00:00','25411420222df500b4642b96661a11db','','','72h','3-follow-up','pending',NULL,NULL,0);
INSERT INTO "job" VALUES('5a61c9b02838613a03645e161d015506',0,'follow-up:501724649c3d8e17bf028be74fc4ac01:72h','follow_up.note','2026-11-27T16:10:00.000000+00:00','501724649c3d8e17bf028be74fc4ac01','','','72h','3-follow-up','pending',NULL,NULL,0);
INSERT INTO "job" VALUES('5a3d328463fa3aef442fd6180cf8a1de',0,'follow-up:7a3767807d83e4e405807adfa975d350:72h','follow_up.note','2026-11-27T16:10:00.000000+00:00','7a3767807d83e4e405807adfa975d350','','','72h','3-follow-up','pending',NULL,NULL,0);
INSERT INTO "job" VALUES('419350e607ab6b0a1627547ea6b23e67',0,'follow-up:6e28dac71529a42e9a5a66a6aa4aee16:72h','follow_up.note','2026-11-27T16:10:00.000000+00:00','6e28dac71529a42e9a5a66a6aa4aee16','','','72h','3-follow-up','pending',NULL,NULL,0);
INSERT INTO "job" VALUES('9ce78406ac7d25d9bcefb299c6e659bb',2,'sweep:time_out.clean:1414753','time_out.clean','2026-11-24T16:10:00.000000+00:00','','','','','2-care','done',NULL,NULL,0);
INSERT INTO "job" VALUES('f6fdd3a66ba37bf255b247f1217887ed',2,'sweep:core.audit:14147530','core.audit','2026-11-24T16:10:00.000000+00:00','','','','','2-care','done',NULL,NULL,0);
INSERT INTO "job" VALUES('03d9d5afb41654a1bef874f501cfe63e',1,'time-out-step:9234c73004ee1461cfa6fdd66f8d51ea:1','time_out.step','2026-11-24T16:13:00.000000+00:00','9234c73004ee1461cfa6fdd66f8d51ea','','','1','2-care','cancelled',NULL,NULL,0);
INSERT INTO "job" VALUES('1216ca62ecc1c165a28d28427610dcea',3,'time-out-invite:9234c73004ee1461cfa6fdd66f8d51ea:person:4e51159d032b6df6e38974178caca065:person:1','time_out.invite','2026-11-24T16:10:00.000000+00:00','9234c73004ee1461cfa6fdd66f8d51ea','time_out.cover_card','person:4e51159d032b6df6e38974178caca065:person','','2-care','sent',NULL,NULL,0);
INSERT INTO "job" VALUES('4dd8620c776a1342e552e4309af8f759',3,'time-out-invite:9234c73004ee1461cfa6fdd66f8d51ea:person:9de91d48fbcb01f9c1243f21199758eb:person:1','time_out.invite','2026-11-24T16:10:00.000000+00:00','9234c73004ee1461cfa6fdd66f8d51ea','time_out.cover_card','person:9de91d48fbcb01f9c1243f21199758eb:person','','2-care','sent',NULL,NULL,0);
INSERT INTO "job" VALUES('c17799f875110ea059d2323899c87eff',3,'time-out-invite:9234c73004ee1461cfa6fdd66f8d51ea:person:3bc2a59497f10da635ed929e1007c21d:person:1','time_out.invite','2026-11-24T16:10:00.000000+00:00','9234c73004ee1461cfa6fdd66f8d51ea','time_out.cover_card','person:3bc2a59497f10da635ed929e1007c21d:person','','2-care','sent',NULL,NULL,0);
INSERT INTO "job" VALUES('c8f7a3f04904d32efe7b62e92edf7da2',3,'time-out-mine:9234c73004ee1461cfa6fdd66f8d51ea:1','core.post','2026-11-24T16:10:00.000000+00:00','9234c73004ee1461cfa6fdd66f8d51ea','time_out.mine','sealed:9234c73004ee1461cfa6fdd66f8d51ea:person','','1-answer','sent',NULL,NULL,0);
INSERT INTO "job" VALUES('5ff14d42721da1ddfb0dbab5d47afdf4',0,'follow-up:625b768506b2a4fb054fbc4e3c6e9958:1w','follow_up.note','2026-12-01T16:10:00.000000+00:00','625b768506b2a4fb054fbc4e3c6e9958','','','1w','3-follow-up','pending',NULL,NULL,0);
INSERT INTO "job" VALUES('aa615e060c1382b6cdbabb65d7a7415c',0,'follow-up:625b768506b2a4fb054fbc4e3c6e9958:1m','follow_up.note','2026-12-24T16:10:00.000000+00:00','625b768506b2a4fb054fbc4e3c6e9958','','','1m','3-follow-up','pending',NULL,NULL,0);
INSERT INTO "job" VALUES('70523afa006e124ac2691a2ce6111a41',1,'time-out-step:9234c73004ee1461cfa6fdd66f8d51ea:2','time_out.step','2026-11-24T16:20:00.000000+00:00','9234c73004ee1461cfa6fdd66f8d51ea','','','2','2-care','cancelled',NULL,NULL,0);
INSERT INTO "job" VALUES('a44985774494225599323cc4490d0b38',3,'redraw:1216ca62ecc1c165a28d28427610dcea:1','core.redraw','2026-11-24T16:10:00.000000+00:00','1216ca62ecc1c165a28d28427610dcea','','','','1-answer','sent',NULL,NULL,0);
INSERT INTO "job" VALUES('cfef15a201fd92e6f77fa1c1a40a309e',3,'redraw:4dd8620c776a1342e552e4309af8f759:1','core.redraw','2026-11-24T16:10:00.000000+00:00','4dd8620c776a1342e552e4309af8f759','','','','1-answer','sent',NULL,NULL,0);
INSERT INTO "job" VALUES('10e7d39fe5b9baa5567f57b584c4cd84',3,'redraw:c17799f875110ea059d2323899c87eff:1','core.redraw','2026-11-24T16:10:00.000000+00:00','c17799f875110ea059d2323899c87eff','','','','1-answer','sent',NULL,NULL,0);
INSERT INTO "job" VALUES('396f47ff63f25de379d22d886f8ea24c',3,'time-out-covering:9234c73004ee1461cfa6fdd66f8d51ea:2','core.post','2026-11-24T16:10:00.000000+00:00','9234c73004ee1461cfa6fdd66f8d51ea','time_out.covering','sealed:9234c73004ee1461cfa6fdd66f8d51ea:coverer.1','','1-answer','sent',NULL,NULL,0);
INSERT INTO "job" VALUES('5843b70c5c8d4ed1c08ea4054ccadd24',3,'redraw:c8f7a3f04904d32efe7b62e92edf7da2:1','core.redraw','2026-11-24T16:10:00.000000+00:00','c8f7a3f04904d32efe7b62e92edf7da2','','','','1-answer','sent',NULL,NULL,0);
INSERT INTO "job" VALUES('c3b7f773a50cf4d97fc3717da49eb42d',3,'time-out-mine:9234c73004ee1461cfa6fdd66f8d51ea:2','core.post','2026-11-24T16:10:00.000000+00:00','9234c73004ee1461cfa6fdd66f8d51ea','time_out.mine','sealed:9234c73004ee1461cfa6fdd66f8d51ea:person','','1-answer','sent',NULL,NULL,0);
INSERT INTO "job" VALUES('6bc3f3b52281773ee1bb9d3d0b3cf460',3,'redraw:396f47ff63f25de379d22d886f8ea24c:1','core.redraw','2026-11-24T16:10:00.000000+00:00','396f47ff63f25de379d22d886f8ea24c','','','','1-answer','sent',NULL,NULL,0);
INSERT INTO "job" VALUES('0b23d013c30d885a1c4af1d0d27f3a78',3,'redraw:c3b7f773a50cf4d97fc3717da49eb42d:1','core.redraw','2026-11-24T16:10:00.000000+00:00','c3b7f773a50cf4d97fc3717da49eb42d','','','','1-answer','sent',NULL,NULL,0);
INSERT INTO "job" VALUES('993c0b63dcbc904ccdbb0671417c3a8f',2,'time-out-step:9234c73004ee1461cfa6fdd66f8d51ea:3','time_out.step','2026-11-24T16:25:00.000000+00:00','9234c73004ee1461cfa6fdd66f8d51ea','','','3','2-care','done',NULL,NULL,0);
INSERT INTO "job" VALUES('02eac45b2a4aede30d78b7e672431b49',3,'redraw:396f47ff63f25de379d22d886f8ea24c:2','core.redraw','2026-11-24T16:10:00.000000+00:00','396f47ff63f25de379d22d886f8ea24c','','','','1-answer','sent',NULL,NULL,0);
INSERT INTO "job" VALUES('dfd215dd07905ccacf90a56fa97858e8',2,'redraw:c3b7f773a50cf4d97fc3717da49eb42d:2','core.redraw','2026-11-24T16:10:00.000000+00:00','c3b7f773a50cf4d97fc3717da49eb42d','','','','1-answer','cancelled',NULL,NULL,0);
INSERT INTO "job" VALUES('d60b854786d7d810d73b68c0982ff87a',3,'redraw:c3b7f773a50cf4d97fc3717da49eb42d:3','core.redraw','2026-11-24T16:10:00.000000+00:00','c3b7f773a50cf4d97fc3717da49eb42d','','','','1-answer','sent',NULL,NULL,0);
INSERT INTO "job" VALUES('6a7a7b58ca9b0e331861ba1a4e2e161e',2,'redraw:396f47ff63f25de379d22d886f8ea24c:3','core.redraw','2026-11-24T16:10:00.000000+00:00','396f47ff63f25de379d22d886f8ea24c','','','','1-answer','cancelled',NULL,NULL,0);
INSERT INTO "job" VALUES('68aac1e669166b0b46a11f94c866f17b',3,'redraw:3e3fc0ff97e91e3262785bbf90ea9b59:2','core.redraw','2026-11-24T16:10:15.000000+00:00','3e3fc0ff97e91e3262785bbf90ea9b59','','','','1-answer','sent',NULL,NULL,0);
INSERT INTO "job" VALUES('804c0aea8f38ede06b9935b156e90668',1,'time-out-step:9234c73004ee1461cfa6fdd66f8d51ea:4','time_out.step','2026-11-24T16:40:00.000000+00:00','9234c73004ee1461cfa6fdd66f8d51ea','','','4','2-care','cancelled',NULL,NULL,0);
INSERT INTO "job" VALUES('d4109c48416ab008dccc644d5855b002',3,'redraw:396f47ff63f25de379d22d886f8ea24c:4','core.redraw','2026-11-24T16:25:00.000000+00:00','396f47ff63f25de379d22d886f8ea24c','','','','1-answer','sent',NULL,NULL,0);
INSERT INTO "job" VALUES('4f8a28c87f81bdaa499b6cf0211aef74',3,'redraw:c3b7f773a50cf4d97fc3717da49eb42d:4','core.redraw','2026-11-24T16:25:00.000000+00:00','c3b7f773a50cf4d97fc3717da49eb42d','','','','1-answer','sent',NULL,NULL,0);
INSERT INTO "job" VALUES('e5235e780281bbb7c6af3580f8a80c35',3,'time-out-mine:9234c73004ee1461cfa6fdd66f8d51ea:4','core.post','2026-11-24T16:25:00.000000+00:00','9234c73004ee1461cfa6fdd66f8d51ea','time_out.mine','sealed:9234c73004ee1461cfa6fdd66f8d51ea:person','','1-answer','sent',NULL,NULL,0);
INSERT INTO "job" VALUES('7afbd5a93269d12e5fd96daabce9c9fe',2,'sweep:time_out.clean:1414754','time_out.clean','2026-11-24T16:25:00.000000+00:00','','','','','2-care','done',NULL,NULL,0);
INSERT INTO "job" VALUES('442c23adc13a76445aed10f8d984a241',2,'sweep:core.audit:14147545','core.audit','2026-11-24T16:25:00.000000+00:00','','','','','2-care','done',NULL,NULL,0);
INSERT INTO "job" VALUES('182c35e389998fc706355821f05b13be',2,'sweep:home.turned:943169','home.turned','2026-11-24T16:25:00.000000+00:00','','','','','2-care','done',NULL,NULL,0);
INSERT INTO "job" VALUES('89c0afab8f12bd313eb06044e47842dc',3,'redraw:1216ca62ecc1c165a28d28427610dcea:2','core.redraw','2026-11-24T16:25:00.000000+00:00','1216ca62ecc1c165a28d28427610dcea','','','','1-answer','sent',NULL,NULL,0);
INSERT INTO "job" VALUES('67706d4d1643a096629cf4952539655c',3,'redraw:396f47ff63f25de379d22d886f8ea24c:5','core.redraw','2026-11-24T16:25:00.000000+00:00','396f47ff63f25de379d22d886f8ea24c','','','','1-answer','sent',NULL,NULL,0);
INSERT INTO "job" VALUES('5f2c866b84515fa2a7b8546e50eee648',3,'redraw:4dd8620c776a1342e552e4309af8f759:2','core.redraw','2026-11-24T16:25:00.000000+00:00','4dd8620c776a1342e552e4309af8f759','','','','1-answer','sent',NULL,NULL,0);
INSERT INTO "job" VALUES('f243df646c4ca6d02881034060a1c737',3,'redraw:c17799f875110ea059d2323899c87eff:2','core.redraw','2026-11-24T16:25:00.000000+00:00','c17799f875110ea059d2323899c87eff','','','','1-answer','sent',NULL,NULL,0);
INSERT INTO "job" VALUES('477e70ba7941ba8c3ccfb9fd5455f863',3,'redraw:c3b7f773a50cf4d97fc3717da49eb42d:5','core.redraw','2026-11-24T16:25:00.000000+00:00','c3b7f773a50cf4d97fc3717da49eb42d','','','','1-answer','sent',NULL,NULL,0);
INSERT INTO "job" VALUES('d41c7f5fd7092f2d51a567cc04a756f4',3,'redraw:c8f7a3f04904d32efe7b62e92edf7da2:2','core.redraw','2026-11-24T16:25:00.000000+00:00','c8f7a3f04904d32efe7b62e92edf7da2','','','','1-answer','sent',NULL,NULL,0);
INSERT INTO "job" VALUES('ef3ee0c98c22c6753736e98eb3eee206',3,'redraw:e5235e780281bbb7c6af3580f8a80c35:1','core.redraw','2026-11-24T16:25:00.000000+00:00','e5235e780281bbb7c6af3580f8a80c35','','','','1-answer','sent',NULL,NULL,0);
INSERT INTO "job" VALUES('a2e415ea60beb60d125db4b650fc39f4',0,'ladder:c4876c4f5838acdcd91c20155116ff6d:0:1','request.ladder','2026-11-24T16:35:00.000000+00:00','c4876c4f5838acdcd91c20155116ff6d','','','0:1','2-care','pending',NULL,NULL,0);
INSERT INTO "job" VALUES('700891845b6ffaf0f64710ab1e200efc',3,'claim-card:c4876c4f5838acdcd91c20155116ff6d:practice','request.hang','2026-11-24T16:25:00.000000+00:00','c4876c4f5838acdcd91c20155116ff6d','','channel:claims:practice','','2-care','sent',NULL,NULL,0);
INSERT INTO "job" VALUES('a6faab237b049d0945cb9ae23be4cb31',0,'confirm:c4876c4f5838acdcd91c20155116ff6d:0','request.confirm','2026-11-24T20:25:00.000000+00:00','c4876c4f5838acdcd91c20155116ff6d','','','0','2-care','pending',NULL,NULL,0);
INSERT INTO "job" VALUES('2fcd6f2f9cd7962870db02dcc4d6b2de',3,'redraw:700891845b6ffaf0f64710ab1e200efc:1','core.redraw','2026-11-24T16:25:00.000000+00:00','700891845b6ffaf0f64710ab1e200efc','','','','1-answer','sent',NULL,NULL,0);
INSERT INTO "job" VALUES('36a4248477d6d54fcb3a27782caabab4',3,'redraw:7387d0c1cd49be744adc0c10ade0f251:1','core.redraw','2026-11-24T16:25:00.000000+00:00','7387d0c1cd49be744adc0c10ade0f251','','','','1-answer','sent',NULL,NULL,0);
INSERT INTO "job" VALUES('54d072b04ce0a0217a5d415decdbbd47',2,'held:c4876c4f5838acdcd91c20155116ff6d:0','core.post','2026-11-24T16:25:00.000000+00:00','c4876c4f5838acdcd91c20155116ff6d','request.held','sealed:c4876c4f5838acdcd91c20155116ff6d:supporter.0','','2-care','sending','36b28eff6e78b2370e7b13e63326bf69','2026-11-30T21:17:57.553973+00:00',0);
INSERT INTO "job" VALUES('a7bae1ddecb9e8334b5dec91a42df440',2,'redraw:7387d0c1cd49be744adc0c10ade0f251:2','core.redraw','2026-11-24T16:25:00.000000+00:00','7387d0c1cd49be744adc0c10ade0f251','','','','1-answer','cancelled',NULL,NULL,0);
INSERT INTO "job" VALUES('8c4e850df1113050533aaffa9ec228b4',2,'found:c4876c4f5838acdcd91c20155116ff6d:0','core.post','2026-11-24T16:25:00.000000+00:00','c4876c4f5838acdcd91c20155116ff6d','request.status','sealed:c4876c4f5838acdcd91c20155116ff6d:person','','2-care','sending','36b28eff6e78b2370e7b13e63326bf69','2026-11-30T21:17:57.553973+00:00',0);
CREATE TABLE last_colleague_note (
	reference TEXT NOT NULL, 
	revision BIGINT NOT NULL, 
	at TEXT NOT NULL, 
	CONSTRAINT pk_last_colleague_note PRIMARY KEY (reference)
);
CREATE TABLE last_first_note (
	reference TEXT NOT NULL, 
	revision BIGINT NOT NULL, 
	at TEXT NOT NULL, 
	care TEXT NOT NULL, 
	CONSTRAINT pk_last_first_note PRIMARY KEY (reference)
);
INSERT INTO "last_first_note" VALUES('1efae751b74b8071c90f6d591972b556',0,'2026-11-24T16:10:00.000000+00:00','625b768506b2a4fb054fbc4e3c6e9958');
INSERT INTO "last_first_note" VALUES('5b10e061b79ae0a8ab4a05bd70afa998',0,'2026-11-24T16:10:00.000000+00:00','25411420222df500b4642b96661a11db');
INSERT INTO "last_first_note" VALUES('524f549662efac72970d1870aedafb2f',0,'2026-11-24T16:10:00.000000+00:00','501724649c3d8e17bf028be74fc4ac01');
INSERT INTO "last_first_note" VALUES('55bbc8f1b6730f6aee6b27d6916aac98',0,'2026-11-24T16:10:00.000000+00:00','7a3767807d83e4e405807adfa975d350');
INSERT INTO "last_first_note" VALUES('f886721fd0f5ebe96b526511323c7eb0',0,'2026-11-24T16:10:00.000000+00:00','6e28dac71529a42e9a5a66a6aa4aee16');
CREATE TABLE last_said (
	reference TEXT NOT NULL, 
	revision BIGINT NOT NULL, 
	erase_at TEXT NOT NULL, 
	visit TEXT NOT NULL, 
	person TEXT NOT NULL, 
	person_order TEXT NOT NULL, 
	stay TEXT NOT NULL, 
	stay_order TEXT NOT NULL, 
	died BOOLEAN NOT NULL, 
	rounds BIGINT NOT NULL, 
	CONSTRAINT pk_last_said PRIMARY KEY (reference)
);
CREATE TABLE lead_guide (
	reference TEXT NOT NULL, 
	revision BIGINT NOT NULL, 
	area TEXT NOT NULL, 
	unit TEXT NOT NULL, 
	at TEXT NOT NULL, 
	handed_on BOOLEAN NOT NULL, 
	group_asked BOOLEAN NOT NULL, 
	CONSTRAINT pk_lead_guide PRIMARY KEY (reference)
);
INSERT INTO "lead_guide" VALUES('7ebf74748dcf458c60df281c16e1933e',0,'main','icu','2026-11-24T16:05:00.000000+00:00',0,0);
CREATE TABLE legal_hold (
	reference TEXT NOT NULL, 
	revision BIGINT NOT NULL, 
	since TEXT NOT NULL, 
	CONSTRAINT pk_legal_hold PRIMARY KEY (reference)
);
CREATE TABLE listing (
	reference TEXT NOT NULL, 
	revision BIGINT NOT NULL, 
	unit TEXT NOT NULL, 
	profession TEXT NOT NULL, 
	manager TEXT, 
	zone TEXT NOT NULL, 
	locale TEXT NOT NULL, 
	employment TEXT NOT NULL, 
	adult BOOLEAN NOT NULL, 
	active BOOLEAN NOT NULL, 
	mark TEXT NOT NULL, 
	CONSTRAINT pk_listing PRIMARY KEY (reference)
);
CREATE TABLE lookup_key (
	name TEXT NOT NULL, 
	wrapped BLOB NOT NULL, 
	key_id TEXT NOT NULL, 
	CONSTRAINT pk_lookup_key PRIMARY KEY (name)
);
INSERT INTO "lookup_key" VALUES('marks',X'01846A06888F66E38C93E9387241EBD22EDDD96235D826352CD5F585BA5AC771B9DE55A4AA7199E915B20619201D3B06775EC30F88959210C09BA983D8163C223A2A1B9DAB79DFFD3041B4B087640C351B6BCCFD258D55308EF21539AC','40f078f7e1d1');
CREATE TABLE "note_wishes" (
	reference TEXT NOT NULL, 
	revision BIGINT NOT NULL, 
	stopped BOOLEAN NOT NULL, 
	quiet_until TEXT, 
	own_notes_stopped BOOLEAN DEFAULT 0 NOT NULL, 
	CONSTRAINT pk_note_wishes PRIMARY KEY (reference)
);
CREATE TABLE own_note (
	reference TEXT NOT NULL, 
	revision BIGINT NOT NULL, 
	whose TEXT NOT NULL, 
	day TEXT NOT NULL, 
	area TEXT NOT NULL, 
	at TEXT NOT NULL, 
	CONSTRAINT pk_own_note PRIMARY KEY (reference), 
	CONSTRAINT uq_own_note_whose_day UNIQUE (whose, day)
);
CREATE TABLE "person" (
	reference TEXT NOT NULL, 
	revision BIGINT NOT NULL, 
	email_mark TEXT, 
	unit TEXT NOT NULL, 
	profession TEXT NOT NULL, 
	zone TEXT NOT NULL, 
	locale TEXT NOT NULL, 
	manager TEXT, 
	shift TEXT NOT NULL, 
	shift_days TEXT NOT NULL, 
	prefers TEXT NOT NULL, 
	active BOOLEAN NOT NULL, 
	units TEXT DEFAULT '[]' NOT NULL, 
	languages TEXT DEFAULT '[]' NOT NULL, 
	employment TEXT DEFAULT 'employee' NOT NULL, 
	adult BOOLEAN DEFAULT 1 NOT NULL, 
	trained_until TEXT DEFAULT ('') NOT NULL, 
	evaluators TEXT DEFAULT '[]' NOT NULL, 
	welcomed BOOLEAN DEFAULT 0 NOT NULL, 
	roster TEXT DEFAULT ('') NOT NULL, 
	said TEXT DEFAULT '[]' NOT NULL, 
	stints TEXT DEFAULT '[]' NOT NULL, 
	stints_from TEXT, 
	stints_until TEXT, 
	gone BOOLEAN DEFAULT 0 NOT NULL, 
	CONSTRAINT pk_person PRIMARY KEY (reference), 
	CONSTRAINT uq_person_email_mark UNIQUE (email_mark)
);
INSERT INTO "person" VALUES('4a802c2d209a81cc0a3c0cd477e6aba2',0,'24c0d7b687a118bbdbf7a99a506790a1','icu','nurse','America/Denver','en','4f0d816921af63114fde63faf73af236','day','[]','',1,'[]','[]','employee',1,'','[]',0,'','["manager","name","profession","shift","unit"]','[]',NULL,NULL,0);
INSERT INTO "person" VALUES('2a23cfb992c1303dcd222893f031c198',0,'ba09b3e36090a52844de69e600ea9f9c','icu','nurse','America/Denver','en','ba6ef6d2cd9b9f1477a3e95609d2bd0c','night','[]','',1,'[]','[]','employee',1,'','[]',0,'','["manager","name","profession","shift","unit"]','[]',NULL,NULL,0);
INSERT INTO "person" VALUES('1b15b4ee863ec4ea70118ff0d5dcfdf0',0,'a522f306fb5ac135fc814de9e6802dfa','icu','physician','America/Denver','en',NULL,'day','[]','',1,'[]','[]','employee',1,'','[]',0,'','["name","profession","shift","unit"]','[]',NULL,NULL,0);
INSERT INTO "person" VALUES('4f0d816921af63114fde63faf73af236',0,'4b59fefddc968aae48384c376795e55a','icu','nurse','America/Denver','en',NULL,'day','[]','',1,'[]','[]','employee',1,'','[]',0,'','["name","profession","shift","unit"]','[]',NULL,NULL,0);
INSERT INTO "person" VALUES('ba6ef6d2cd9b9f1477a3e95609d2bd0c',0,'d400623e059a3d4be8b191a860d569d0','icu','nurse','America/Denver','en',NULL,'night','[]','',1,'[]','[]','employee',1,'','[]',0,'','["name","profession","shift","unit"]','[]',NULL,NULL,0);
INSERT INTO "person" VALUES('3bc2a59497f10da635ed929e1007c21d',0,'7d3a7b6067941458a0dd8b6729221e6e','icu','nurse','America/Denver','en','ba6ef6d2cd9b9f1477a3e95609d2bd0c','night','["thu","fri","sat"]','',1,'[]','[]','employee',1,'','[]',0,'','["manager","name","profession","shift","shift_days","unit"]','[]',NULL,NULL,0);
INSERT INTO "person" VALUES('4ae5fec963fa2d2ce8ef5dfcf190cab7',0,'f3c192e4f1671236c6c184ef75e19698','float','nurse','America/Denver','en',NULL,'day','[]','',1,'[]','[]','employee',1,'','[]',0,'','["name","profession","shift","unit"]','[]',NULL,NULL,0);
INSERT INTO "person" VALUES('4e51159d032b6df6e38974178caca065',0,'9e559b5e5cb7ac340b638fb32568bbd6','float','nurse','America/Denver','en','4ae5fec963fa2d2ce8ef5dfcf190cab7','day','[]','',1,'[]','[]','employee',1,'','[]',0,'','["manager","name","profession","shift","unit"]','[]',NULL,NULL,0);
INSERT INTO "person" VALUES('9de91d48fbcb01f9c1243f21199758eb',0,'961e2d38993acbb3e5748d7626d82de2','float','nurse','America/Denver','en','4ae5fec963fa2d2ce8ef5dfcf190cab7','night','[]','',1,'[]','[]','employee',1,'','[]',0,'','["manager","name","profession","shift","unit"]','[]',NULL,NULL,0);
INSERT INTO "person" VALUES('e6fb9a9595d2f45b433fb8f23526dd67',0,'bb0575a1b308cd4d1689bdfd3a5397ce','ed','nurse','America/Denver','en',NULL,'day','[]','',1,'[]','[]','employee',1,'','[]',0,'','["name","profession","shift","unit"]','[]',NULL,NULL,0);
INSERT INTO "person" VALUES('b93d129789abbb687d82c1ac74bbcf36',0,'486cbf82376d7df850b4c7df483705cb','ed','nurse','America/Denver','en',NULL,'night','[]','',1,'[]','[]','employee',1,'','[]',0,'','["name","profession","shift","unit"]','[]',NULL,NULL,0);
INSERT INTO "person" VALUES('3244fe67a95a3ea216fc080a1a2acc74',0,'e09b391c8a81b61a63bbbb84cc8028f1','ed','physician','America/Denver','en',NULL,'night','["mon","tue","wed","thu"]','',1,'[]','[]','employee',1,'','[]',0,'','["name","profession","shift","shift_days","unit"]','[]',NULL,NULL,0);
INSERT INTO "person" VALUES('8da2c51593bd16836533bb1db9d2002b',0,'b8ed0bf35b79ab4ea1e77e4a513acc10','ed','nurse','America/Denver','en','e6fb9a9595d2f45b433fb8f23526dd67','day','[]','',1,'[]','[]','employee',1,'','[]',0,'','["manager","name","profession","shift","unit"]','[]',NULL,NULL,0);
INSERT INTO "person" VALUES('cf8aa16b71b3d3d962a9b5c94c5ee92a',0,'a5c60a287fe4bd79cb7065f7e90acc90','surgery','nurse','America/Denver','en','7dae7ae38c1f30028025b4074118e2b9','day','[]','',1,'[]','[]','employee',1,'','[]',0,'','["manager","name","profession","shift","unit"]','[]',NULL,NULL,0);
INSERT INTO "person" VALUES('0e8ac3e062ce192d7a6b6b02a440d15a',0,'0ef043e7d2bdd8a5460bc9e5919db9d3','surgery','physician','America/Denver','en',NULL,'day','[]','',1,'[]','[]','employee',1,'','[]',0,'','["name","profession","shift","unit"]','[]',NULL,NULL,0);
INSERT INTO "person" VALUES('7dae7ae38c1f30028025b4074118e2b9',0,'87943d6cdda7dce106f312ed1565a15a','surgery','nurse','America/Denver','en',NULL,'day','[]','',1,'[]','[]','employee',1,'','[]',0,'','["name","profession","shift","unit"]','[]',NULL,NULL,0);
INSERT INTO "person" VALUES('47877b8b97ccdb9448445681dd3eb5e5',0,'a7c4229b872de8000cc38c1798f2d831','surgery','nurse','America/Denver','en',NULL,'night','[]','',1,'[]','[]','employee',1,'','[]',0,'','["name","profession","shift","unit"]','[]',NULL,NULL,0);
INSERT INTO "person" VALUES('f8efa4c4d216b8c9fa60fbd8f7fdd726',0,'e4f46f8151873857af79838d5d246e60','respiratory','respiratory therapist','America/Denver','en',NULL,'day','[]','',1,'[]','[]','employee',1,'','[]',0,'','["name","profession","shift","unit"]','[]',NULL,NULL,0);
INSERT INTO "person" VALUES('0e0c715c8726deb7b9f3ca3460453ea2',0,'ca04ceefefd83480840e592252ddeb81','respiratory','respiratory therapist','America/Denver','en','f8efa4c4d216b8c9fa60fbd8f7fdd726','night','[]','',1,'[]','[]','employee',1,'','[]',0,'','["manager","name","profession","shift","unit"]','[]',NULL,NULL,0);
INSERT INTO "person" VALUES('75bfebc8545e1c951a435e4398427cbe',0,'f778ca25b9c8c011fbaf222998f68707','pharmacy','pharmacist','America/Denver','en',NULL,'day','[]','',1,'[]','[]','employee',1,'','[]',0,'','["name","profession","shift","unit"]','[]',NULL,NULL,0);
INSERT INTO "person" VALUES('91f1dcd93ca10f216f80149d6a6a396f',0,'2a7aa46cf6b8cb6f7abb5f3dc2d22610','pharmacy','pharmacy technician','America/Denver','en',NULL,'night','[]','',1,'[]','[]','employee',1,'','[]',0,'','["name","profession","shift","unit"]','[]',NULL,NULL,0);
INSERT INTO "person" VALUES('f264b99dfbd3a30de8e7e13374277ad2',0,'e6f7870e8edc5bd8078e50957f671ad2','float','nurse','America/Denver','en',NULL,'night','[]','',1,'[]','[]','employee',1,'','[]',0,'','["name","profession","shift","unit"]','[]',NULL,NULL,0);
INSERT INTO "person" VALUES('96519271db0adad3fd11a7e463a9e79c',0,'2dd561f06e49c973619f6ccef8eaf9e6','services','environmental services','America/Denver','es','e7a9042ee16012c3bc4133786926c3e1','late','[]','',1,'[]','[]','employee',1,'','[]',0,'','["locale","manager","name","profession","shift","unit"]','[]',NULL,NULL,0);
INSERT INTO "person" VALUES('e7a9042ee16012c3bc4133786926c3e1',0,'3b57ef506b5d664aaf9f150c9b511142','services','patient transport','America/Denver','en',NULL,'early','["mon","tue","wed","thu","fri"]','',1,'[]','[]','employee',1,'','[]',0,'','["name","profession","shift","shift_days","unit"]','[]',NULL,NULL,0);
INSERT INTO "person" VALUES('feef373ae600ffa547936e981f209e0b',0,'79ac5ec5c64626a929a32dee84639743','pastoral','chaplain','America/Denver','en',NULL,'office','["mon","tue","wed","thu","fri"]','',1,'[]','[]','employee',1,'','[]',0,'','["name","profession","shift","shift_days","unit"]','[]',NULL,NULL,0);
INSERT INTO "person" VALUES('f59e9d795d3f71743e96d27c34c981ea',0,'789b2c6036d1c55ab0deef15b1d3fc49','pastoral','social worker','America/Denver','en',NULL,'office','["mon","tue","wed","thu","fri"]','',1,'[]','[]','employee',1,'','[]',0,'','["name","profession","shift","shift_days","unit"]','[]',NULL,NULL,0);
INSERT INTO "person" VALUES('cb7eb9514ccd41a67a42313aa0987be2',0,'8c21cdd453d425f986e1539a2d399b2e','pastoral','chaplain','America/Denver','en',NULL,'day','[]','',1,'[]','[]','employee',1,'','[]',0,'','["name","profession","shift","unit"]','[]',NULL,NULL,0);
INSERT INTO "person" VALUES('2ef3efc880f5b082ece727f78e562f50',0,'6be2e1a3ca649fade75e10a1787af3fa','pastoral','chaplain','America/Denver','en','f59e9d795d3f71743e96d27c34c981ea','night','[]','',1,'[]','[]','employee',1,'','[]',0,'','["manager","name","profession","shift","unit"]','[]',NULL,NULL,0);
INSERT INTO "person" VALUES('aa4bd1985a04726cf8e2163118a82670',0,'c1961bafcbee67576e3ca83e849e02f0','','EAP adviser','America/Denver','en',NULL,'','[]','',1,'[]','[]','contractor',1,'','[]',0,'','["employment","name","profession"]','[]',NULL,NULL,0);
INSERT INTO "person" VALUES('031a754c46e8054744f06eff24cb83f6',0,'1d9c8a9e02d08aa2bc651711fe1520c5','tele','physician','America/New_York','en',NULL,'day','[]','',1,'[]','[]','employee',1,'','[]',0,'','["name","profession","shift","unit"]','[]',NULL,NULL,0);
INSERT INTO "person" VALUES('d020dafa8cde39735c041a31a7568d7b',0,'29d791add17f63dfe33f86486cb4397b','tele','nurse','America/Chicago','en','031a754c46e8054744f06eff24cb83f6','night','[]','',1,'[]','[]','employee',1,'','[]',0,'','["manager","name","profession","shift","unit","zone"]','[]',NULL,NULL,0);
CREATE TABLE platform_account (
	reference TEXT NOT NULL, 
	revision BIGINT NOT NULL, 
	person TEXT NOT NULL, 
	platform TEXT NOT NULL, 
	mark TEXT NOT NULL, 
	CONSTRAINT pk_platform_account PRIMARY KEY (reference), 
	CONSTRAINT uq_platform_account_mark UNIQUE (mark)
);
INSERT INTO "platform_account" VALUES('2ab9768c39675d443bb74dc53a613589',0,'4a802c2d209a81cc0a3c0cd477e6aba2','practice','ba70949bd2af2e3967e3a869a1078e11');
INSERT INTO "platform_account" VALUES('97c377f0e819b1affa0553e9081f433b',0,'2a23cfb992c1303dcd222893f031c198','practice','d8d16ac6ec036e6e4620fa8099032bf9');
INSERT INTO "platform_account" VALUES('a5e275c45e78255493e85fa16b908a0a',0,'1b15b4ee863ec4ea70118ff0d5dcfdf0','practice','efea26da84899666b9f6ce3bf1f689fe');
INSERT INTO "platform_account" VALUES('d9487c5211ea3241d5d0e23770cedbde',0,'4f0d816921af63114fde63faf73af236','practice','50fcd77f4a23f0a2d36b0c2111dd9452');
INSERT INTO "platform_account" VALUES('9bb9154c2f1a5868a53502f1c24fcca7',0,'ba6ef6d2cd9b9f1477a3e95609d2bd0c','practice','bc38113fe6f405dee79a506370883a53');
INSERT INTO "platform_account" VALUES('9f8bfe9b5d7987841a93ac57d857250d',0,'3bc2a59497f10da635ed929e1007c21d','practice','b5a622b4ad4ff1d32d15151c87219b57');
INSERT INTO "platform_account" VALUES('b9a53b978291f8e6552b0ca2f52a7a29',0,'4ae5fec963fa2d2ce8ef5dfcf190cab7','practice','738e951d5fb8f41261cec68aac41e3f8');
INSERT INTO "platform_account" VALUES('c627b01e15d5b5b8c3bef89891d4b671',0,'4e51159d032b6df6e38974178caca065','practice','57f3b62322785e6dc0a704e609272eb5');
INSERT INTO "platform_account" VALUES('e5d4f5f86b1569cb2e0680fa7362b1ee',0,'9de91d48fbcb01f9c1243f21199758eb','practice','f5a05434a9981a6a2cab828dad2bb40c');
INSERT INTO "platform_account" VALUES('e7ceee836362a5ce28eab7292c8e6f63',0,'e6fb9a9595d2f45b433fb8f23526dd67','practice','fe972540ec713ab8ffb85f130c69c115');
INSERT INTO "platform_account" VALUES('ea43581eaff71323b957991a3b2fac30',0,'b93d129789abbb687d82c1ac74bbcf36','practice','ebb5840749450f271efdc4c48777dd9a');
INSERT INTO "platform_account" VALUES('52e32836c2ff6d80fd0e68c115a17686',0,'3244fe67a95a3ea216fc080a1a2acc74','practice','34e2a177246119b5658191d1a762b5fd');
INSERT INTO "platform_account" VALUES('5533188163c67bb01855b7eb8012d90a',0,'8da2c51593bd16836533bb1db9d2002b','practice','6ebb9f32ff53d4ad94e963f4f86430a5');
INSERT INTO "platform_account" VALUES('51778905263cdcd3a82c3e6fdf733606',0,'cf8aa16b71b3d3d962a9b5c94c5ee92a','practice','c91c970ba2174c7e244548de4e60d114');
INSERT INTO "platform_account" VALUES('97cadce5cc5394d95954fa5470f3b4fe',0,'0e8ac3e062ce192d7a6b6b02a440d15a','practice','9efac0311951f30a6306bc850a1d6790');
INSERT INTO "platform_account" VALUES('8b5b5a257c66c34f0ebf246105f078d0',0,'7dae7ae38c1f30028025b4074118e2b9','practice','be523cb7646b6dc813190826c703dfac');
INSERT INTO "platform_account" VALUES('f805dab8ee694bf7409de2d54d38f117',0,'47877b8b97ccdb9448445681dd3eb5e5','practice','729877f0acfd0b7a3a85caa0f54263b6');
INSERT INTO "platform_account" VALUES('771049c24a343ad858d371d271e7a146',0,'f8efa4c4d216b8c9fa60fbd8f7fdd726','practice','c036a731974259ae2954f96f8e0c538a');
INSERT INTO "platform_account" VALUES('ceaf30010dfd184997679bd2d3131618',0,'0e0c715c8726deb7b9f3ca3460453ea2','practice','ac47a85f3a48c652327d72756fa5038b');
INSERT INTO "platform_account" VALUES('a0e466f1c7e46e5328ce4e7755a60042',0,'75bfebc8545e1c951a435e4398427cbe','practice','e290813da726ac2f4d5cef2405b21145');
INSERT INTO "platform_account" VALUES('f42fafec061e66e9ee0c354260c7b640',0,'91f1dcd93ca10f216f80149d6a6a396f','practice','2d5e0b31d7f774f77e5e4a580e51dc14');
INSERT INTO "platform_account" VALUES('da157c8023b5e88b1c01410ee2f996a3',0,'f264b99dfbd3a30de8e7e13374277ad2','practice','9f47e18375944ffa29d79d269be306c9');
INSERT INTO "platform_account" VALUES('57574630cbbe0e198dc770f636c69891',0,'96519271db0adad3fd11a7e463a9e79c','practice','ff68bfdb96b945fe4d786d4a123c46a7');
INSERT INTO "platform_account" VALUES('535f348717a6d3062eaac5f2172e394f',0,'e7a9042ee16012c3bc4133786926c3e1','practice','9eb7e2c7ecd80ec1ec2c7475d0a4755b');
INSERT INTO "platform_account" VALUES('902c5e5649e609effbcb0fadc7135b61',0,'feef373ae600ffa547936e981f209e0b','practice','dba0b432bc74424de8b52c06dd76aedf');
INSERT INTO "platform_account" VALUES('925462bf3549e9e2fbb7669a9d6e3bfd',0,'f59e9d795d3f71743e96d27c34c981ea','practice','64d54a6dddb99db27440e406fd56f26d');
INSERT INTO "platform_account" VALUES('a834e43c5290bebb18bbb938e3e482fd',0,'cb7eb9514ccd41a67a42313aa0987be2','practice','0655faa3f4487dad750bebe4321c05c6');
INSERT INTO "platform_account" VALUES('ff85ccdadc00f6789da97cb2d9899fdb',0,'2ef3efc880f5b082ece727f78e562f50','practice','df4a93ef5dce63b131699ac267cbf628');
INSERT INTO "platform_account" VALUES('ac7b956bf0d6fcd252fce09506b31789',0,'aa4bd1985a04726cf8e2163118a82670','practice','9bd8171d4dff80de9428c540719c9742');
INSERT INTO "platform_account" VALUES('b3c9e66b6feb30168c36c6ca06df34f3',0,'031a754c46e8054744f06eff24cb83f6','practice','4dbec1b8c88e33f12dd24394ba2f8b5c');
INSERT INTO "platform_account" VALUES('aa7ad5cbbf87731679d727098fcf00e1',0,'d020dafa8cde39735c041a31a7568d7b','practice','846aea0ab8d11ce14193b9f836df641c');
CREATE TABLE programme_version (
	reference TEXT NOT NULL, 
	revision BIGINT NOT NULL, 
	number BIGINT NOT NULL, 
	at TEXT NOT NULL, 
	document TEXT NOT NULL, 
	CONSTRAINT pk_programme_version PRIMARY KEY (reference), 
	CONSTRAINT uq_programme_version_number UNIQUE (number)
);
INSERT INTO "programme_version" VALUES('1',0,1,'2026-11-24T16:00:00.000000+00:00','{"address":"","areas":[{"channels":{},"chaplains":["cb7eb9514ccd41a67a42313aa0987be2","2ef3efc880f5b082ece727f78e562f50"],"coordinators":["feef373ae600ffa547936e981f209e0b","f59e9d795d3f71743e96d27c34c981ea"],"counsel":[],"facilitators":[],"facts_contact":"","hours":null,"house_supervisors":[],"investigators":[],"key":"main","ladder":null,"later_notes":[],"name":"Main campus","on_call":["cb7eb9514ccd41a67a42313aa0987be2"],"options":{},"physician_leads":[],"places":["The quiet room, level 2","The chapel"],"programme_manager":"","supporter_cap":2,"supporters":["cf8aa16b71b3d3d962a9b5c94c5ee92a","0e8ac3e062ce192d7a6b6b02a440d15a","75bfebc8545e1c951a435e4398427cbe","8da2c51593bd16836533bb1db9d2002b","96519271db0adad3fd11a7e463a9e79c"],"zone":""}],"calendars":[],"channels":{"chaplains":{"practice":"#chaplains"},"claims":{"practice":"#peer-supporters"}},"facts_contact":"The patient safety office, extension 4400. They can call in counsel.","groups":[],"hours":{"days":["mon","tue","wed","thu","fri","sat","sun"],"ends":"22:00:00","holidays":[],"starts":"07:00:00"},"hr":{"columns":{},"employments":{},"encoding":"","other_units":false,"units":{}},"ladder":{"confirm":14400.0,"offer":7200.0,"on_call":1800.0,"remind_first":600.0,"remind_second":1200.0},"later_notes":[],"lines":[{"areas":[],"cost":"free","country":"US","crisis":true,"emergency":false,"hours":"day and night","how":"call or text","key":"988","last_verified":"2026-11-01","name":"988 Lifeline","number":"988","source":"https://988lifeline.org"},{"areas":[],"cost":"free","country":"US","crisis":false,"emergency":true,"hours":"day and night","how":"call","key":"911","last_verified":"2026-11-01","name":"Emergency","number":"911","source":"https://www.911.gov"},{"areas":[],"cost":"free","country":"US","crisis":false,"emergency":false,"hours":"day and night","how":"call","key":"eap","last_verified":"2026-10-19","name":"Employee assistance","number":"303-555-0142","source":"Human resources, extension 4120"}],"name":"Larkspur Valley Hospital","names_kept":5184000.0,"options":{"chaplain":{"answers":"within an hour","at_night":"within two hours, by pager","desk":[],"hours":{"days":["mon","tue","wed","thu","fri","sat","sun"],"ends":"23:00:00","holidays":[],"starts":"06:00:00"},"how":"","ladder":{"confirm":14400.0,"offer":7200.0,"on_call":1800.0,"remind_first":600.0,"remind_second":1200.0},"limits":"If someone may be in danger, they may have to tell.","line":"","name":"","open_to":[],"operator":"303-555-0100","private":"A chaplain keeps your talk private, and the law guards it more than with a peer."},"eap":{"answers":"within the hour","at_night":"on its line at once, and by 9 a.m. with a call-back","desk":["aa4bd1985a04726cf8e2163118a82670"],"hours":null,"how":"","ladder":null,"limits":"If someone may be in danger, or the law says so, they may have to tell.","line":"eap","name":"","open_to":["employee","trainee"],"operator":"","private":"The EAP keeps your talk private. Your team and your manager do not hear of it."},"outside":{"answers":"","at_night":"","desk":[],"hours":null,"how":"call 303-555-0177, 8 a.m. to midnight","ladder":null,"limits":"If someone may be in danger, they may have to tell.","line":"","name":"Larkspur County clinician line","open_to":[],"operator":"","private":"They do not work here, and they do not tell us that you called."},"peer":{"answers":"within 30 minutes","at_night":"by 8 a.m., often sooner","desk":[],"hours":null,"how":"","ladder":null,"limits":"If someone may be in danger, or the law says so, they may have to tell.","line":"","name":"","open_to":[],"operator":"","private":"A peer keeps your talk private."}},"rotas":[{"area":"main","calendar":"","option":"chaplain","turns":[{"days":["mon","tue","wed","thu","fri"],"ends":"16:30:00","person":"2ef3efc880f5b082ece727f78e562f50","starts":"08:00:00"},{"days":["sat","sun"],"ends":"16:30:00","person":"cb7eb9514ccd41a67a42313aa0987be2","starts":"08:00:00"}]}],"sources":[{"died":[],"fields":{},"form":"json","harms":{},"key":"incidents","kind":"patient_death","kinds":{},"name":"Incident reports","only_these_units":false,"peers":[],"time_format":"","units":{},"zone":""}],"triggers":[{"ambient":false,"audience":"on_shift","checks":["announced","leads","union","counsel","policy"],"delay":3600.0,"ends":"","groups":[],"harm":"moderate","hold_off":300.0,"kind":"*","milestone":false,"name":"","offers":["break","talk"],"paused":false,"per_person":0,"per_unit":0,"stages":[],"starts":"","units":[]},{"ambient":false,"audience":"on_shift","checks":["announced","leads","union","counsel","policy"],"delay":3600.0,"ends":"","groups":[],"harm":"none","hold_off":300.0,"kind":"resuscitation","milestone":false,"name":"","offers":["break","talk"],"paused":false,"per_person":0,"per_unit":0,"stages":[],"starts":"","units":[]},{"ambient":false,"audience":"on_shift","checks":["announced","leads","union","counsel","policy"],"delay":3600.0,"ends":"","groups":[],"harm":"none","hold_off":300.0,"kind":"paediatric_event","milestone":false,"name":"","offers":["break","talk"],"paused":false,"per_person":0,"per_unit":0,"stages":[],"starts":"","units":[]},{"ambient":false,"audience":"on_shift","checks":["announced","leads","union","counsel","policy"],"delay":1800.0,"ends":"","groups":[],"harm":"none","hold_off":300.0,"kind":"violence_or_threat","milestone":false,"name":"","offers":["break","talk"],"paused":false,"per_person":0,"per_unit":0,"stages":[],"starts":"","units":[]},{"ambient":false,"audience":"on_shift","checks":["announced","leads","union","counsel","policy"],"delay":3600.0,"ends":"","groups":[],"harm":"none","hold_off":300.0,"kind":"exposure_injury","milestone":false,"name":"","offers":["break","talk"],"paused":false,"per_person":0,"per_unit":0,"stages":[],"starts":"","units":[]},{"ambient":false,"audience":"on_shift","checks":["announced","leads","union","counsel","policy"],"delay":7200.0,"ends":"","groups":[],"harm":"none","hold_off":900.0,"kind":"colleague_loss","milestone":false,"name":"","offers":["break","talk"],"paused":false,"per_person":0,"per_unit":0,"stages":[],"starts":"","units":[]},{"ambient":false,"audience":"on_shift","checks":["announced","leads","union","counsel","policy"],"delay":3600.0,"ends":"","groups":[],"harm":"none","hold_off":300.0,"kind":"patient_death","milestone":false,"name":"","offers":["break","talk"],"paused":false,"per_person":0,"per_unit":0,"stages":[],"starts":"","units":[]},{"ambient":false,"audience":"on_shift","checks":["announced","leads","union","counsel","policy"],"delay":3600.0,"ends":"","groups":[],"harm":"none","hold_off":300.0,"kind":"unexpected_death","milestone":false,"name":"","offers":["break","talk"],"paused":false,"per_person":0,"per_unit":0,"stages":[],"starts":"","units":[]}],"units":[{"area":"main","channels":{},"cover":["4e51159d032b6df6e38974178caca065","9de91d48fbcb01f9c1243f21199758eb","3bc2a59497f10da635ed929e1007c21d"],"key":"icu","leads":["4f0d816921af63114fde63faf73af236","ba6ef6d2cd9b9f1477a3e95609d2bd0c"],"name":"Intensive care","next_in_line":["4ae5fec963fa2d2ce8ef5dfcf190cab7"],"shifts":[{"ends":"19:00:00","key":"day","starts":"07:00:00"},{"ends":"07:00:00","key":"night","starts":"19:00:00"},{"ends":"16:30:00","key":"office","starts":"08:00:00"}],"slack_group":"","teams_team":"","zone":"America/Denver"},{"area":"main","channels":{},"cover":["9de91d48fbcb01f9c1243f21199758eb","4e51159d032b6df6e38974178caca065"],"key":"ed","leads":["e6fb9a9595d2f45b433fb8f23526dd67","b93d129789abbb687d82c1ac74bbcf36"],"name":"Emergency","next_in_line":["3244fe67a95a3ea216fc080a1a2acc74"],"shifts":[{"ends":"19:00:00","key":"day","starts":"07:00:00"},{"ends":"07:00:00","key":"night","starts":"19:00:00"},{"ends":"16:30:00","key":"office","starts":"08:00:00"}],"slack_group":"","teams_team":"","zone":"America/Denver"},{"area":"main","channels":{},"cover":["4e51159d032b6df6e38974178caca065"],"key":"surgery","leads":["7dae7ae38c1f30028025b4074118e2b9","47877b8b97ccdb9448445681dd3eb5e5"],"name":"Surgery and recovery","next_in_line":["0e8ac3e062ce192d7a6b6b02a440d15a"],"shifts":[{"ends":"19:00:00","key":"day","starts":"07:00:00"},{"ends":"07:00:00","key":"night","starts":"19:00:00"},{"ends":"16:30:00","key":"office","starts":"08:00:00"}],"slack_group":"","teams_team":"","zone":"America/Denver"},{"area":"main","channels":{},"cover":["9de91d48fbcb01f9c1243f21199758eb","4e51159d032b6df6e38974178caca065"],"key":"float","leads":["4ae5fec963fa2d2ce8ef5dfcf190cab7"],"name":"Float pool","next_in_line":["4f0d816921af63114fde63faf73af236"],"shifts":[{"ends":"19:00:00","key":"day","starts":"07:00:00"},{"ends":"07:00:00","key":"night","starts":"19:00:00"},{"ends":"16:30:00","key":"office","starts":"08:00:00"}],"slack_group":"","teams_team":"","zone":"America/Denver"},{"area":"main","channels":{},"cover":["0e0c715c8726deb7b9f3ca3460453ea2"],"key":"respiratory","leads":["f8efa4c4d216b8c9fa60fbd8f7fdd726"],"name":"Respiratory therapy","next_in_line":["4f0d816921af63114fde63faf73af236"],"shifts":[{"ends":"19:00:00","key":"day","starts":"07:00:00"},{"ends":"07:00:00","key":"night","starts":"19:00:00"},{"ends":"16:30:00","key":"office","starts":"08:00:00"}],"slack_group":"","teams_team":"","zone":"America/Denver"},{"area":"main","channels":{},"cover":["91f1dcd93ca10f216f80149d6a6a396f"],"key":"pharmacy","leads":["75bfebc8545e1c951a435e4398427cbe","f264b99dfbd3a30de8e7e13374277ad2"],"name":"Pharmacy","next_in_line":["feef373ae600ffa547936e981f209e0b"],"shifts":[{"ends":"19:00:00","key":"day","starts":"07:00:00"},{"ends":"07:00:00","key":"night","starts":"19:00:00"},{"ends":"16:30:00","key":"office","starts":"08:00:00"}],"slack_group":"","teams_team":"","zone":"America/Denver"},{"area":"main","channels":{},"cover":["96519271db0adad3fd11a7e463a9e79c"],"key":"services","leads":["e7a9042ee16012c3bc4133786926c3e1"],"name":"Cleaning and transport","next_in_line":["96519271db0adad3fd11a7e463a9e79c"],"shifts":[{"ends":"14:30:00","key":"early","starts":"06:00:00"},{"ends":"22:30:00","key":"late","starts":"14:00:00"},{"ends":"06:30:00","key":"night","starts":"22:00:00"}],"slack_group":"","teams_team":"","zone":"America/Denver"},{"area":"main","channels":{},"cover":["feef373ae600ffa547936e981f209e0b"],"key":"pastoral","leads":["f59e9d795d3f71743e96d27c34c981ea"],"name":"Spiritual care and social work","next_in_line":["feef373ae600ffa547936e981f209e0b"],"shifts":[{"ends":"19:00:00","key":"day","starts":"07:00:00"},{"ends":"07:00:00","key":"night","starts":"19:00:00"},{"ends":"16:30:00","key":"office","starts":"08:00:00"}],"slack_group":"","teams_team":"","zone":"America/Denver"},{"area":"main","channels":{},"cover":["d020dafa8cde39735c041a31a7568d7b"],"key":"tele","leads":["031a754c46e8054744f06eff24cb83f6"],"name":"Tele-ICU hub","next_in_line":["4f0d816921af63114fde63faf73af236"],"shifts":[{"ends":"19:00:00","key":"day","starts":"07:00:00"},{"ends":"07:00:00","key":"night","starts":"19:00:00"},{"ends":"16:30:00","key":"office","starts":"08:00:00"}],"slack_group":"","teams_team":"","zone":"America/New_York"}],"urgent":["Call the house supervisor: extension 4911, day and night.","The on-call psychiatrist comes or calls within 30 minutes: extension 4912.","Do not leave them alone until one of the two is there."],"wording":{},"zone":"America/Denver"}');
CREATE TABLE "report" (
	reference TEXT NOT NULL, 
	revision BIGINT NOT NULL, 
	area TEXT NOT NULL, 
	unit TEXT NOT NULL, 
	kind TEXT NOT NULL, 
	harm TEXT NOT NULL, 
	occurred_at TEXT NOT NULL, 
	reported_at TEXT NOT NULL, 
	people TEXT NOT NULL, 
	state TEXT NOT NULL, 
	event TEXT, 
	hold_until TEXT, 
	source TEXT NOT NULL, 
	mark TEXT, 
	unknown BIGINT NOT NULL, 
	corrected BOOLEAN DEFAULT 0 NOT NULL, 
	CONSTRAINT pk_report PRIMARY KEY (reference), 
	CONSTRAINT uq_report_mark UNIQUE (mark)
);
INSERT INTO "report" VALUES('8fa840cda0de19075e0982866d4873d8',3,'main','icu','unexpected_death','death','2026-11-24T15:10:00.000000+00:00','2026-11-24T16:00:00.000000+00:00','562467a6d5e73014076d185e2d19e799','released','7ebf74748dcf458c60df281c16e1933e','2026-11-24T16:05:00.000000+00:00','person',NULL,0,0);
CREATE TABLE seen (
	reference TEXT NOT NULL, 
	revision BIGINT NOT NULL, 
	at TEXT NOT NULL, 
	screen TEXT NOT NULL, 
	subject TEXT NOT NULL, 
	CONSTRAINT pk_seen PRIMARY KEY (reference)
);
INSERT INTO "seen" VALUES('3ff97f13f0490f2c9161c6015bbc298a',1,'2026-11-24T16:00:00.000000+00:00','ask:check_in.preview','8fa840cda0de19075e0982866d4873d8');
INSERT INTO "seen" VALUES('40e82ec6ffbf57976aa82b10f4941f02',1,'2026-11-24T16:00:00.000000+00:00','nothing:','');
INSERT INTO "seen" VALUES('4a5a2022ba29ded1d9f74628184784bb',1,'2026-11-24T16:10:00.000000+00:00','nothing:','');
INSERT INTO "seen" VALUES('abd1a0493714096f48a1786528b64875',1,'2026-11-24T16:10:00.000000+00:00','ask:time_out.who','9234c73004ee1461cfa6fdd66f8d51ea');
INSERT INTO "seen" VALUES('7a778e4d94caa6bd1418888d12def3e0',1,'2026-11-24T16:10:00.000000+00:00','replace:time_out.covering','9234c73004ee1461cfa6fdd66f8d51ea');
INSERT INTO "seen" VALUES('5c475b7b918e8d5ad5ff755308f8e8c4',1,'2026-11-24T16:10:00.000000+00:00','replace:time_out.mine','9234c73004ee1461cfa6fdd66f8d51ea');
INSERT INTO "seen" VALUES('17de054c960c9bb3dff44cd95f346159',1,'2026-11-24T16:25:00.000000+00:00','replace:time_out.mine','9234c73004ee1461cfa6fdd66f8d51ea');
INSERT INTO "seen" VALUES('f1ee30761a57a23bbf08d91b346ca64d',1,'2026-11-24T16:25:00.000000+00:00','replace:check_in.options','625b768506b2a4fb054fbc4e3c6e9958');
INSERT INTO "seen" VALUES('66620babf93068b663aefcb9fedf7708',1,'2026-11-24T16:25:00.000000+00:00','replace:request.status','c4876c4f5838acdcd91c20155116ff6d');
INSERT INTO "seen" VALUES('76f5fbb7b29006cd21a1cad17ee2771a',1,'2026-11-24T16:25:00.000000+00:00','ask:request.contact','c4876c4f5838acdcd91c20155116ff6d');
CREATE TABLE shown_card (
	reference TEXT NOT NULL, 
	revision BIGINT NOT NULL, 
	subject TEXT NOT NULL, 
	screen TEXT NOT NULL, 
	recipient TEXT NOT NULL, 
	at TEXT NOT NULL, 
	mark TEXT, 
	wanted BIGINT NOT NULL, 
	shown BIGINT NOT NULL, 
	redrawing TEXT, 
	CONSTRAINT pk_shown_card PRIMARY KEY (reference)
);
INSERT INTO "shown_card" VALUES('3e3fc0ff97e91e3262785bbf90ea9b59',8,'8fa840cda0de19075e0982866d4873d8','adverse_event.progress','sealed:8fa840cda0de19075e0982866d4873d8:reporter','2026-11-24T16:00:00.000000+00:00','06211a080cab69f513d3f69794962dfd',2,2,NULL);
INSERT INTO "shown_card" VALUES('b519c66d3ab34805ea75be9a9e490181',2,'7ebf74748dcf458c60df281c16e1933e','unit_lead.guide','person:4f0d816921af63114fde63faf73af236:person','2026-11-24T16:05:00.000000+00:00','7a002912911148bc87f5850ffc8f8f84',0,0,NULL);
INSERT INTO "shown_card" VALUES('e7f47f2de0ab3caaf35c2c49b6e9a467',2,'7ebf74748dcf458c60df281c16e1933e','unit_lead.guide','person:ba6ef6d2cd9b9f1477a3e95609d2bd0c:person','2026-11-24T16:05:00.000000+00:00','fa5560bf65eca90c7422e74228bb8c1a',0,0,NULL);
INSERT INTO "shown_card" VALUES('6709764f64ce5abf5469214e5ffecb6d',2,'7ebf74748dcf458c60df281c16e1933e','group.offer','person:feef373ae600ffa547936e981f209e0b:person','2026-11-24T16:06:00.000000+00:00','5d62093d443be29e6e5c7866e5b1a00c',0,0,NULL);
INSERT INTO "shown_card" VALUES('fc05fba6d6c98ddfc278b986e2c1d50b',2,'7ebf74748dcf458c60df281c16e1933e','group.offer','person:f59e9d795d3f71743e96d27c34c981ea:person','2026-11-24T16:06:00.000000+00:00','a23724f2bae0e7f4742f83ea22b3f89b',0,0,NULL);
INSERT INTO "shown_card" VALUES('7387d0c1cd49be744adc0c10ade0f251',9,'c4876c4f5838acdcd91c20155116ff6d','request.older','sealed:625b768506b2a4fb054fbc4e3c6e9958:person','2026-11-24T16:10:00.000000+00:00','003862a5140c74a53edfd7eb9fd82c0c',2,2,NULL);
INSERT INTO "shown_card" VALUES('7df0633238d8bf831c52578a76a17566',2,'25411420222df500b4642b96661a11db','check_in.note','sealed:25411420222df500b4642b96661a11db:person','2026-11-24T16:10:00.000000+00:00','8503612c181fa789ef79f0fa94b0a87e',0,0,NULL);
INSERT INTO "shown_card" VALUES('a85814869932a51f79a023f85a1c902d',2,'501724649c3d8e17bf028be74fc4ac01','check_in.note','sealed:501724649c3d8e17bf028be74fc4ac01:person','2026-11-24T16:10:00.000000+00:00','9af6c5eebb4697b20e155688519ab4aa',0,0,NULL);
INSERT INTO "shown_card" VALUES('d365cc5039863fb923b211f298f7b386',2,'7a3767807d83e4e405807adfa975d350','check_in.note','sealed:7a3767807d83e4e405807adfa975d350:person','2026-11-24T16:10:00.000000+00:00','5bf822e9804981c51acb95a964054f73',0,0,NULL);
INSERT INTO "shown_card" VALUES('f4e9345ea1d28ca884b8ded943b99ae7',2,'6e28dac71529a42e9a5a66a6aa4aee16','check_in.note','sealed:6e28dac71529a42e9a5a66a6aa4aee16:person','2026-11-24T16:10:00.000000+00:00','48d143124cf5a5744c115444997804ed',0,0,NULL);
INSERT INTO "shown_card" VALUES('c8f7a3f04904d32efe7b62e92edf7da2',9,'9234c73004ee1461cfa6fdd66f8d51ea','time_out.older','sealed:9234c73004ee1461cfa6fdd66f8d51ea:person','2026-11-24T16:10:00.000000+00:00','9ce62da739d204d028d3e7cb0847ebd1',2,2,NULL);
INSERT INTO "shown_card" VALUES('1216ca62ecc1c165a28d28427610dcea',8,'9234c73004ee1461cfa6fdd66f8d51ea','time_out.cover_card','person:4e51159d032b6df6e38974178caca065:person','2026-11-24T16:10:00.000000+00:00','d51d98a503e93868ca519158cee87a9f',2,2,NULL);
INSERT INTO "shown_card" VALUES('4dd8620c776a1342e552e4309af8f759',8,'9234c73004ee1461cfa6fdd66f8d51ea','time_out.cover_card','person:9de91d48fbcb01f9c1243f21199758eb:person','2026-11-24T16:10:00.000000+00:00','ea46674b69b9f4405cce6d999763f20d',2,2,NULL);
INSERT INTO "shown_card" VALUES('c17799f875110ea059d2323899c87eff',8,'9234c73004ee1461cfa6fdd66f8d51ea','time_out.cover_card','person:3bc2a59497f10da635ed929e1007c21d:person','2026-11-24T16:10:00.000000+00:00','6064de4bd5be78cc1e2fbc5b94dd8e03',2,2,NULL);
INSERT INTO "shown_card" VALUES('396f47ff63f25de379d22d886f8ea24c',15,'9234c73004ee1461cfa6fdd66f8d51ea','time_out.covering','sealed:9234c73004ee1461cfa6fdd66f8d51ea:coverer.1','2026-11-24T16:10:00.000000+00:00','5deeb5171914cd53fd03fcba531373fc',5,5,NULL);
INSERT INTO "shown_card" VALUES('c3b7f773a50cf4d97fc3717da49eb42d',16,'9234c73004ee1461cfa6fdd66f8d51ea','time_out.older','sealed:9234c73004ee1461cfa6fdd66f8d51ea:person','2026-11-24T16:10:00.000000+00:00','99d330a82d849a4987f5b41861a8b6fe',5,5,NULL);
INSERT INTO "shown_card" VALUES('e5235e780281bbb7c6af3580f8a80c35',5,'9234c73004ee1461cfa6fdd66f8d51ea','time_out.mine','sealed:9234c73004ee1461cfa6fdd66f8d51ea:person','2026-11-24T16:25:00.000000+00:00','987415dac3a13d4560de29bee95a619e',1,1,NULL);
INSERT INTO "shown_card" VALUES('700891845b6ffaf0f64710ab1e200efc',5,'c4876c4f5838acdcd91c20155116ff6d','request.claim_card','channel:claims:practice','2026-11-24T16:25:00.000000+00:00','344805bca174101a25c1e16cf6597012',1,1,NULL);
INSERT INTO "shown_card" VALUES('54d072b04ce0a0217a5d415decdbbd47',0,'c4876c4f5838acdcd91c20155116ff6d','request.held','sealed:c4876c4f5838acdcd91c20155116ff6d:supporter.0','2026-11-24T16:25:00.000000+00:00',NULL,0,0,'54d072b04ce0a0217a5d415decdbbd47');
INSERT INTO "shown_card" VALUES('8c4e850df1113050533aaffa9ec228b4',0,'c4876c4f5838acdcd91c20155116ff6d','request.status','sealed:c4876c4f5838acdcd91c20155116ff6d:person','2026-11-24T16:25:00.000000+00:00',NULL,0,0,'8c4e850df1113050533aaffa9ec228b4');
CREATE TABLE staff_list (
	reference TEXT NOT NULL, 
	revision BIGINT NOT NULL, 
	as_of TEXT, 
	tried_at TEXT, 
	fault TEXT NOT NULL, 
	people BIGINT NOT NULL, 
	unknown BIGINT NOT NULL, 
	passed_over BIGINT NOT NULL, 
	wanted BOOLEAN NOT NULL, 
	CONSTRAINT pk_staff_list PRIMARY KEY (reference)
);
CREATE TABLE "support_request" (
	reference TEXT NOT NULL, 
	revision BIGINT NOT NULL, 
	area TEXT NOT NULL, 
	door TEXT NOT NULL, 
	asked_at TEXT NOT NULL, 
	code TEXT NOT NULL, 
	care TEXT NOT NULL, 
	state TEXT NOT NULL, 
	whose TEXT, 
	held_by TEXT, 
	claimed_at TEXT, 
	next_step_at TEXT, 
	rung BIGINT NOT NULL, 
	round BIGINT NOT NULL, 
	tried BIGINT NOT NULL, 
	on_call_wanted BOOLEAN NOT NULL, 
	option TEXT DEFAULT 'peer' NOT NULL, 
	reach TEXT DEFAULT 'any' NOT NULL, 
	there_too BOOLEAN DEFAULT 0 NOT NULL, 
	kept_until TEXT, unanswered BIGINT DEFAULT '0' NOT NULL, suits_at TEXT, 
	CONSTRAINT pk_support_request PRIMARY KEY (reference)
);
INSERT INTO "support_request" VALUES('c4876c4f5838acdcd91c20155116ff6d',3,'main','any','2026-11-24T16:25:00.000000+00:00','6TN6','625b768506b2a4fb054fbc4e3c6e9958','claimed','537f7d45d27fbd315c181ab4f98e8daa','d5874ae1b697576187cf39c5ddde61ed','2026-11-24T16:25:00.000000+00:00','2026-11-24T20:25:00.000000+00:00',0,0,0,0,'peer','any',0,NULL,0,NULL);
CREATE TABLE talk_slip (
	reference TEXT NOT NULL, 
	revision BIGINT NOT NULL, 
	area TEXT NOT NULL, 
	erase_at TEXT NOT NULL, 
	CONSTRAINT pk_talk_slip PRIMARY KEY (reference)
);
CREATE TABLE time_out (
	reference TEXT NOT NULL, 
	revision BIGINT NOT NULL, 
	unit TEXT NOT NULL, 
	minutes BIGINT NOT NULL, 
	asked_at TEXT NOT NULL, 
	state TEXT NOT NULL, 
	care TEXT, 
	whose TEXT, 
	covered_by TEXT, 
	leave_lead_out BOOLEAN NOT NULL, 
	alone BOOLEAN NOT NULL, 
	singles BIGINT NOT NULL, 
	lead_asked BOOLEAN NOT NULL, 
	next_asked BOOLEAN NOT NULL, 
	person_ready BOOLEAN NOT NULL, 
	coverer_ready BOOLEAN NOT NULL, 
	rung BIGINT NOT NULL, 
	turn BIGINT NOT NULL, 
	round BIGINT NOT NULL, 
	extensions BIGINT NOT NULL, 
	next_word_at TEXT, 
	arrives_at TEXT, 
	ends_at TEXT, 
	outcome TEXT, 
	CONSTRAINT pk_time_out PRIMARY KEY (reference)
);
INSERT INTO "time_out" VALUES('9234c73004ee1461cfa6fdd66f8d51ea',8,'icu',15,'2026-11-24T16:10:00.000000+00:00','over',NULL,NULL,NULL,0,0,0,0,0,1,1,1,5,1,0,NULL,NULL,'2026-11-24T16:25:00.000000+00:00','done');
CREATE TABLE turn_change (
	reference TEXT NOT NULL, 
	revision BIGINT NOT NULL, 
	option TEXT NOT NULL, 
	area TEXT NOT NULL, 
	"of" TEXT NOT NULL, 
	starts TEXT NOT NULL, 
	ends TEXT NOT NULL, 
	"by" TEXT, 
	offered BOOLEAN NOT NULL, 
	CONSTRAINT pk_turn_change PRIMARY KEY (reference), 
	CONSTRAINT uq_turn_change_of_option_area_starts UNIQUE ("of", option, area, starts)
);
CREATE TABLE unread (
	reference TEXT NOT NULL, 
	revision BIGINT NOT NULL, 
	source TEXT NOT NULL, 
	field TEXT NOT NULL, 
	reason TEXT NOT NULL, 
	first_at TEXT NOT NULL, 
	last_at TEXT NOT NULL, 
	times BIGINT NOT NULL, 
	CONSTRAINT pk_unread PRIMARY KEY (reference)
);
CREATE TABLE vault (
	owner TEXT NOT NULL, 
	part TEXT NOT NULL, 
	sealed BLOB NOT NULL, 
	CONSTRAINT pk_vault PRIMARY KEY (owner, part)
);
INSERT INTO "vault" VALUES('4a802c2d209a81cc0a3c0cd477e6aba2','name',X'01A26B1FC1F0E359C892F0E956A4B899C6BE3CDBA752F73D953606B3F084775ABA58B1E5E8DD8EC7BBB57DA88761AC1BC211941AEA68D7B6D551FAE26A0D9FFCEEFEEB1ABEC426F61026DC252D14E8E696AC08A1BB901084606AA433AA');
INSERT INTO "vault" VALUES('4a802c2d209a81cc0a3c0cd477e6aba2','email',X'01742825937AE323ADE811031CAC6D1DD636CB44D3CDFE0E5ABD7EDF89B495A4B92F127B11A413A53A26E03AFBD4FEE3D77C083123F72D2B52DE01F4F474471AA64B31C0B3BD5C8587B6617BEB9FD8469AB88DD5F8513BD6589A44184E');
INSERT INTO "vault" VALUES('4a802c2d209a81cc0a3c0cd477e6aba2','phone',X'010E1149A78FB50A41A970009E477800F07B56779D0D2F042309065B3A99BCCBE497F678D51F1FE50C05CFCDDAE3C289A2D53B4C5217C3EF198C9774EE59C4D0BD84CC000EE27FF2D2E721035547891FEA029BDAB8E12398EC3FCFFAF3');
INSERT INTO "vault" VALUES('4a802c2d209a81cc0a3c0cd477e6aba2','account.2ab9768c39675d443bb74dc53a613589',X'0171014367DFE0BA7242127079B08C7D551EEBCFDC51012D66589311075328A608A0AE3BD86DB5BBD0D09AAAE26FD113650793D2B49BD15776570AF3BAFE883216B661152E6AC5E8E85C2A510397F262C9C7FF4480AE3B80BE44E927C8');
INSERT INTO "vault" VALUES('2a23cfb992c1303dcd222893f031c198','name',X'01F00494B34010D91B35560ADE3DB2ECDBDF010FC6D731238AC0D4F5D0AA73C58E2236053621F32FDE8D68A2FA6BF2AE3726F1FF7B9D5FC2F41139C349E04076289A1E2A102B0EC690B361E830C0600D18800FF2EE24060088AD01289A');
INSERT INTO "vault" VALUES('2a23cfb992c1303dcd222893f031c198','email',X'0150A69A3DD07EFE3B03CFC4532CE5B0DC9BE7142246913EB2C86E8DC8400212AD66BDB680DA7F68E13B5E945B55B6CE1F377238699D21DD2CBB13D8FECD8F3FEBA22C77ED467B8579BBFBB50E90C8E63FE6FE9A2B3B50AE8DAF81906C');
INSERT INTO "vault" VALUES('2a23cfb992c1303dcd222893f031c198','phone',X'01F32C118ECAB42CB65AEEAE00E97BAEEA2DD4F78CDA35E6DFB378D948CA44CBEB41A934DB4C72F0C8ABD3585A063CA7E309E0E4B2E424D1FF907721078BCCE8F22427BE125E9AC248258334DD1BBD0398CDDC6E3255EA4636B1DF5299');
INSERT INTO "vault" VALUES('2a23cfb992c1303dcd222893f031c198','account.97c377f0e819b1affa0553e9081f433b',X'016BC2D31549C0EF9145E3EB5EBE5E9281C3381039F63CAA384AF4D3DABCA47AF7B9A4A1563AAA327B504E8E3E7C78D9ABFA2B2896F089599CB0FC7C8BEC8A56A32EBE891A130D0AE82AD412308F0F26D230EAABE5C2E706BB4D45AAD5');
INSERT INTO "vault" VALUES('1b15b4ee863ec4ea70118ff0d5dcfdf0','name',X'01E43F5F8F94855F044A7B3C4EE242AF39E1ED178248F46777A68501DCBA780170DF19A0AB1544E44A8673FC1E4B887B18D25C158DAA395AEE3FC51F03B63FA12BC228CFD0798E53A67A3C38649B3D01F9BA179538DD26A7E1A76F2B14');
INSERT INTO "vault" VALUES('1b15b4ee863ec4ea70118ff0d5dcfdf0','email',X'01E1C6EA9A27F7A4D4ED320A52C6F7DE09D881704E772E7251E443BF51F886881ABC6AF9BD22BDD32E3115A916E723037AD98312DE4E9DD99DE98CB23D9DE50EC2D32E7EA9D989B0E727DB9F04ABF4BED846471BBCF633A37309A84187');
INSERT INTO "vault" VALUES('1b15b4ee863ec4ea70118ff0d5dcfdf0','account.a5e275c45e78255493e85fa16b908a0a',X'01669FA5DFEC62412AA88ADBC00CAD357DBDA3E1138277A6D6C55A0517CD89CDE36DCA6653A37458E27A11A11C1DFEA1CF09D479BE1E2BF8F4BBA9E997346C22336C8066FE69A18F82F03E4683E1FDC54076D5C04FC70561B9C9495E97');
INSERT INTO "vault" VALUES('4f0d816921af63114fde63faf73af236','name',X'01947E37CBA5156F71D41591078A499B99D351261BD5FEABF21E07B40527ED7A8AA06C898BA49D1AE673D9147A448F82DE4D932B83E6BBA5FA7E2F0CC63DDFB5434F08BF1F0A86CC07129C1314F258646F8E495E20BABA06367EC74A83');
INSERT INTO "vault" VALUES('4f0d816921af63114fde63faf73af236','email',X'01F2D6414397F7F39C590E76F7E0F0977775678F7D1C8726DB5F8FA0F5279D5960E2B85A49139FD63481A85E420535ACF0E6A02D0B3C0108E64C68DCCF86A7A2E1A8A0FA4DB3CDAD0391A949FE9B20A72E67F1881DDE98A5F459B3801A');
INSERT INTO "vault" VALUES('4f0d816921af63114fde63faf73af236','phone',X'01A3DC55F40BD5E2365A92C64A93C2655F454BBD0345D5A9EB85A3BE96D04307B1F5504F252DB56AFCE3F6812FAF24BAE9C9D65BC0EE5A95DE27A39BFD2FD81731F750678615C848D471D4DDD9ED0995E21C48ECCBC04EB10364BD91A2');
INSERT INTO "vault" VALUES('4f0d816921af63114fde63faf73af236','account.d9487c5211ea3241d5d0e23770cedbde',X'01A68F4B89BC88B91C41BD76E46C35DB0D50814FDBFF0B98164671C812C1C9AF9AFF0D08C5609AFA17431932CC0EA4D0709350194EEE50A1C7BD2460564C52BB26CD585C9CD5FEED1574B67D6549FFDC971C26308263395EAA68506EA4');
INSERT INTO "vault" VALUES('ba6ef6d2cd9b9f1477a3e95609d2bd0c','name',X'0124C556BB6C7BCE01A61E7311711DFE1E9C5AD40937561BC07E1373BF7B041E0A3C46D2FF25AA38AFE5DDE98D5320D941D14BB5EA9B668D567473A1D72765A7ED723896B94FC3538774FF1449CCDB3D931E9C173500595E03EB58F15E');
INSERT INTO "vault" VALUES('ba6ef6d2cd9b9f1477a3e95609d2bd0c','email',X'01DE4D2968B953EABD6D032BF94F2D6F7E70C3F3570CA62F7A756ABE005983F531C417983F10A318C93FD8EAAB54804A72BD3A3FC1F1969F5B44D5CC3752D2854D2C433276D317A5D41F7D7DE9E41814F80DD9571F8625A46D9CE5AC97');
INSERT INTO "vault" VALUES('ba6ef6d2cd9b9f1477a3e95609d2bd0c','account.9bb9154c2f1a5868a53502f1c24fcca7',X'019EEB94541E55F154E8D9097900BF666A27F16729CC2BB15EC21D70E91EE63163828C4CF217BC1F97AE3BD422607C852CF2393FC23A15FF8D0D1BF4223C1106CBC496CB363782C6152ABEB08A7B48D28C91C24D867D5308F8132358D2');
INSERT INTO "vault" VALUES('3bc2a59497f10da635ed929e1007c21d','name',X'01BA269BB07969D734AE75A8D98A76490907E0DBE1EA989315C37479FA5E88B5C885FC414233675E25B4B7B9013E0A4F5AD6C1E3379CC07EED256BBE6A104DFEE2E989508CE2C73A4C32BDB8844A90BC30C8DE873D3F2111320B750002');
INSERT INTO "vault" VALUES('3bc2a59497f10da635ed929e1007c21d','email',X'01A4466F338C1BA7E6FC285CAC04BECDCE228B6768E8D58ED6ACDC3F80273FB124F87E7DCEA8D12E3BB0117536D87F1F0BEBB512E90E5C52CAC182CC4EE8D37C656A87A2EAB14A525D4442DC061268AC3096FF02E171F2FB84C78EEA45');
INSERT INTO "vault" VALUES('3bc2a59497f10da635ed929e1007c21d','account.9f8bfe9b5d7987841a93ac57d857250d',X'018779A7E346DD820B0F730BB6778CA7D0211A1F9B38EEF4CB15747B18AC8B1F0341AE249BE3B4CCBC06C6FD266BDD6CC36D0DB79C0E7D067D345CCAEE4765009FEDC896C551455A80E3CA5861FE47EF3C32A856B47906026E66A7E468');
INSERT INTO "vault" VALUES('4ae5fec963fa2d2ce8ef5dfcf190cab7','name',X'01A48779F01FA90F973F70D975FBD65E89CA948716F27B57DF516E5A39C256047A95AEAA2B00B8ED6F44BEA454860071FC706696CDA765B7AF0FB80FCC57F8C96749FC69E506A39504D946348FBF2013E22CDE9F333BEDFBA79F633FA2');
INSERT INTO "vault" VALUES('4ae5fec963fa2d2ce8ef5dfcf190cab7','email',X'010D5BEC122AD30C255087DECAAD8F85852A4A0F5E74C56AD53AE5DAA649750EF6800D8E2DB9366CC26EE2FA759A6FC0142F8BB22D8EB8C6E2154091C21920DFE23821D4832CEED7FBBB832505103EAF43A0EA247ED901BF7DC625890C');
INSERT INTO "vault" VALUES('4ae5fec963fa2d2ce8ef5dfcf190cab7','account.b9a53b978291f8e6552b0ca2f52a7a29',X'017A709FD9FDEE2443F5BE85F28394D2C5262FC68D929D2AB53811A417737D510CC2391B9907FC6C7D19AD6CA9444DF0FC62E544B09638972586CB73B20DE26B9790F0614DF6DCC91DE37E8B1404CD61C05A7F4868D82CAEC0E88B534A');
INSERT INTO "vault" VALUES('4e51159d032b6df6e38974178caca065','name',X'01862EE377B6DAF7B95886B4C7C2104D92CE9CCD2361EBE2E59E459F09D98B1CAC57138A0E5B4F8C734863D666B87CBC3A4B8172627D7C7A303236146704CDCA076A53A18AA2B153B9E47D1D438A4E3EF7B784087A127E2DD2F95A4DB5');
INSERT INTO "vault" VALUES('4e51159d032b6df6e38974178caca065','email',X'01C368E61820AE52DB3EDFE43A80295FCCDD9C1D6518AD9674CBDDABC093713500735AC0B8AD9BE4F1BB152127551DE91F8F62C6DAEAB4C2471BCCA62AB992ABCEAB78ACBF8656EA4ABC95284EFCAFBA26FF925154E2B28D1161776F69');
INSERT INTO "vault" VALUES('4e51159d032b6df6e38974178caca065','account.c627b01e15d5b5b8c3bef89891d4b671',X'01064FFB15D3AFB043DBBA323E8F5F91937E224F98775B8A1AD9B78924BAA138749168175A6B6C8D19CB7E151A9B6F7F6F4B2CFB9E4901F07735DC5AFD786E9C28BCDD4F3D852A050C1839A93967D6D5DD5591EA42BBFA83CAD4F35361');
INSERT INTO "vault" VALUES('9de91d48fbcb01f9c1243f21199758eb','name',X'012B044682829D5541E5DF6FBDC5D591EC7C420474F4E886C2ECB2DCAB41F828B8CE5F505BBCBBD4B0D1A0E0647867D511888173CC2F69598854D4FE4AD06C9A5AFBE5958E7EA807EEA47DEB4C7C6D3EEB88B833F2588873C4D2B03D4F');
INSERT INTO "vault" VALUES('9de91d48fbcb01f9c1243f21199758eb','email',X'01EC0721C069F778326F5120075D39C6C37A12A033AA5AEBF08DFAC73F274E9D445BEEB75AD7513BC5F844106DE273A1A1E31A72A6E5B2719D493DB8BDC4D764F2E1A4D13680D751F6C78C9CEA3F5DFBF236567854652F03B369ACFC72');
INSERT INTO "vault" VALUES('9de91d48fbcb01f9c1243f21199758eb','account.e5d4f5f86b1569cb2e0680fa7362b1ee',X'012D3454461E4A8944DF87F92E36C29746CB909FDA5D2284AD06CBAA5898215223DC802FF4BE027FF7D90121DB7E45181A83E8D50B541C79070ED9210AAD53916EFAB28F0D332616DDC2EF044F801F09F9CABE2A17D6968C71A84E784B');
INSERT INTO "vault" VALUES('e6fb9a9595d2f45b433fb8f23526dd67','name',X'01A3D9113F6DDEE68596B24DB38B4D484CED14B8C69DF374B74CD483C78B1985F48D264DF39DFF4356115C6D8C312A849C8EC9F03A10BAE9966BC1C857A3811F2AD87D09D9CDC6AA6C52A82D49A60074525B22AB9B37025E975798E1A9');
INSERT INTO "vault" VALUES('e6fb9a9595d2f45b433fb8f23526dd67','email',X'013A0E2AA3EB82D064E20C3AE92AF567CBF2509B1A947D83180A5BDCA5E83B5A5A6EE14AB2FA1F9B0536B29666BBA27EA6E967E41E24C120B7D541B96637501BEDE6B76874D9134E7884E7F0D6C95480BBC32D8A9B16B3A707EFF248CB');
INSERT INTO "vault" VALUES('e6fb9a9595d2f45b433fb8f23526dd67','account.e7ceee836362a5ce28eab7292c8e6f63',X'016E0C6866EA1152EECE6651DACBC9CDEF65DB2B31B7C10FB15EE57DE301CEC6D202FD98D8692D41C6B5525895C2F2ECE7433B370370CF85E9007F600745232053594999479CD0142FC46A21695E6B90F3DB84327B2ECC70160039189E');
INSERT INTO "vault" VALUES('b93d129789abbb687d82c1ac74bbcf36','name',X'018B70A2B530C227D444971F222F582AA047AEE9819ED2F88BE65A10F7851E9679BA32743DE23063041E3849CAB0320AF9F69A96078F7CCCC788F021FDC2D7800B730AAB3BB0058647562BC0343B2A0A0E81213B5D8047D0678E861591');
INSERT INTO "vault" VALUES('b93d129789abbb687d82c1ac74bbcf36','email',X'01536AA609AE8CD90DCDDFCEB85190A8A96B19AD7E73E73278D7671A8A083D6285DBA8B4246187774DDD17F1C133A457F4664170D3E9C708CABF235BA3AAB964FC9FF1B41FF75C986A92AB601139AB986F79A730143DF5F805B2BDCA91');
INSERT INTO "vault" VALUES('b93d129789abbb687d82c1ac74bbcf36','account.ea43581eaff71323b957991a3b2fac30',X'0105A658EBBFF7E661A81F9397F5010832DB8834E1223BE395675E4F462E1EFD922EA24697F7759606C47C0F63B042CB5E44F283712A8B2C06DD2FF252BCCBD8048839C0B78E3531A48CDFF3DB0277634E91D478B87922D3ED8D83455D');
INSERT INTO "vault" VALUES('3244fe67a95a3ea216fc080a1a2acc74','name',X'0155973EABFF07256D6FE2F829EA44A4445B37EF7EEE8CD78BD5DEB0C634CCEE40AB084D0B7B553B2D6CB8D6DAEECF9FD13BAD08387C6EB3007E3C905C016AC12BE7F2286954C30445F6766CBAACCCBE73600A9ECCCC34836C7714AF62');
INSERT INTO "vault" VALUES('3244fe67a95a3ea216fc080a1a2acc74','email',X'01F7E793991FF6A2A8E41433FC67C6D1F4EDF16A349516595523DE190DC09C0A6728E45216D4D65937622B0979D348CAA53063389EA2CA7B2DF92C0DE133B3B5452E7BABC882C531A7451BF8B5F5BC207781BF80975A986AB1E662C071');
INSERT INTO "vault" VALUES('3244fe67a95a3ea216fc080a1a2acc74','account.52e32836c2ff6d80fd0e68c115a17686',X'0120F6C4C11B14919A61A1040C36AEB44382AF9EE00B311D28F3786B0B7D7230D4AA68BD696B5B2ACDA1E027FAF4D102374BA7A3D6CF2B427638B75A7C67909FE06A6E945E3C4A925E302E0BDEDA3B32834E60D3F5FB1DE7EC62F89E36');
INSERT INTO "vault" VALUES('8da2c51593bd16836533bb1db9d2002b','name',X'019C0146A3020C54FC1DAF667FC9F086F34378C011D24626089679A3DB9E942B6E4B944D133036DE8B77C8EFB028E45ECBA1D791196A68B4B6F94E6022070E8F77141F86801982FBC1F2B26C47BE5A234EEFCA8501547D2F81B54ECAF4');
INSERT INTO "vault" VALUES('8da2c51593bd16836533bb1db9d2002b','email',X'014441D59A2DEE2CDDF4353F35419B44BD34000AA63C83B918AB1CD4A63E1B4FBC010A3AE7BD64992A7D49B323F0F5CC5BAC2E322F3E8697174090319DFD569DB0DCF2BCE2A4C7F0F4DCA4ABFE0205DBDD57D179DC869B78C15E5EE31A');
INSERT INTO "vault" VALUES('8da2c51593bd16836533bb1db9d2002b','phone',X'011D120FE9FC1088DEA33057143D84387598A3CFC23BC68468FDD0C5E446216A43AE4E38960001284A89EC22D52E0AFAEFC1F57517B18B45944991F275C40EC697414F565CA9AB23058D81CCCCADA419DB5445321CE21D8839AA959EF7');
INSERT INTO "vault" VALUES('8da2c51593bd16836533bb1db9d2002b','account.5533188163c67bb01855b7eb8012d90a',X'01D498F12F926A194E6B91D522411F8938A066F773C2DE592AF5B066D0CDE04D4E9029F6248A3A4FA1138999C2B4A5AEF6353CA78221774271CBC8DE2EEAB2BA98F6873EAA22F0415FCE9DA147108C144BF81AEC3E5CBED1737B9ED38D');
INSERT INTO "vault" VALUES('cf8aa16b71b3d3d962a9b5c94c5ee92a','name',X'01353F93EDFF43A9970B61D028B25CD771F40326F209A12DA0E461A5378318DEF0AB63F9BAD739223F4BB5ADAF8C9C374AE363070273B8C5A3A829531E962E50FBFD5D73D3219AAC7AB5B80771F905980130A3F2229F274A2D1E7B0D45');
INSERT INTO "vault" VALUES('cf8aa16b71b3d3d962a9b5c94c5ee92a','email',X'013DE62F67C664FD31DDCE776D3963225DB07BE781AF230A81D32534CAB4798E1DE6A664363527759018CDFDCD9C568137EFC2EF1AAD34A6C3AC6CC7AC2C4EBA06399CC37A39EBB632B14A1045C62E83AEAF9F31DCB8A6BF7ABAAE9C87');
INSERT INTO "vault" VALUES('cf8aa16b71b3d3d962a9b5c94c5ee92a','phone',X'0147450E7AE634BED37775119EF005B9C73CBC118534C119C9C72488C61F9C3652504952733E4A21516294652DC9FDA03388CFEF1A4950B451B3CD41A651C702F6E1DDDD07BCFF45142A8E6BDDC2AB1736A3E6C13408C299F15E595C2C');
INSERT INTO "vault" VALUES('cf8aa16b71b3d3d962a9b5c94c5ee92a','account.51778905263cdcd3a82c3e6fdf733606',X'0198717E5239E3F2FA330FA63EC56218CED23157CBB42E3AFAECC5EA7C9256E29B781180CF1CA06FC1CB40D7E199E68661EED80EA19B18A26D1E170F48BCDAA436DDB9DFF44F92E7F36DB11AA1F26B486DC347EF046E5DE3636DEE3715');
INSERT INTO "vault" VALUES('0e8ac3e062ce192d7a6b6b02a440d15a','name',X'010666CF8A35B5B2BF580FB732012C07DC300CB6B9DE6CB8429BA1BF0792F210F40C11A8DFF4825BC1208ED1C01C7ABA32BAAFDC4C539BEA402C58DE3848F6A5118E88070821048156D84199A0139C32256326E9B760330636D9F89EAA');
INSERT INTO "vault" VALUES('0e8ac3e062ce192d7a6b6b02a440d15a','email',X'013D0354EE8463034C6EF55D6B415F7D73993DBC11043364FBE365432D45D1922F5C120E1C0698E47E43A4630D5B6B97FE060A8F797041256BE0A818853C6DD5D23EA9A7325B13DCBAFBFEB0EDB6096B8CA9FE518B634851AFEC90CE8A');
INSERT INTO "vault" VALUES('0e8ac3e062ce192d7a6b6b02a440d15a','phone',X'014C8305B073A6F2F2E619D88626211745C1E09ABDED13C422A31C21178B61093783309D64838AF66141C003355844BAC872367D98A585DDA1EE8E52B154C281C39806BE1232111009CF3612E3E271DAA48DB78805A829B58440ACB572');
INSERT INTO "vault" VALUES('0e8ac3e062ce192d7a6b6b02a440d15a','account.97cadce5cc5394d95954fa5470f3b4fe',X'01C8B4282588924A0EE0B88CD63AEFE0407A0F1692CB8FF5147F854DFCA9820DA49DCDA152D1C1D181C033B9857251AD2A78E4F6879649AE09B38B5FB3CBEC6664D50693760DD183A762B626BD51C6086FD3167AFF29BD6F5EE611AA60');
INSERT INTO "vault" VALUES('7dae7ae38c1f30028025b4074118e2b9','name',X'015B3120B97F3936793B2A5CE9206450D41D29FEDEB5433BA3319392E4BE9481DD5C3E412456843E7C90DB83330D200F4566BC7E70899ABE89EEF0CD5CA6DBAA56B13509B7F3BCE7C7E64ACB151E4E52631D15C2F02DDC621722503518');
INSERT INTO "vault" VALUES('7dae7ae38c1f30028025b4074118e2b9','email',X'01F69AEE190194DC6C019FDF496C6C64F3F77623B18C1FDA8E925456A7A178081472558C78B600A5728DF82C47786D726FF73AD20F01041B07F7C22E95B8376CD79212ED2D598B7B21291629268180E3D47B838FDAA6B2634C1046B1A9');
INSERT INTO "vault" VALUES('7dae7ae38c1f30028025b4074118e2b9','account.8b5b5a257c66c34f0ebf246105f078d0',X'014FA461D61B9B812210CBC4B1911EA93C040F3B9D25BF4AB6CA19F8825462B7103E070B9FE1BF3D4628AB2B3DF2F28B8ADBC346C0E880D8EE088601A3D5CB5C67FDFCDAE205F3E4A2C40AE6DA08A0BA9E146F2C7A3EE78D7AEB838AFE');
INSERT INTO "vault" VALUES('47877b8b97ccdb9448445681dd3eb5e5','name',X'01195F74C7B666DDD6FE3F17BBD720687F290E8E9DDFBBED363000E91D71902EE3EC77CF9C64E03A77F7A0F551E239FD0D1BF0E5AE68FBE446CA2E292D30A89CFF85E516190A3AB751776525E0DC95ED8217DDF458ED0BFA209857C937');
INSERT INTO "vault" VALUES('47877b8b97ccdb9448445681dd3eb5e5','email',X'0182CD4CCA01C3B0C93DD5D78ADC5F4D6894181ABBD3C53267FB473E7E993CEFFBE6056CADF91B2F9CE2837E6F584CC558DD0904C38FEC28915E68B9DE3F1ACF9F86C55FB4662FE2B418D8C39240E959D3A5C3B2B59309CFB768E566BC');
INSERT INTO "vault" VALUES('47877b8b97ccdb9448445681dd3eb5e5','account.f805dab8ee694bf7409de2d54d38f117',X'01A53A7CB6026630E67587EFFB81050F59A185CC9FDC88CB6B20C9C92A0CD919C532614E2ACEC4E5E09DBD3F3B34EC3880B32A51061CE4936DDEE86A99D051DB828ECFE6CC5BCE605EC2A1527C3F5F4BD4722BE981762FD27997FA042D');
INSERT INTO "vault" VALUES('f8efa4c4d216b8c9fa60fbd8f7fdd726','name',X'01F6C5597DBBA68F20155E8D7CD241446AF4C2AB9137350ECF5F76AA0D0696E0CD150BE342586F2D8F19C336307125322ADCC91A42F4C0E9431047943B1C0F3D19DB98F8A56E0B432BA4578B47873978CCF3DFF569EC6A1C51498EEC4C');
INSERT INTO "vault" VALUES('f8efa4c4d216b8c9fa60fbd8f7fdd726','email',X'0180982141075BA1395446E31D03853E50F0F4369ACCE0C7DA0C1155B91B3B3BD3B293DB8C3BB6E3ABF1ACA081A7509C85C60F59E7ED773DC4D6E5AE3A0DE3B044B963F94B2790E9C21B6CADF36BF6C868722BCD349F4AD09FD7B837DC');
INSERT INTO "vault" VALUES('f8efa4c4d216b8c9fa60fbd8f7fdd726','account.771049c24a343ad858d371d271e7a146',X'015CF9C2BFAA5CAC22A29F70B6A03A660403FCA0FE6A05B6BB8FC33E86ED07255CBF504D9A271DD8F89B8E621303BCFA09C944CAB6B0F5AF744A7C755BC9EE086EF1B5E20EB59BE1847FFE526B43D3C6EE8811F3C3475D55DD25C6929D');
INSERT INTO "vault" VALUES('0e0c715c8726deb7b9f3ca3460453ea2','name',X'013A12FDC755EADC253BA5E861AA93DFF0271304E3368DB6C647CF17E28EEBE39E1D9FBB470042D75D204339D879F3EE5A43AC92BA16C3930A1C50CD9D8667DDEA794298A52887B07395B32D6E3A3A305BC4AD3E04E5433078FBB976D0');
INSERT INTO "vault" VALUES('0e0c715c8726deb7b9f3ca3460453ea2','email',X'0155BCBC07BB5AB75130FE09A0DF27BE4498F7DD6DC5C6EAB1FDB5A52AB7AAA1B4436EF3419E4035CEFBB9CC760DBF07E0DE8B88C952B9DE7503C2A995296FF86F3C67F0BBDA1A14D0FEF4DB891F4A6EAAF22AD20001BD3CDBD233695C');
INSERT INTO "vault" VALUES('0e0c715c8726deb7b9f3ca3460453ea2','account.ceaf30010dfd184997679bd2d3131618',X'011CA5B581888D908B092DD012D793FCF8582B561659D1B2FB993E0E651B443068E548A2687A2DC448EDE908FBE21A298C306092C1378100F00942775093718D86F5E9DF923F93F1C24EE0EF8A3EFFA69F7D17C47E3C7486DC33CB9C53');
INSERT INTO "vault" VALUES('75bfebc8545e1c951a435e4398427cbe','name',X'01CC29FB6C56D2A58C6D6362895BD8B4BA836A8CD53B0B7E4FFE1512402579E19A46866EA0671BEC545A1D935F15EC15B979ED216A337FBA044E4E216B83AB99E9E2DC22913E397C417EDDBFB78823094F8D256BA099E904EE4CD92949');
INSERT INTO "vault" VALUES('75bfebc8545e1c951a435e4398427cbe','email',X'01B171EE4B7D1E498CD40AE229A4B499C886DDFF88D16BD5FCB07B26B4915DB70341E9C6D6BE7E882A838BC20E3C771ABC0A9A85AD68BBAC7A7E4A80ECDCE3389A3DBAC1A8DAD7A121D7D73712387B289A10170EA9410DE8CD91FC7B71');
INSERT INTO "vault" VALUES('75bfebc8545e1c951a435e4398427cbe','phone',X'013D41F32140B101D892A886B419EDDFBADE1C80C79C5EC42E61D83BE9634C2921D18027BD198BC4C1EBB53392DDBE280A0D039C5E65E75715354E9A6A3959C6A28AD9C17E4EE43E22E1F38FE79E43DB8132D6742D9D4BA2359EE0EF0F');
INSERT INTO "vault" VALUES('75bfebc8545e1c951a435e4398427cbe','account.a0e466f1c7e46e5328ce4e7755a60042',X'014220BEE3384DBE3441E30A22176C6C952F73B588A7DE154C7796F4F6106D041083053AE67BBF62DA375F0091889527B020208D2368FC5DD5C1FE767D65B4C865C761BA7995A95F3994FE710CBFD54001CC8A1E017CB8242496207EC3');
INSERT INTO "vault" VALUES('91f1dcd93ca10f216f80149d6a6a396f','name',X'012AD38C92E6118650070A6EDDBA693ECF07D37BBA61BAD5581213C267A82529D286D5FCBED318544D3B4ADBBEEA52AB915930671A8B2A74109EE59B4412607C84C9AAAC1C7DB19D8D3B7C3F92898CC961377FA62050428CB05141BCA4');
INSERT INTO "vault" VALUES('91f1dcd93ca10f216f80149d6a6a396f','email',X'01FC0021DA56357727D0289878F6CAD9A42B8EAEFF5729EA215DAFE2019B9BDC1ACC084DB80481B9A5E4D80C3AAEFE463719256A3200AB6C5089F7EDDBA05561F71B6A2765E3999B56FBB167144C278E1E238966858C226A3F8CA30C8E');
INSERT INTO "vault" VALUES('91f1dcd93ca10f216f80149d6a6a396f','account.f42fafec061e66e9ee0c354260c7b640',X'018340EC0193BC9FBB878BABCAFBB42F61875574472E2F03170408A77F3FEE8C525D366F1E3382CD21CCF53DDAA66BF9BF29958274EEB8DA119DFC0B0913B496BAA7443D209D965615AA96F2B5DCE5BC8DB90F4BFD9DB2D8C992F5015E');
INSERT INTO "vault" VALUES('f264b99dfbd3a30de8e7e13374277ad2','name',X'019C47205435E0D0B18EB8BED031B05A3F90E1E3B520BD8D2EDF3BDCE947D6EAF8276EF663355FD39D280DDF1E611D354C8B620F1A365E3ED4C4FE75448241071349BE351A182C23A2B1A5E5B0F019FF9BF5DEFE1ECF70733EC4C3516B');
INSERT INTO "vault" VALUES('f264b99dfbd3a30de8e7e13374277ad2','email',X'01291E715C6D352E7A240581FBD59D601BBAB8BF842A19C106D627100384ABAFB63D1B1682E59EB4C666655367D41355663A40648C01A3D91114FD43E71D119762C6EFC476A67E040FC2857D393811227EB453063B851E334B8A025D10');
INSERT INTO "vault" VALUES('f264b99dfbd3a30de8e7e13374277ad2','phone',X'016B7F07FB1DC4DB6F04C456BADD5951696A5F5F879630B8D5ED5E07351CA2ABEE3714273B9C809D1BC448496EBFE718A91CE54100D58B98B6C165C47301AFE72997F82B6E3A909DCB24BC3A2B4C12861551B5DFCAD356D78AE5DC1F7F');
INSERT INTO "vault" VALUES('f264b99dfbd3a30de8e7e13374277ad2','account.da157c8023b5e88b1c01410ee2f996a3',X'018A41C6E76F458E9AE42AD2E0665C9839DE60C8DEECAC61B038A18E7DDA2E53A957C98D8EE3621A2FD599852958D7AD2E62B250772B316A9C25A1D8900D693831907136154DD0B436CF9C9D462CA278AC1A400B5348DA532E2682F24E');
INSERT INTO "vault" VALUES('96519271db0adad3fd11a7e463a9e79c','name',X'01368C2FBD7F6E967FE43795BA7D878316605AB9ECEBD1AA7C8BD507B4E84525B65E4544D816312F86C28BFE8851C04879211B6C8761ED8220AA1139A86BE338D64C0B5EF727837301D0CB8DD1727318BCB25824B892A66561AADFA7E6');
INSERT INTO "vault" VALUES('96519271db0adad3fd11a7e463a9e79c','email',X'011B5BC3CB7DF9E3797E056581DF40AC46E55BEA3EFAC2EF943992A574538C2A11EBB2736EF4D837A2009C0B2DB3FC926FF8DCA4C28F3E8DE91DAC382D4761267CB683DCC67CBC876FFCFCBBC13E258C810C711B5AB087A1E2AADF2452');
INSERT INTO "vault" VALUES('96519271db0adad3fd11a7e463a9e79c','phone',X'010A9EC15178BFAFFF1EA793EC48F8DC31E58AD17FA33CC197F237997A410AA534C353A5CA37DDB43F6CC855E7932B7C560467EEF49EA87FA175AE7D370E9783C61689B20A582D7A0C2C0F9A15B260DA044FB35146399FC68E97C5091C');
INSERT INTO "vault" VALUES('96519271db0adad3fd11a7e463a9e79c','account.57574630cbbe0e198dc770f636c69891',X'017075081850E0C48FE155A4D2B3502C03F50E6BF5003D1EBDC261185AA2809839A60F663969F4DF74D04E8EBB059E168C56346AAE1EF666DDB1ED754723C61B35CF5F6A5C21299B6A4F9FC7156CDA60B4155F330B379C2BC017EF10FD');
INSERT INTO "vault" VALUES('e7a9042ee16012c3bc4133786926c3e1','name',X'0156E57BDBFC08280C1D86CBF84710A62B61248E1B587ED4E85EEFFF99A5E87460C2A2F2B9A8C4676AFC6A486C729F923B3F7E375A5EB8C1F8F50C675619C03434F666C64E96B3009AA96698243FF51F04AB13F992FAE4BC7388420682');
INSERT INTO "vault" VALUES('e7a9042ee16012c3bc4133786926c3e1','email',X'01DB96D2E038C473028045DA7CA7CA60B41DE501FC20BA16A931B6D539782A1EED73FA74BA71456D39AEBC62D65FA7C051E62110C3CF0A2EA21BC31D6FECF049F7BBD9A7D0A6019611A42B782F3742583CFC7FB7B78AD6B600C89713EB');
INSERT INTO "vault" VALUES('e7a9042ee16012c3bc4133786926c3e1','account.535f348717a6d3062eaac5f2172e394f',X'01A1DC47245439C1D2436FCAEECFA8F715426A82ADE0014C74A79CC13503A0B353532A17CA0039A1D8DFF8DAEB52F22C3EBDF61819C165C58D13DDB4C5EB97F4D2F34CF10DB2A92BD41CF776767867BD686110F527D200A8432217EF5E');
INSERT INTO "vault" VALUES('feef373ae600ffa547936e981f209e0b','name',X'017D9EC06B33535F8FBB5F3D0AB5E9E6856331F50AC47E2E262CC09A1375EC6FAD451D4E382116BDA684C5133D962000707112E10DDA655523832AA08AD5817447E205B3F6AD6207627DCFD35FB593F016A37159969F973AFFF9D63409');
INSERT INTO "vault" VALUES('feef373ae600ffa547936e981f209e0b','email',X'013FF8685FD48470DF2884F3B261E7A34A16BCE69FF27326F3B42E412EF8EF69731421E5BBF97220BE9804ED3D1335A2435FC4A7BE9594DEE77EABF6B3D0FDDF36CB132A664F2730A0AC77A591F29CDF089BEC5CA0D805835E006ECA29');
INSERT INTO "vault" VALUES('feef373ae600ffa547936e981f209e0b','phone',X'012A43111A9EDF2DCFFBAD2959DA728264F002454EE4841EA974C1DB545614ACF305743AAE5C9BBEAC6CB15492CDBAF824E61F5F25283C7A2AAB67C2DC3F2F625A7ECEE78B133BBA19B8FAAF3FD54C7E7AF70EE0B563B4606C56CF444F');
INSERT INTO "vault" VALUES('feef373ae600ffa547936e981f209e0b','account.902c5e5649e609effbcb0fadc7135b61',X'01029CC852FE2F33ECDBA8920DC3F227323CD492E51B06880317ABC87E322B619A001A595F3BFE14789D1A731BC850F293CB98CC4BFDA939B005C8B96B5BB6B4DD69EC97B5B8B56FC03DE5B44F9946F6A19A627EAD61998C8F5B3A9254');
INSERT INTO "vault" VALUES('f59e9d795d3f71743e96d27c34c981ea','name',X'01A48554AA13340B735D67729A82A3B8DEFE3806647057BC7C6DDB3589881223DD2727E3B3B0C4888AC2E200251BA465CE5BD9053F3C89D06C1BF70E8026C00C2E1F32F8BC63E635ECD72148FECD0D5B0402D395645BCBA64F4E76789C');
INSERT INTO "vault" VALUES('f59e9d795d3f71743e96d27c34c981ea','email',X'01CC153AC9A03ABDEADF5F7DD233272EDFEFE30452F1FB81A3B51D5E8E69CE105089631909FE6D6D1B19842D9A6EE71A82CFF2DD70426B28AC6774758B868B22700D778CAAE6A60B9C3C3F136722FD344DF8F5E0327FEB75E5F30A090E');
INSERT INTO "vault" VALUES('f59e9d795d3f71743e96d27c34c981ea','phone',X'018513E4BB3379C71CCB228E80FB959D014F97E4CF9E918D492F6A207B9C3EBDDABFD6837E5FB17F6E0E8F5C006EF0DB14EEEB836937B6EB38B59199D7F339534ACAB6CE6395E42EA1020A74AF5448724961CA068A68A374F41D88CA24');
INSERT INTO "vault" VALUES('f59e9d795d3f71743e96d27c34c981ea','account.925462bf3549e9e2fbb7669a9d6e3bfd',X'017A7A0D2250E9FF552617E99CB274F6FA367659B8217FCE2AA6C54148C84D7A9E6B469E73E2470E0BA3001944D00CAFAD887550B611DE7439CB3E51C845FB77CB396336F44DFB5CB0A35E401D468E85BDA4DA52AB8D5EAC2B0E2673B6');
INSERT INTO "vault" VALUES('cb7eb9514ccd41a67a42313aa0987be2','name',X'013D5006C4A3AABC9AF44FE5DD9553ACFF34060C4412577F0B504EBB534DD23EED6C571BD82EF3B4E24290B079FB5190B942180AF871844A6816ED1976357887C91F94B51166F37778F596854E493C840A18856B2E740098AA271F9B10');
INSERT INTO "vault" VALUES('cb7eb9514ccd41a67a42313aa0987be2','email',X'012F4CCDA327BD3C47C5483F5D5B2B1142F0120D34AB6068099C912BCEBBB734B6BC8A4B87E90D4C20325B42D6DA7F134A5AABC0F69F84D15B0E31E9799FAFE50F5B1ECC0011630A970E238FB75C599B060A17E8F1F2031572DDB24DA7');
INSERT INTO "vault" VALUES('cb7eb9514ccd41a67a42313aa0987be2','phone',X'016CA85B1608B611F97F0FB4030313DDA6A57797DF1928CA2FA86BF0B095976C15C7AF13979354DB7F18CCE8798AAC1A1C660644765051F5658264CF93BB994B216BDDF2F1B3FE09AFC55110274DD096BA1B0170D6BFE1E8734D9FD643');
INSERT INTO "vault" VALUES('cb7eb9514ccd41a67a42313aa0987be2','account.a834e43c5290bebb18bbb938e3e482fd',X'01B24FA198A64801149B563ABD01CC07E0B9C71F80B2BE7C4EB25C13E5B6ED76D3870EF1ACC67F10EE342547CF94DFAE3AC920FA1FDA0894B247F5752421D695807BF354F641AB61F29CC177ABA3A446268B1EE4BA776DF5273EE6FBE0');
INSERT INTO "vault" VALUES('2ef3efc880f5b082ece727f78e562f50','name',X'01189082C171FC3E4FF53DCE6730B6D0C343BF08286510D359F204A9FB07811111FCFCEC756DA99DE33D134E63067B1F082A1C3BCF3295FF25F60CFD715B1DC1DAA0A5CD663BA7EF58513EF68BE61AA19D6C759343553B72B59E69D21A');
INSERT INTO "vault" VALUES('2ef3efc880f5b082ece727f78e562f50','email',X'018336F5CEEA59E02E34C0ABF49BA52BB781AE39001CEBB3ADCF97D4BC870906D028C63BA4FBC4FE7FF6F198FE13555DD6999E8B08AD3113D11931599935A6F2AAF4ED18AEC0742135CC2C7E1CE26FC671761A0FE6ABB686080AADF99B');
INSERT INTO "vault" VALUES('2ef3efc880f5b082ece727f78e562f50','phone',X'01D653C22C613CDE4997C60E0A8D4A549F53738B0BDAC9E79D2E057E4B4FD2781BB6119F427C5FD9AFB3871266DE2A1D8454069EABB31CDCCDF2FFA43CD92B0246F7AACF69ACD0FA549AFB979A24E2FA40DE1E6BF286890DB2F86A2E67');
INSERT INTO "vault" VALUES('2ef3efc880f5b082ece727f78e562f50','account.ff85ccdadc00f6789da97cb2d9899fdb',X'01F8D5148FB74A3CC0F38607E714E4F5F1F3867EC63710BC8C718FF6190D78C32A8922E61590279E749328EAED8BE8C6F9338607910B5B6DA54EFD3F65C8497D266D6994F53D3B5B6E73131F13617E0908501AEC6A189448638F024A68');
INSERT INTO "vault" VALUES('aa4bd1985a04726cf8e2163118a82670','name',X'01FFD2C98B81D008A8D4EE7F626BB572EBD91B232D75E86A13C0F75A5D6CC82B8C6F15D5ECA772C8DA6076C1EDC0496F503C962EC6BFE8C8457D98F3B4BBD3891A9BBE959252C6DD19A37C8DD5827645B808D5C6E8BF3D563A7658B008');
INSERT INTO "vault" VALUES('aa4bd1985a04726cf8e2163118a82670','email',X'01CD98B201BBE21D96E4DF33C788866E64FF805CCCB0AC5A26D2DECEF394FCC247D962BD2BCE38F1D48EAA6BC50897B9F1565E4B44FF50FB60F84C8E7ECE5A0707FCECCCFD820E7F1BC041700C5E6C000D1D46FEC6ADF4A389989CA3CF');
INSERT INTO "vault" VALUES('aa4bd1985a04726cf8e2163118a82670','account.ac7b956bf0d6fcd252fce09506b31789',X'019DF76039F9578D301FE6F9A4E1418174974D4B2541B68C4D773D1675DFB861A43AEF8E726080B79E1555804D19C77A827E09C0CE11734F36A7819FF9E244564E50A49DFEF83E97EAFA7435C8C84B9ABBF8E3D595363F2FC4E7FF579A');
INSERT INTO "vault" VALUES('031a754c46e8054744f06eff24cb83f6','name',X'01C47E4B5C360A12849673C2A0AE8C0622D4DC9AB3404A7C4024FE2159DA93787ADB779B2BBA21F8E05B8895910011AA683D359A1C415C5A393786EBC78A0739F795BBB05EFAD46E83B310287EDDFAB70CD4DA3D4637F827295EA14AE3');
INSERT INTO "vault" VALUES('031a754c46e8054744f06eff24cb83f6','email',X'017843F11D922C22BFC8777FA969997DEF4E8E9B5A4EAC3876B7E96771A0749966D8D88F5A4A23C1959AF1DE57AAE48BE1D5AC6A14CC756CE9D950A39CB4BD8B166BE856080F7AB6EADE32ACA275050D31BD14E57E6D15EC533542FE8D');
INSERT INTO "vault" VALUES('031a754c46e8054744f06eff24cb83f6','account.b3c9e66b6feb30168c36c6ca06df34f3',X'0191CF76582F1B155A502E65083242861616089B49BBE7BB8D384A9BE1D42B0A5E7EE2215B46F3497EECDF0AF2B5E281CAA5D2A0972BAE4A1E3817F026E6A8F593C6426FB697A90539D95ADC3F04452D6DC79EC13BA22FDA938974B467');
INSERT INTO "vault" VALUES('d020dafa8cde39735c041a31a7568d7b','name',X'0187E72B3AF7598631B7C205FA2A1E09B849E35A6A5E89BD223F1FEF3D0443A2D4E09F11CD2F1D629B453B383DC390897074DDC976249988787E93C88E1C696316D814C6F812BBC26A28F4A8EFC1C7A09ABE46AB450D7B635C327540E1');
INSERT INTO "vault" VALUES('d020dafa8cde39735c041a31a7568d7b','email',X'0130F4605FD755982A0C79F5D8A3B08D87BD4D04FD8F33D7D2396B529C34CDC467DF7AA55CD397C71594FB0DA22648F61069225DFB9713D4D43915480122DCCB9716DAF5765D86C6168BAB9B061D9C90CE66B414F6573C7ADA789386F3');
INSERT INTO "vault" VALUES('d020dafa8cde39735c041a31a7568d7b','account.aa7ad5cbbf87731679d727098fcf00e1',X'01C08843391A5BC09550240DC745AB35712E6C4CA92A9CF2A09223EE47FE149D7BAC7303F4D0211DBB3A799C9EC30EC51EA12543BEA72775BFB3D66EC96B3FB32B1209216B0D607637147CD0B0F518E191DE084970CEDB7F2EEFF8630B');
INSERT INTO "vault" VALUES('8fa840cda0de19075e0982866d4873d8','reporter',X'01F9DD17407F31A4C00CEF52487C84EBEFA5C82D20292F227B4A59511DE515E5C3C70E126BE1DA4C5BFA661068F116A1626436D08DB8F425B57D44386AAA1F1E74C2DC10B031BE892957D7FAE3D09A81A0F3B407077F67893295B118CE');
INSERT INTO "vault" VALUES('3e3fc0ff97e91e3262785bbf90ea9b59','address',X'0191DE42834D7B144B50127CB3BDA05D2C8275136EC66281DA41F0A199F8BD1670C0BB05FD1BA33309E673345F14CD0ECD27D142E1F49CF4AFA5BEDC9D4EFBB486B6B832265C7B0D1DBA55E6B35FBC785FBF374DA7CEDC06AAC65155EE');
INSERT INTO "vault" VALUES('3e3fc0ff97e91e3262785bbf90ea9b59','message',X'0127CA545B21FF922C7A47A1B89626B9867170EB6772843D678BD932F6BCDFBADBFDB3795763286590BB312CCF360BDABBC31F2FDCB797B5761E377C96A5FD2010E7FB13AC117DC4CC8AA124570EDA684BAFB6BF963D050AA616BF47E8');
INSERT INTO "vault" VALUES('4f0d816921af63114fde63faf73af236','direct.practice',X'01D30753FEDEAB8ACD37F36A74A20E3BDC3BC0BB1CA99A2EC9EE2CDA928488A213B1A3A2C3D0C74E1E9BE76C9C974C692A481857C103EE256909CCBA60E892FDD1B7F83AC8450A4816756883E620BA0A8C43DD30495A67AD761C461162');
INSERT INTO "vault" VALUES('6e28dac71529a42e9a5a66a6aa4aee16','person',X'014E3FEF68155317649E2713BADB17B8E35218F331F86614D557079FE054EB24BA77A31EBDB6EC7A78D9C42FCBCEFCBEEA3F9D3D00C247B4AC1741205640A6ED21375E8B7718EB6031918661405FCC1108A9CBE81BCA6D1FA3C815EC7A');
INSERT INTO "vault" VALUES('2a577dcc3232e21bcc8c9350d1df317e','person',X'018347FD3DF096D645989F03D6C1C4A55517FF06EE3FFD78768B425D386A550E91C47EA967D93CC4A62880A382BFE3C2C67B57B5D4A3F332629A93ED2A3CC358750BD32D2B31F96E89FD21C10DE1CB662AA7DD1B349096047E24AF28B7');
INSERT INTO "vault" VALUES('7a3767807d83e4e405807adfa975d350','person',X'012E9ADFF00B260CDC2A0E6E8427CBC2A2F1500E712452EAF0676C16F02F5470F99A7B75762A9DB193A7D541E01C1B4F6A5A0CD9CD79DC15934B5232388DCB9EB03F2D38844D60E5FDCE81FAF233B37F95CF5DCE1669623D8F51D3A6D2');
INSERT INTO "vault" VALUES('501724649c3d8e17bf028be74fc4ac01','person',X'016FEC0E6A897B4BEF8CAA3A8B69A30DDF927FD1E8DBC0EB9F425E4C1BAD2281A957905E793128BF96FF100EF59B4B6C63FD6487BA9E0F176DF73E55649F2061E41619C006FE7DB4660FDF96B89089A1D0F660311D851565A539D1046C');
INSERT INTO "vault" VALUES('625b768506b2a4fb054fbc4e3c6e9958','person',X'013A06AEE0C660848E5BCCC6702BAF4EF4F77165D9F7B54F1E4D920CE58CB5801264457A570562C44B233FB41E68173DFFA817931456E45FBA2410A1CEF4F2101D277DB531D0431F587D72892246C10770F2F24AF768ACFCFC1D92B959');
INSERT INTO "vault" VALUES('25411420222df500b4642b96661a11db','person',X'0141AD99914338F781ACB7DD4D028C3B4C211F145BE71EAC67A114B82A6846357140BC103B5A7F9AC544B169872FDDCD3A78F1954819A55F7346A13C937A4B67F17CB7A98F6854CA0328F0A79AD49C640F0C74D1E16AA6F8652AC4134F');
INSERT INTO "vault" VALUES('b519c66d3ab34805ea75be9a9e490181','address',X'01A630F8E6135CD49F847F0E8B75E3E5A36EB02E090BC9E6D659DD12514BF7325221045D53850F5C3AC32950C9795237968253E8C77FE561918AA91CCE1339AAC85534A18A85349F06CCC6AF14214021D6C8A3EF2D081A11270C5EE7DC');
INSERT INTO "vault" VALUES('b519c66d3ab34805ea75be9a9e490181','message',X'01DCDD7B4DF876A85C8D92A906F59BE81C60EB43C924933F7019714A71C7DA33CB633D6A7FCEDBDC73FECEBEB9E4A23AF679F5539AF40026B98427AF265F15A9C6701EC499DADE0213FB90949B77C25E038F894BAD910D65DC6AD311AF');
INSERT INTO "vault" VALUES('e7f47f2de0ab3caaf35c2c49b6e9a467','address',X'012A674396CDDE9FCDDA5D96AAB0B5DA23D37EF5EB5D1D245B3941D1EEB1021BD055BF1B0A77D2EF7306AE2A727BDFDBDA1FE45FC5982AB4DB2B6CF38FB7C6B729729D9C85E322C777849B2C0DD0D6C43D0D79F6C0D82E290FE9F08772');
INSERT INTO "vault" VALUES('e7f47f2de0ab3caaf35c2c49b6e9a467','message',X'016ED19874A8881B076C5E42DB178BA05D041F82EE0270F0252AB75DCD663FCB3A3BA6E3A61E0AE646A35469A5E8BA27B953DE1B8AB2D1770CCA1BBE3BA76BC222C22E05171364DFBE1D99A020B9BFE085C26FF00552DE988A46D8D59E');
INSERT INTO "vault" VALUES('ba6ef6d2cd9b9f1477a3e95609d2bd0c','direct.practice',X'01B76E49E256D523FDCF0C23EA89293B2A522C2BE93333430B3D0302BB9C444C3A6A99965406778BEDE3971D99216EF9AF080C0D914B64CC15E6AF974308BF2D3E706C0E480DF7EF68A9F0F5B7B7CD9B5BA66E524D9321B419B9994EA4');
INSERT INTO "vault" VALUES('6709764f64ce5abf5469214e5ffecb6d','address',X'019684F9B7DC0129BBA3EE3337EE03FBE8CCCD006A2C4563059243F19A1FD3C85C43494330F62F6AB06A678B8B822BC50610D1BF63B0D211AE4A256F23DF2EB99C873409B04306048835A2E73066A11BDE6026B84CFDC7C5BBC6AE3EF7');
INSERT INTO "vault" VALUES('6709764f64ce5abf5469214e5ffecb6d','message',X'01CDEB2CA0BEB19CC7FC8509ED13D135CFC086A018E72432B5E0202AC9E7E7FF1F62C67178B3141C4E01D646E336CC2239B47C4861883EBC3B298D564E1AA083F7004D87366D0A05F2269A37FBE731867828A7F4AA9F7CCCC301B4963E');
INSERT INTO "vault" VALUES('feef373ae600ffa547936e981f209e0b','direct.practice',X'016DF4514361F42AC4168C9D65694C2A48B90CDF6509943F1641B859933B5A78EAB88EF02F63D4BCEB264BF4268E1B8A5FFB168C88A6DE015368B04F187C6A943D9523C551FA2DE2EA4FAF8334E873A10ECEED80C497C03A0D041B0B04');
INSERT INTO "vault" VALUES('fc05fba6d6c98ddfc278b986e2c1d50b','address',X'01690AAE5804A14EA46E1337B852F38A749CA69A9686E696DF82660EC1392F375AF5CB2661E55B48525A9845B7B76BDEB04D9B3BC3B3572766985C392A9CA6238F90DC1D60193418695D483E190FFAC36D1930425F22ACE0CDCF66C673');
INSERT INTO "vault" VALUES('fc05fba6d6c98ddfc278b986e2c1d50b','message',X'015A938E3B4983C053EF5DBF8BC191EA4A942EE2E3FA9E87ABDC72169DD0EF7D4ADAB95BF5C8476373F98D091106344BDD0B4E422EF9C08E7925045868AF8DC35EFBE6070EAACB84237C47252403D39BC19D4EE327024B2D18C34B936D');
INSERT INTO "vault" VALUES('f59e9d795d3f71743e96d27c34c981ea','direct.practice',X'01312B8996D2298C4C2D04360E4AFD507F49FA7088BFAB7BA807F473527021D05C39DE48695BB9F93EC5C96B18ED5F1E0B5DF889C3FC79D9E7BFF882D035EEEF3A184347F18683AF95E74316080CA890A8DD3B4BC0BBBA81E5C1829F7B');
INSERT INTO "vault" VALUES('7387d0c1cd49be744adc0c10ade0f251','address',X'0175C2D29BC6FC6FFE7B2C781CC7657E7B0DB8A4EC81D2B963E05E1951DFFF37FE858CCE1FCEB34382359C153F4C20708EE969831282051AB6F320233F350D7706DEB5BD009A13D1962BD55F6FB596B94186BC39CA4A1F9B56368E7B20');
INSERT INTO "vault" VALUES('7387d0c1cd49be744adc0c10ade0f251','message',X'012E7FAE3B8AE51C47970B188C2F654651716E931B2FD796AB83C3B5CDB5734664B4AC3CEC95680F4E036DDB8AB53BACA9A6CFAA24B10125CAF9469DC6A0875C7C7C58B40753B76FA8B45D2B12E27DCA28734CE946ED3F796F87A7D070');
INSERT INTO "vault" VALUES('4a802c2d209a81cc0a3c0cd477e6aba2','direct.practice',X'010170D8C3641BA253D5B887BFE58CCE5D19F2F70349B2C5697DA04481F7B6BD8F0510A62CDD37A693FA5F979EB3AB6803446B9DEFBBE0942199D50F956FB18C62FF5D31F4FB0CA85B95FF37D95F1C03800EB554FE6B4A3C0D2348CEFF');
INSERT INTO "vault" VALUES('7df0633238d8bf831c52578a76a17566','address',X'016EAC60153CC53AB98CD587FFCFCCEDC9E905AA6B407CA34109F17E17F88A4F046068B6FFA3BC2566F4E420D89811106B85DCBF7B50B53B05334ED0A4076B3E8337C85AEF8BC11971CA83FB09CE8CFE921315D31602E4BAB1080AE99C');
INSERT INTO "vault" VALUES('7df0633238d8bf831c52578a76a17566','message',X'0194F3D14D19690B66B1F8B33D41139B2931962BA8BEA7539CF4F3E07826CACA8202339FF15DF11A19C51CFFB9AC4D0757A1787C384D373A9651BD82392C63299A03A1F4BE06AB898402A55C45D56CC749F5CBDAB1D68B1B9F93CD7BE1');
INSERT INTO "vault" VALUES('a85814869932a51f79a023f85a1c902d','address',X'01B73404176DF4E8DDCA4081277B0697154BDC6F4C778F679C3E0BF3DD2DCA0E901CBC831CC82FF1AD2E7D2B2F1C824C3B0D5B72E982883B697CF2E7E5E609406DA758370936B3B013BB3DDF84078429186A56140A811976F6F99B2D7E');
INSERT INTO "vault" VALUES('a85814869932a51f79a023f85a1c902d','message',X'010DF90B42C41CC28B04DD7C73F6DCAB42BC99A6EEAA2ACF873FA51C00F255EE795BEB23391F871781DA39F757F0BDDDFBDF4812B5A30D9E2DEA44AE9A0992BA0723BC345E17C00006A2343312CAA1CCAD3AAEFE8A0B35FA32075E3F22');
INSERT INTO "vault" VALUES('75bfebc8545e1c951a435e4398427cbe','direct.practice',X'014881E6A203A08F3F4DEF543C4990881BB01497561181F1F85A000236D9F9520BA5905D68A40D16471B12D2E26707B4C86B9B17C23C88560ABFDFE782B03616855BA68F2A3659486003C8624B28014FF39C69D8F197040820171D7463');
INSERT INTO "vault" VALUES('d365cc5039863fb923b211f298f7b386','address',X'01080623427E64EF4B0DE8BFCB28A48CDA87FB7E7D35E8EDAC4AB30EBF263DCB6AAA2A36BF1D9926136E3D7EA7A56E3A0924A9315A40DF1CCA385BB56F967CD96F5C49416E4377465A2AFB978A5AE6D949C70B9B5678F9388DA01B5C6D');
INSERT INTO "vault" VALUES('d365cc5039863fb923b211f298f7b386','message',X'0103090B296C3011873F6ADB75D18D7D344C0CD8E3072D5493B5B6361CFB043E0D41040A587A41A246061567D4DFD80B0165C263D54482686641A4692096E46756A0BD08FD33FE29972460793C9CDDC0E3CDB0C5D346055CE3E86A1D06');
INSERT INTO "vault" VALUES('f8efa4c4d216b8c9fa60fbd8f7fdd726','direct.practice',X'01F829A40567EBEA80B263E67220AAF6D947AF281AC455373849B6476FDBD5DBC53E0292524B6652EBE5449B1881E4281101E8C63CE7BFFADE25B102F8C412A0C8551562A1DC078AFDB932933D6BE0C78990437774235633C616F80B63');
INSERT INTO "vault" VALUES('f4e9345ea1d28ca884b8ded943b99ae7','address',X'0172804CDF39A03CD3C22F758391E6DD06798DD750FAE843948A18307F473855189A5159B7C229EBF260F42A0A9F14BCC4D1AEBE60EDEF80D379467FFA285FB275D8BEA3A1B526C57EE8E8A1CACCBDD8F4864AEA14175EBADF144FB528');
INSERT INTO "vault" VALUES('f4e9345ea1d28ca884b8ded943b99ae7','message',X'01E48F6999166BD0B49B06DF3DE8A09349DFEFD603BB7C2BD8839F33DDFB572E6EF4EC841564DFBE37061862C20E09F630D588AF919244DC5C8D051E6323A583E27B8A7AFBC6B7DD3F136875D1C12696821C2EC6D2BB2F8A3DE030F375');
INSERT INTO "vault" VALUES('1b15b4ee863ec4ea70118ff0d5dcfdf0','direct.practice',X'01E259D0611CCD58FDD0CF8729DE819DAB473736C2F91D54E4654D4D62AF592300391F1D1D50B311F9F352542367A223C00E95A9A5074EFD16E8408D782EFF829D49C3504D8D80C0758C80B680C5D77A90FF399CE616B62AD60C39CB6E');
INSERT INTO "vault" VALUES('c8f7a3f04904d32efe7b62e92edf7da2','address',X'01709AB5BC4BE15C0B04C0895CD6037494F42DEF9BFAA048C2EBE0661F149F3621888BD65A8E4547FCAB8DD12A502956E4025465010BEA13D6A7F2988BA3417BF9CABEDE243AF8746C83BD78948FCFB2AC1016E9A1418AC5C35157D18F');
INSERT INTO "vault" VALUES('c8f7a3f04904d32efe7b62e92edf7da2','message',X'0137705DA0DCE8C97356431A098799A163B8E40405D18B955373AA190AD4633DEA9896CFEAF5463CB2EB4D62E48307AC2A7AD029CC7F47E131EF6D26FE3CB9482704CDFD0294732926FA52CCCECE09CC479B74048D0D48EDD663F65B73');
INSERT INTO "vault" VALUES('1216ca62ecc1c165a28d28427610dcea','address',X'015C4A42E202C62B4F4A8431A7C8248D6A61E31E1FE58FBEED50440D5B0B24B4AE1617AF00ACFD3A6CDE3205AA9BBE81C56C9E34824A791F14EE0CABBD35AD66A3611BE927FA017D92932DFA003DD0FD0F0D5ACC27361203B585D07D39');
INSERT INTO "vault" VALUES('1216ca62ecc1c165a28d28427610dcea','message',X'015E41E91131F9BFE5668BFD7748381F3A676403125B291B7E044CC671E52CB0C209E84771FEE12FC2DFC7A6910244E5B1329B32DF64AE55F67D9442C8277A6C8EFB62F17E5BC0F03CFB77FFA0D8456AA9822D1F7383AD18BABE36CE73');
INSERT INTO "vault" VALUES('4e51159d032b6df6e38974178caca065','direct.practice',X'0145EB42ADBA85674C09484116D375F764A48EC4273FC492758CE7AEA4C1BEE63D820F6EDACBE4ADB920A92760BFFAF0801B5CAD20FFA7A9B646731FB78580B8BB445954602AF862114C526AD1B3975AB8E9EF5F2F57B8D71263AD8800');
INSERT INTO "vault" VALUES('4dd8620c776a1342e552e4309af8f759','address',X'01AB8856E215FDBAB0DB7B43DA7F161E65EAC9029018A9FAA4C4F1686755C3A8B33C5F6E36BC0408BDDAD61CCCA636C9DFC771F7F4088FC5E73A989CD9BBECC4CDF52F38669D3DBFAEA3F5F9D8D38F6CA5C28168B3537999EC17C788A9');
INSERT INTO "vault" VALUES('4dd8620c776a1342e552e4309af8f759','message',X'017311D9E2663BE6B2A1828332461AF8BEA693F311B637A80955524F82BE5F457DE96F7E5CFD3FF3DA66495EB00EC8BEE08D21EC5B2E960DEAAD326081C481F7797262CD98EFAED18DA9D24DEF1E253BF100F2EEFB68DBF28BDD423810');
INSERT INTO "vault" VALUES('9de91d48fbcb01f9c1243f21199758eb','direct.practice',X'01B2BF0D60793A44FB95F6D596B4F6FB73944CE101AE8FDE30DC642DE7B86F42DAF69EDE613B9E8164913064DA1641BF14DB45C18F729F3304F44C81C9D2476A2D4D4BC364152FABDD1FFDDD7208C15E46D461D0820447BB63630EE30B');
INSERT INTO "vault" VALUES('c17799f875110ea059d2323899c87eff','address',X'01FAE8272D186A2884ECBDF6650F54072A6EFB216543D4030B29AB94F0E8E786E4A461C895FB4506A3A16AEAFAA2AD8B7B06E240A9C52514B8EC25C39D80D3AB9683C6533224059D140DAA2EA04668CF8CBB65F5FBF6D16EC9346A492F');
INSERT INTO "vault" VALUES('c17799f875110ea059d2323899c87eff','message',X'0154055695279CC4A2500118F3A9DA11230A1F285D40BB9AE4DF8C638FF110B08A5CFFE299FC572D25CCB4FED1CD4A37C923A40167F73D89D20EE25CC0850AB100F4FCC8A11EE9D4116D3A86AEF8666AF7796E6D2B994F1C6C0B4E4932');
INSERT INTO "vault" VALUES('3bc2a59497f10da635ed929e1007c21d','direct.practice',X'01B361D1BBE08A25188B20FF044F43748C6B417BC0E9B19738E38D49E2AD984EB8C53B4B0596A74DFBD3AD8D79EB50804583DCB4E42A11D4EA075DAD01EE3010FECE01276BC8B81CF17B79891A3343E2343CACE26E35700E7050D37483');
INSERT INTO "vault" VALUES('396f47ff63f25de379d22d886f8ea24c','address',X'01373579B9FB7B55AE1B8CA40742677477C6415F10F1E2A3E251D45FFD286F00F905051A0F27B79EC07CA4D9A4C09F602C761CDDB4D9E0622EC183FD680CF147E7131DE0B18036A73597B1EB08DCB9D97B4228BD9B79D695CEE0FF3AC8');
INSERT INTO "vault" VALUES('396f47ff63f25de379d22d886f8ea24c','message',X'01177BD36FD33C3F939428772FF183AE494B6C67DC1732176E5B4BAE4F4B7285E6F7FC173D40CC74B80BC5B6A31B8DC16B76557E9E276F9587D4650D13728FE895ADC919E5AC9EA4EE0EBA2441CD7BC9035585B4C99CBD2F83EE86D336');
INSERT INTO "vault" VALUES('c3b7f773a50cf4d97fc3717da49eb42d','address',X'01720678CCDB41D2D2202985E93BDEDB952483247D57DB114FD4BF7CF185D46391ABAC77ADCC601CD4BE0D895A55891F54F187573F5645C71B0BCC4A013DF96D7E4685176DA32F58A28099ACF3082B6D9F6E2FDAA381DE8D960779CBCD');
INSERT INTO "vault" VALUES('c3b7f773a50cf4d97fc3717da49eb42d','message',X'0151FC7D2F5E04C3ED0278B5A22F30320E989687D49B12AE034A8B6F165CAC67186C3F1B8BAC65D3483E84A43AA469D114E05BBF349A4362AEFDFF8A21FD7C02EFF976CE7B5918F7F4AB7CF5143F8C80B71AFF86A61BB6583063C5FCB3');
INSERT INTO "vault" VALUES('e5235e780281bbb7c6af3580f8a80c35','address',X'01F9E266E7DF31A101445F7D9B7E738FC978F508F519356A056F86DF7A59651FFDF05372480B975A0D9805A20D3DAE28545D0D03DC3294FD85C3F44DE4249A5D54FD75E181C34B35EA23A227702649D80D173AE7FB5DEE8C93D5067BAA');
INSERT INTO "vault" VALUES('e5235e780281bbb7c6af3580f8a80c35','message',X'01539531F2D11806693C7251CCFDC3693865948C485137156DF5006D8DFE7DA7E92C2F66591398CA2AF7FD844B31503BB989BC87A4842694A156495490CA5E9B6E8D4C0A4B3C482876E97FB9D6A0137E83F7CDF724A136FD0DFF955CE1');
INSERT INTO "vault" VALUES('c4876c4f5838acdcd91c20155116ff6d','person',X'01C9B67D072B20D5C8FC77E1541D2CB19F1A5A8EE15F4B3DC4F32B16AB4E7BA5DCF617EEFD7EA032ABE2B00E5CE3C6AB290E5E6EB5411D3AC52A568425F1F4BF0B449E975AC8137398916DB08767FE6F994C0C15A721C02838CB517D40');
INSERT INTO "vault" VALUES('700891845b6ffaf0f64710ab1e200efc','address',X'01DAA691BC5B3EDCF7274A2AE6D831E545F84218715A3B47F4DB940C2FEEAFA5488F5478D85595A7C7ECD843CFED78B4EC9049BA6FCB4F41D201727991F24AE347C2A7B5E39158E8EAFEC2725C564182B03976A19F454C871368F32D36');
INSERT INTO "vault" VALUES('700891845b6ffaf0f64710ab1e200efc','message',X'01A40F6DB8A8EF72858AA5C4C7C9EEBC5F56BEE17E88F9B7BF63A4E4F51CA7180940779C9BB78F40975AF75CDB3F6975B9B058ED6D68D8DE3DEB0AFAA7D40ECBC97FA6AFF5BF75889108DF6F831193CEFCD2E910F409B29DA1C5D226FA');
INSERT INTO "vault" VALUES('c4876c4f5838acdcd91c20155116ff6d','supporter.0',X'01E319EA19E97510125F62680DE655ED1C2059BD3B04DA6DAB8D09AD1D107F68B34E6058DC6526A96C0D3ABC8FC4A99C3616F0A8048FC9CAD5760F675E4EA0211992F1198449656CFC931AC1B89A3DF27F7DCCCAAFC05911F5DCF8ED48');
CREATE TABLE vault_keys (
	owner TEXT NOT NULL, 
	reference TEXT NOT NULL, 
	wrapped BLOB NOT NULL, 
	key_id TEXT NOT NULL, 
	CONSTRAINT pk_vault_keys PRIMARY KEY (owner)
);
INSERT INTO "vault_keys" VALUES('4a802c2d209a81cc0a3c0cd477e6aba2','1d418ee45d6ea4cf0c5554f557dc816f',X'01C6CF6A533D4AFEE83000B586E2EF3BFA71AE7040265C7C6212816D993E769B4B5E4409D324FA140FC949F660E7B210DEE689252847D53C136787A36070E5ACAE7DD3060E034AE16EE383B36C0FEE44CD5634F092A0FBF704202DCC33','40f078f7e1d1');
INSERT INTO "vault_keys" VALUES('2a23cfb992c1303dcd222893f031c198','69c8f142b5828be34a814fe20fc1767e',X'0111D18A9EE9CA1E9B20AD7DABE09D5FB34014D54120D87343C37CC162113162FCA92C466773377F3EC59FF4A6D03F86EB164FBE3C221D48C002252C119B0EE6606201E43F8BF1F88AB52D1E72270730338DA2E5F572FFD7161B86EF63','40f078f7e1d1');
INSERT INTO "vault_keys" VALUES('1b15b4ee863ec4ea70118ff0d5dcfdf0','eba5067fec1679beedaa27226811807e',X'0118F4580B1C2AC55A7E3DFFF4630294E38678EFD19099BF272717CB7D6F8983E6EEEA591BB854F8BDC7769284DF786FEEC70069C8566432AB1E32562D7823F787E0B0FF72E06AD6F5BC0EB983E9CC0AA78A645E7E3F9C6B0B07B8202C','40f078f7e1d1');
INSERT INTO "vault_keys" VALUES('4f0d816921af63114fde63faf73af236','9f685fa3c7494a1d16eeedd7e56d21f4',X'010F50158BDD45401F05529C389D3DD7FFCB619000FC422052D1A75EB813B33F822F199C225B8F1CCB7FFD6B00A8A183CA413A37FBA6886FD0D30D8B0B0B5C469F482A40EB3A260FFD3C031832A7CFD85375C5E0506FA0157FDAEB6766','40f078f7e1d1');
INSERT INTO "vault_keys" VALUES('ba6ef6d2cd9b9f1477a3e95609d2bd0c','cbdea353bc48358ebb7213e8a0d641e5',X'01CFBE3D93ADF9C7B3F22C6805852553D6A3B8C3C385D64F84646F1952D25B4CFACE8BAF695B990B0C798559AB173E3FFC26541B92A94495BBE198446C61749B75123AC4B7D6578AF9AAC34397D54F3A367D250B5B7A996F16A8B30B0D','40f078f7e1d1');
INSERT INTO "vault_keys" VALUES('3bc2a59497f10da635ed929e1007c21d','570a76009fe238411d477119aadd369f',X'01ECBF42CB50C770D13004961B411AEA1893D0C7B3C0E221328DA46129C3B538A4B4BA96A344B3CDC6F8458DCEE6A7AA476B8B54A2B9E7D2EE997E5AC0ADD7209AD27267195D9D47193A20A0B4BA4103AD0C0F2C4C1B629C0B05CCD998','40f078f7e1d1');
INSERT INTO "vault_keys" VALUES('4ae5fec963fa2d2ce8ef5dfcf190cab7','349fbea2c6b6f9cca439c347b5a11675',X'014712905F0BF5DCDB084839D8F26015C5D44976EF9E05E3A129F6FC095A7B0D3B2D3B77855C7B234614BC49DCD5C892AC7445DD6AE00B9902D17FFA7BCD3E58F6804A29D14BCBC643A67ADDDF779106B352B91E7A2593897852945340','40f078f7e1d1');
INSERT INTO "vault_keys" VALUES('4e51159d032b6df6e38974178caca065','7506157ef9024498f261178b67e530e4',X'010C38BFD6957EFB3831B6849942E610D522A2A86139F0243C677B68E643115BED65020BD1A0B783B2AE98375059B5E506739D2EE04330BD423CA88FC3649569261D9A371889A4E94455B3C1C0DC951353EA89073422ADF59BDE48FDC7','40f078f7e1d1');
INSERT INTO "vault_keys" VALUES('9de91d48fbcb01f9c1243f21199758eb','6b94e78dc053b23a62cd55402f1fa75b',X'01ED6EA4EB38FDD9F878554C2C3581CBB52BA49AF0744B886C8C9A0115BE48D032866928C67A89483C2E9A12146FF5B086F97ED31A74424AA96EDD0CBE9987031406315CDAEDC39414FA03B2AA5BEC6F2BF94851DDF7C2A160961C7557','40f078f7e1d1');
INSERT INTO "vault_keys" VALUES('e6fb9a9595d2f45b433fb8f23526dd67','20c163cd24a4f979201ec4472dd41820',X'0153CEF97D5E5F881E1847E03ACA1E887FE79F4A45416852C010FEFD285DC61557E73AE356D21E900D426448FB569FB07EF743B69CBED0AC679A365231941ED7CAB95C522EA9331450DAD6668C210BFBD512F9CBB87A8A86B60805694B','40f078f7e1d1');
INSERT INTO "vault_keys" VALUES('b93d129789abbb687d82c1ac74bbcf36','293de15a31bd427b2b9018159b61506e',X'0146FA46C83CE0BAD910F482339C91B8D3BCFD13EDAC0BA2FC9FAC06592B13EE37CA739DA43AC34D50893A06B12143DAF442CF81641B0C0D0840BF4DC3B10905271614E7F9370B0F2FF2BD0465EF291C2E4A48F9E5502C753C7C61568A','40f078f7e1d1');
INSERT INTO "vault_keys" VALUES('3244fe67a95a3ea216fc080a1a2acc74','6d0ff60c2b7ebcc0a485cbebfa8907f6',X'016D95077AB093CE08F12275AC75792C41A83AB080DA567D0FAECB2A4C6F8BE48EDF4D3F7A1229F01FCC9EBF2BF100DD8BD8F95CAD8E3B12AB73E6051D3F0941716DFDDF9C1186EFD5C3515166D3B7A4BC57E8490CF5EDA2AF2AE3D778','40f078f7e1d1');
INSERT INTO "vault_keys" VALUES('8da2c51593bd16836533bb1db9d2002b','5a2af27cb74272b1ae6334e6330d965e',X'011BE0AF3F17BFF9649ADF507DBF7B57ABC3FE4710340C9D6C37CDA112A856363801B09E121DC2FC58C0FEDDB298D4927AAA45EE61CEE1BA7D8F78A9F92671DB6C40CC4AF8BFB2633A1F9A9CCDDD11CC8BDC0DD968E0F2C742EBB87455','40f078f7e1d1');
INSERT INTO "vault_keys" VALUES('cf8aa16b71b3d3d962a9b5c94c5ee92a','d495ad560832e38a913ada3e230ad326',X'01BA4D6D2F9EED5337324F35A62AA80BA22F4117D376B596DC6DC1BCA6547F7EA2F00AAC80B9FF5F5315228535FB3781A51A1E9374127FBB943235BCB800185AA1D6699B08F8359661D59683431041D4DA2AE0C0E041B9E7CFE10396E3','40f078f7e1d1');
INSERT INTO "vault_keys" VALUES('0e8ac3e062ce192d7a6b6b02a440d15a','f8e1e08b9bc3ecb2e2ccbc01fa3f4d6b',X'0111B158E0B994E075BDC9836E4CE544E8A4754C5D27FB9022079369432046AEA37C1FC1451AA959CBC463BCD687BBE7C0BA1E92732870E08A63E09A8522FF9CC3C67D9C9317E0D354BADFEA2B88E99DA81899648AE69BE310CB3AFA12','40f078f7e1d1');
INSERT INTO "vault_keys" VALUES('7dae7ae38c1f30028025b4074118e2b9','4cd02751d6598e42c7782665504f5020',X'018F8A1D88F16BD866C4DBEF6D0A881126FBB71DA00DDF4CEEC10C34C0A4FC57BFB68D1574E49CFC472FFEA7BA4CE92BF4BBB02CC3220F9E7E57D44A7F05987508B5703692A4F10C5D58609160BE3374CFD1A50AE1E758D412FAF048F0','40f078f7e1d1');
INSERT INTO "vault_keys" VALUES('47877b8b97ccdb9448445681dd3eb5e5','0468e869b656013dc1438e22d67cf55d',X'01CFD3E27BA08A142FA1B1697A1631ED07D48CF8D46FF9368C67A6C3EC0CDBC1B135316EC751EFBBEF680496433580C9B57C39DD29B86D6FE9F47F5ED7FFD7EB62AB718F2806BED5B766B1D0E7EDD881B63BD84EA1474EB362CED16451','40f078f7e1d1');
INSERT INTO "vault_keys" VALUES('f8efa4c4d216b8c9fa60fbd8f7fdd726','cf31e42451d266f41342d626624d99f0',X'017DF7D89EA395D65EF1FB16A400DC6337BC24E054115409849F40D87FDA05A54CBDFB83887173A68CD1484738E164504C900AAAB8E16130AC9A57C5F5F99469E33F6F5C9F86B74D57CB75F45D80F6C5463D78FE21DD2D5851082AB0BB','40f078f7e1d1');
INSERT INTO "vault_keys" VALUES('0e0c715c8726deb7b9f3ca3460453ea2','a26fd4df79bee0bd3661e83e9d5e4401',X'01779CB46DE42F68AF569A791E2416F3405C9470DFBCF77D0580E1C0F1575E694BCA19D7C8F93AEBA0A2844325538112C4E26DAE06C20D6B7A0E38E7CCFFBD738644047DD4458F382EF942F42A7CCAC8CBB166D06511D18010B49ABAA2','40f078f7e1d1');
INSERT INTO "vault_keys" VALUES('75bfebc8545e1c951a435e4398427cbe','948702055e19c9a923a76c046db5d860',X'01BB3D077D7D032CE97BBF3AB83321143BB25E4C99697EAF5CFD0657692DF309C30E262BDBABE5F5B9B2B004F1F70C3C83F1D2F5CD5F9CD2DEBAC0F1AC39BD26F010C989CB941B6655B8F376347E854EFADB2BDD08A7A7801A277589C2','40f078f7e1d1');
INSERT INTO "vault_keys" VALUES('91f1dcd93ca10f216f80149d6a6a396f','3188833e020a21a08f1e09db3a47033a',X'0196B5E48591EECADC86547CC12469146F3F467CA6E8286155CCA910EE41565A0EE8B6CDF62C4A1C53C8890750A7858EA85FDB654E436C707CE88194D5B17DD2C40A5E5BF3EF500D1D953872D7181E6010EDEE8328D0B2E1D0EE355D68','40f078f7e1d1');
INSERT INTO "vault_keys" VALUES('f264b99dfbd3a30de8e7e13374277ad2','f100cdf5294d96e47e5244303882573b',X'01E794DC6B13702E0A10AE41E65680C695F0C58D449A8C0FFCA28544BCE0A80AEC6123403C71454582FA54553896F135ED77B58F0DBF17F1A60C38E932CB7AB0D68060BBFA19A46C4E68D218EEEEC0C0ED8A2F6C11E6EDF9872DB98073','40f078f7e1d1');
INSERT INTO "vault_keys" VALUES('96519271db0adad3fd11a7e463a9e79c','6e4ec59411329598580ded0ccbf91ac9',X'014B686E8D115708812F87EDFF432579BAD59ACC004600C6D6785D54167C86A1623B80147074545C5AF129594E2DEAE18AD9A72F238660FB0706D54911C40ACEFBD22B33709535696C561DC821CDD46434CA9B0370E8E0AF12F74A275D','40f078f7e1d1');
INSERT INTO "vault_keys" VALUES('e7a9042ee16012c3bc4133786926c3e1','96b9d162bfcbd1eaad2c76b047db685a',X'013E383F5F7C29B56FE4F1642AF2DFD08215623196C8986E03947E8586495ADCAC9F0115977F99B34504B36F086D96B3CED039E09149EEF1D3A5A0B00C0436763A44FEBE35EFD7AEA3AC9DD6298969D43E76A206CD7B566F4095A1774C','40f078f7e1d1');
INSERT INTO "vault_keys" VALUES('feef373ae600ffa547936e981f209e0b','4c28086f4d75d2d6a337bc568d7a84fe',X'016615782095B1B263F70E8F15D9EAE1DDF2F35848ED9D27682C73F7CFC1B9C93104DDD96D083A7E4847FB4949C7ABCB20F67CE7CFBA68BF37146C33F34147EAC6E160F2BA1711DE42D63E0DB5FDE07A4190DACA76D83EE399863CA74C','40f078f7e1d1');
INSERT INTO "vault_keys" VALUES('f59e9d795d3f71743e96d27c34c981ea','6f03a1803fbb0534e70699b6c60390de',X'01CAADECEEB6A1FC5921E0D455053955E2949BD13A4CB662662BE3A6E0C5B599851A03075E1674CCA3998104494FE073A70955BF3DD0C935D694D8BD0C027CD974E588F8EA9D50734DEAD938DF555C779E0312EBFED8BF849D1894586D','40f078f7e1d1');
INSERT INTO "vault_keys" VALUES('cb7eb9514ccd41a67a42313aa0987be2','2c917b10e2e9a3ae1b31c30d988154b9',X'01CA8FF9558DE5C9A9FF58BFABF25DA919D56D37089603143BBD8522A4B4A59587B1489B032020148CA3B1255C5F050B54251636F181870220A32A26713C3D4F4DFE7DA92C00D263DF3350A5DFDE40C19F27664F5D58BB169D3C7BD546','40f078f7e1d1');
INSERT INTO "vault_keys" VALUES('2ef3efc880f5b082ece727f78e562f50','6ae8f8f26195ce15666100be62f71369',X'01DFFC2364FB3F32E6B3756D5F480E1B14A12F2FBA98BE881A403CDD32CE6DE0E01B6AFA58E7A576E3AC039CC371FB9793B947C05F93D4317B6AE4D2BF7351217082FAD14FBA0E20690C49752FAC342B9509E31DCC40F1276254B81AB5','40f078f7e1d1');
INSERT INTO "vault_keys" VALUES('aa4bd1985a04726cf8e2163118a82670','20d1fc6a592973a0f24a81ccc5f61bb9',X'014662A1950B9C9716B42D2B2252BA0D153CEF38601F68749EBC38A3D715CE94C460DE00ED7E09F0BBE1D82F2AA44EC3D94B76D37854F7076BDF36F1F5A7A8DA8E3004AC7E3ED02EF2E044DC3724978A9B06A75906896E8FB591BB9E18','40f078f7e1d1');
INSERT INTO "vault_keys" VALUES('031a754c46e8054744f06eff24cb83f6','5b865e58153173f76c4c41315f404460',X'014BD0E87C1A187F7C301419C6D41A274B661A5CE54EA7D23CBE132DFE9B2A69C7C36E6B1589EFA445FAB6A020FB0DEAF1F5CAB4866FD890ED12D53B538426BB2F09E279F74719CE1351D0A2DD2241BEF5667602E3C3F6D0C5A6D5A4FB','40f078f7e1d1');
INSERT INTO "vault_keys" VALUES('d020dafa8cde39735c041a31a7568d7b','c0d772084f82f02e42e99d42e07fc071',X'0169774AF59921AE32A7EE151C9D8A1EE8BB25E435CF4BCB61D5BB88A043632B75235E9DAD12DE9A18B1BC054247BCC5EFD96E1075C71BC25943EAF9849D0ED8046AB94E609D8D37C9E0885D2D6F5832306169A6A63A25CC3C11F16659','40f078f7e1d1');
INSERT INTO "vault_keys" VALUES('8fa840cda0de19075e0982866d4873d8','90cef7d264e06f5f3e27fe33ab6d38e4',X'0114392023144DB0B928F936804A36A5D143A49C2D245DC394BE07E8A908EF5645FFBFBF50970C0FCAE927A053AA27E5D5216FA54DAC710F814E5209D7ACDBD70029FCB30CE2590E14A6B325884B436F0B26CE5342308E05850CB4FE41','40f078f7e1d1');
INSERT INTO "vault_keys" VALUES('3e3fc0ff97e91e3262785bbf90ea9b59','cad66ca5063b7e19dfcf82b2487e50b5',X'01298D40CD3D1D9C07DE6E0044DC08EA43E6861AB0878FDDE9466A7AC36D2514054F3B44BB21EF7BCA3211354E9C69FFCF228CAD674D616F6C25E3B1894A68C85B8F96F6E7FB548A138B6E8F59D8F4A0DD14D6E334B646AC963B434709','40f078f7e1d1');
INSERT INTO "vault_keys" VALUES('6e28dac71529a42e9a5a66a6aa4aee16','c22ad318c2de4c36baa5ffe6545075ec',X'015641B3AA7F078B05F3928B798962A9C187D57775F57138736E60C825B3A853822E0BA2853E85A4BEBCC5F4B18E7BB8EF2B290647FD19358154D9AB450C40C754B93A7F5913F19A245FBB4D54A278A31FA86AAE258C21122A4D72116E','40f078f7e1d1');
INSERT INTO "vault_keys" VALUES('2a577dcc3232e21bcc8c9350d1df317e','802c2b6a883973b2958fddd0584949ea',X'0130E4C5C860973A0E5617012D092DABCEF904BDBC9354BB398FE3409EBFAFBD3FFB1B8319BB7F29642739D9F706ED9219F9BA9C60746D13893D10506D27B0420CE671545084FDD22064772C0AFB0241855EAB95E0CA5EFC2DE4975B36','40f078f7e1d1');
INSERT INTO "vault_keys" VALUES('7a3767807d83e4e405807adfa975d350','1941aa253881ce36571dd2afa191bc77',X'01D1ACAF797C0A01D537AD4652889B0A0F8D68E76A55CECE7DDF30B862B84291BDAABAB124D6F04BD88B34CFEA9A0DC562E25F6D0168D0B80CF14F88157A030F4762D8ED74D40B01359F9A8BF2537FE37B5FD95A8797F6837997D84421','40f078f7e1d1');
INSERT INTO "vault_keys" VALUES('501724649c3d8e17bf028be74fc4ac01','15d4771ff3691a9c6474d3a956fcb21c',X'01503F5DAC01ABF41ED18ED587C563489EB93491298BD7ADA6350352E9F43722CF0AD19E12D96834D3247B2CBD9EC768411379CC5EB770754045E0612705956C17E6172618CCA9FB5875EECA493BE9E44F7F518E3DF2F677A29853AD33','40f078f7e1d1');
INSERT INTO "vault_keys" VALUES('625b768506b2a4fb054fbc4e3c6e9958','0218c9496f0a4e684c1e66df55129d73',X'012257BD0EF6E0B4BBEE24563D0426F7B91C058446ECA721AD74B5E0DECEDE3CB593D9B4558DBA251B5429AD4F2F4D9E8898AC2404213FED2E1F1CAFAB937372FA7BEF5A9FEA9AAF6394DF9869B34B7529248C1026DECAD429F77908CA','40f078f7e1d1');
INSERT INTO "vault_keys" VALUES('25411420222df500b4642b96661a11db','8f8e730f25f383167f47d41052141842',X'01D1D546A7F83A1E295820531E6977E63383EDC2776AC72D45FE16D4BAFC8C02DBC5E0B9BDE4E61BFE78C4069B93EAE9FDE98E98348D1C839A602F1B07824DD734B5FDF26974E9C9CC8989E3227FAA2FA59D64ADA710F08FC3DCCE7654','40f078f7e1d1');
INSERT INTO "vault_keys" VALUES('b519c66d3ab34805ea75be9a9e490181','35d1debf69ca47ccb9155f723aefaf71',X'0137E44E41AC8544990324B2519E3C95E8FD6C6645E90CF779D1A7A82FEBF0E05FDADFF23CA1650F33D6D2DDAFE19D2642D42F5EE8C33CA2CECF09602B6A14B5CF35A9CA8F1181A035C8CE6BAF46FB46DC34186BEA4FD4A4729EC78848','40f078f7e1d1');
INSERT INTO "vault_keys" VALUES('e7f47f2de0ab3caaf35c2c49b6e9a467','2ebae0f4e219aafac9bd02f90e423316',X'0187405132B73C31B6868BEBFA05930CB3EA0FCD22AADAEC4962D6F60BD2C6D93C810C952F3C896A0221F83AA4E3474B1D3920BBC8776B6A8FC0E6CD20BA0682952728AD72D2A5FCF1591DF2CFC3A4EF96E93541BA339B2D75B2352767','40f078f7e1d1');
INSERT INTO "vault_keys" VALUES('6709764f64ce5abf5469214e5ffecb6d','6a1362131eefe3d2cf483c0b451b718e',X'017F17F006022B20C9F7AC2DDFD6D25C40CC1F91EC20076201504A17DAAF9D4544E7126E9768FC5B4D4174AD5B161BFC0D4B1191F9F282B9DD03BFFA828B60AF19DB6AC828317212AE9CF4F93D01CAB4EECAB879B66ECF2EA5B26D1941','40f078f7e1d1');
INSERT INTO "vault_keys" VALUES('fc05fba6d6c98ddfc278b986e2c1d50b','d2ae857528858780d4872d466886ecec',X'01A8659264C98709C0F4BCE0B2EE7ECA15B461BB200C8713A1D2676166ED784666638436F23EAF7133D6E9C5502D13385A06A6F47DEF1E4F84A7528BD3A3FD5AA88CAD5B335887A117B3C5C30AF23A246FBB3EADCBEA510D6C251B868E','40f078f7e1d1');
INSERT INTO "vault_keys" VALUES('7387d0c1cd49be744adc0c10ade0f251','1d954e3ca2c92d56e00c9546ba5a0b41',X'01C530EB692CBFAE132E4FB704523F0075E3D90BD265FA483B6FF03CC387575A0D58E8F11533E30E2DA640241B27BCFBF691DDC6ED316781858D778680665EB4125B2FD7E4D15BA8020B344A78541A977B820AC78226FF6889EFCB9D36','40f078f7e1d1');
INSERT INTO "vault_keys" VALUES('7df0633238d8bf831c52578a76a17566','aeae16c5f8092b89ab6fa278b7e2e661',X'01D6D51D829ACD28E87E37F76173DBAC5243FBE449D0EA44056EB9ABB031B52C59AB0B7947BBFE79D7ED1774AF049446565C8616BDE5CDCB8F0A7BAF3755803B69E2D2C03CD993E112C1A3BBCA3F139975939BD9619C46F7046A1AB40F','40f078f7e1d1');
INSERT INTO "vault_keys" VALUES('a85814869932a51f79a023f85a1c902d','3ea0bd42e57ac131bec1b38df22b72b0',X'01E267794B6CD123C4D9429F299ACB542282B42214DA5F77DE4956EF32AE9A1A427B1A0F249112C2141E9C05F57C79D4C536F1CEEDA981F1FBDF550D3BB4406F18788E8D73A119EE005FF7AC1349F51775BF7ACBBAED24645080FE9D2B','40f078f7e1d1');
INSERT INTO "vault_keys" VALUES('d365cc5039863fb923b211f298f7b386','8bd58f594b24520dbed15fe40fa50e32',X'01635EA10C4A1E88C6E221C6557BF61F08FC0EA75A4B1245366915B246D7DA0B873DFFE5CA7C14C8608E091254900B79AB7BDAB16F8A25EC5277ED4AEA399464A68926509C94ECD377A5745F336053092ADD51D91B1E3EF901966AB496','40f078f7e1d1');
INSERT INTO "vault_keys" VALUES('f4e9345ea1d28ca884b8ded943b99ae7','0d59e1701c12b4764d1ab4df4223bb0b',X'01C6BE3EAB702F146D50E2EE361B704B01608E192C0356AF0A0B6BFD49745688049C2DD20E635295D0727462D345565E9B34CFD21C2EF461A5AFFE4E2EEAD684B5D05E92041A678107A31D4F3B7AD4A282D821050898F028E441C7BE4A','40f078f7e1d1');
INSERT INTO "vault_keys" VALUES('c8f7a3f04904d32efe7b62e92edf7da2','29b9bfb2a4e658da9b133139ab0f3410',X'011EC4A813DDEC70AA9B681CAE5E124094261B71A4F650B2D44411BBDDCB7B03227FB4B88946520540090A374F427ACEE96A341866F70A970B744CBC8095904FDBF837B0552141F9C13EDC33249988847E9F450F7E18B3D617EBF11974','40f078f7e1d1');
INSERT INTO "vault_keys" VALUES('1216ca62ecc1c165a28d28427610dcea','051b0882494f8fe8d58f9c5954594992',X'019A2D0D2E51A63ACA84DB190F15A4577F4079BF5CC10ABDE51299B3A954CD9378A7C2E63C2D3ABC316EBC88BD39E524D4E49736DC13752AB5A2BDA7727E4A618D767118030B2C3E251AE5E6B5CD4BDD471AF97E54786DEB0CEC2EAED7','40f078f7e1d1');
INSERT INTO "vault_keys" VALUES('4dd8620c776a1342e552e4309af8f759','40b2745e13222edf6b66365ae9a60950',X'01C8B2728A013F1F358CADD67BF97233C446788070DF7EF29F2E135D26DB44A96C680DB4312D237BD6FAB7C8B78A34AA9F133530D3C866369A26963C3EBE84F469B9320AF6289BB26C2E541C6C171F32FBC4B751303F5EA659F585EFAC','40f078f7e1d1');
INSERT INTO "vault_keys" VALUES('c17799f875110ea059d2323899c87eff','6c54db9be160da18574b135335a49eaa',X'015BF70D97A2C38031482A8EEDA2BAF8B01E52ADD6E5A0A6665ED4B0ACB7806A9F095F87B37EA2207A31E1531B8D83CB5673C3AEB408210514D3248C627E3D0518D6D0A65F056385450D6ABCFF50EB5F98E3CACD47EBE37252685F308E','40f078f7e1d1');
INSERT INTO "vault_keys" VALUES('396f47ff63f25de379d22d886f8ea24c','155cf65a983cd135cbc84dbb6d2f42e4',X'010F9B33AEEC8C27429A1950BE26BC2B938F4F6C25372502248654ECCE4CBA0C49C6F628A5131F1A829A80DBE5F47B5BDA5171068D9110BF6C8D4956544CCCDE176B30145B8A1F0CD72E0869556B3D8B82F03A97B70FC94BA16B894596','40f078f7e1d1');
INSERT INTO "vault_keys" VALUES('c3b7f773a50cf4d97fc3717da49eb42d','d4432a6001744cc6cf99d6809bf6860e',X'012206A1F75C14BB5F9998C859C19D2F03B3988757921435381C03D8338278C27238E1CFA52FBF051B36E7CBC346607DD9D3C8A39D813C6A3D9134B8CEED96EBC4D5BE1AB3BF1B3F8975A10BDAE4F13785CBE43DFD1824130E54744D75','40f078f7e1d1');
INSERT INTO "vault_keys" VALUES('e5235e780281bbb7c6af3580f8a80c35','35786dda163f5f28d507766cfadc9fde',X'0116A4E0D7B16649F8D57B5D430AB753D79FAB4E81BC174249C1F37AA8A2C4FBA25DB7CDE50C7A2154EE301BFDC833C6CB9BB23351A2CCB136211B2D9996668D5268A48ED414B184F66D2953EC20BB43A784FBC7D3FBD31701734A37C3','40f078f7e1d1');
INSERT INTO "vault_keys" VALUES('c4876c4f5838acdcd91c20155116ff6d','193bd29b255ab7dd12da4d078d2976f9',X'01008DF3E09229D36A4C0543F884309F7213400850EB1F32DAD9821943F0690A97E74C85EC6C0FB8D99AB7F37341F1F0AD5257F50182BBA70A46BCE7F9082A5631748C5E159A08AC4E3B77433CF6A0EF393F53FEA9C4CDB3F5F1FD0B5E','40f078f7e1d1');
INSERT INTO "vault_keys" VALUES('700891845b6ffaf0f64710ab1e200efc','70e86b11df827330cdf8d1450ef32c59',X'01D945FD01C4B08AE32FB61AB665CE87BEB1639CB8463E1509E70C0DAFDA7F54813AB2086AC529FC11E499C21949C8B2085A011AFD72EF98F8C405EA847686788C1EFF6CE8C5DD73A6AD07895365E44D181882F12E9F583C37957A6E3F','40f078f7e1d1');
CREATE INDEX ix_care_event ON care (event);
CREATE INDEX ix_care_whose ON care (whose);
CREATE INDEX ix_counter_month_area_name ON counter (month, area, name);
CREATE INDEX ix_erasures_written ON erasures (written);
CREATE INDEX ix_job_state_lease_until ON job (state, lease_until);
CREATE INDEX ix_job_state_urgency_due_at_reference ON job (state, urgency, due_at, reference);
CREATE INDEX ix_job_subject_state ON job (subject, state);
CREATE INDEX ix_last_first_note_at ON last_first_note (at);
CREATE INDEX ix_platform_account_person ON platform_account (person);
CREATE INDEX ix_seen_at ON seen (at);
CREATE INDEX ix_shown_card_mark ON shown_card (mark);
CREATE INDEX ix_shown_card_subject ON shown_card (subject);
CREATE INDEX ix_time_out_state ON time_out (state);
CREATE INDEX ix_time_out_whose ON time_out (whose);
CREATE INDEX ix_vault_keys_key_id ON vault_keys (key_id);
CREATE INDEX ix_colleague_note_whose ON colleague_note (whose);
CREATE INDEX ix_home_message_at ON home_message (at);
CREATE INDEX ix_held_back_area ON held_back (area);
CREATE INDEX ix_held_back_whose ON held_back (whose);
CREATE INDEX ix_installation_platform_tenant ON installation (platform, tenant);
CREATE INDEX ix_last_colleague_note_at ON last_colleague_note (at);
CREATE INDEX ix_last_said_erase_at ON last_said (erase_at);
CREATE INDEX ix_unread_last_at ON unread (last_at);
CREATE INDEX ix_report_event ON report (event);
CREATE INDEX ix_report_state ON report (state);
CREATE INDEX ix_support_request_care ON support_request (care);
CREATE INDEX ix_support_request_whose ON support_request (whose);
CREATE INDEX ix_support_request_held_by ON support_request (held_by);
CREATE INDEX ix_support_request_state ON support_request (state);
CREATE INDEX ix_adverse_event_state ON adverse_event (state);
CREATE INDEX ix_adverse_event_unit ON adverse_event (unit);
CREATE INDEX ix_asked_lately_at ON asked_lately (at);
CREATE INDEX ix_calendar_turn_person ON calendar_turn (person);
CREATE INDEX ix_turn_change_by ON turn_change ("by");
CREATE INDEX ix_turn_change_ends ON turn_change (ends);
CREATE INDEX ix_talk_slip_erase_at ON talk_slip (erase_at);
CREATE INDEX ix_person_unit ON person (unit);
CREATE INDEX ix_person_manager ON person (manager);
CREATE INDEX ix_person_roster ON person (roster);
CREATE INDEX ix_group_session_event ON group_session (event);
CREATE INDEX ix_invitation_session ON invitation (session);
CREATE INDEX ix_drill_part_drill ON drill_part (drill);
CREATE INDEX ix_drill_ask_drill ON drill_ask (drill);
COMMIT;
