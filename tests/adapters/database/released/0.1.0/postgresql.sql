CREATE TABLE public.adverse_event (
    reference character varying NOT NULL COLLATE pg_catalog."C",
    revision bigint NOT NULL,
    area character varying NOT NULL COLLATE pg_catalog."C",
    unit character varying NOT NULL COLLATE pg_catalog."C",
    kind character varying NOT NULL COLLATE pg_catalog."C",
    harm character varying NOT NULL COLLATE pg_catalog."C",
    occurred_at timestamp with time zone NOT NULL,
    reported_at timestamp with time zone NOT NULL,
    state character varying NOT NULL COLLATE pg_catalog."C",
    trigger character varying DEFAULT ''::character varying NOT NULL COLLATE pg_catalog."C",
    ambient boolean DEFAULT false NOT NULL
);
CREATE TABLE public.alembic_version (
    version_num character varying(32) NOT NULL
);
CREATE TABLE public.asked_lately (
    reference character varying NOT NULL COLLATE pg_catalog."C",
    revision bigint NOT NULL,
    count bigint NOT NULL,
    at timestamp with time zone NOT NULL
);
CREATE TABLE public.audit_entry (
    reference character varying NOT NULL COLLATE pg_catalog."C",
    revision bigint NOT NULL,
    at timestamp with time zone NOT NULL,
    number bigint NOT NULL,
    who character varying NOT NULL COLLATE pg_catalog."C",
    what character varying NOT NULL COLLATE pg_catalog."C",
    digest character varying NOT NULL COLLATE pg_catalog."C"
);
CREATE TABLE public.cadence (
    reference character varying NOT NULL COLLATE pg_catalog."C",
    revision bigint NOT NULL,
    begun_at timestamp with time zone NOT NULL,
    variant bigint NOT NULL,
    answered boolean NOT NULL,
    later boolean NOT NULL,
    sent_stage character varying COLLATE pg_catalog."C",
    sent_at timestamp with time zone,
    pressed_at timestamp with time zone,
    ignored bigint NOT NULL,
    ended boolean NOT NULL,
    stages character varying DEFAULT '[]'::character varying NOT NULL COLLATE pg_catalog."C"
);
CREATE TABLE public.calendar_address (
    reference character varying NOT NULL COLLATE pg_catalog."C",
    revision bigint NOT NULL,
    serial character varying NOT NULL COLLATE pg_catalog."C",
    mark character varying NOT NULL COLLATE pg_catalog."C"
);
CREATE TABLE public.calendar_turn (
    reference character varying NOT NULL COLLATE pg_catalog."C",
    revision bigint NOT NULL,
    option character varying NOT NULL COLLATE pg_catalog."C",
    area character varying NOT NULL COLLATE pg_catalog."C",
    person character varying NOT NULL COLLATE pg_catalog."C",
    starts timestamp with time zone NOT NULL,
    ends timestamp with time zone NOT NULL
);
CREATE TABLE public.care (
    reference character varying NOT NULL COLLATE pg_catalog."C",
    revision bigint NOT NULL,
    area character varying NOT NULL COLLATE pg_catalog."C",
    begun_at timestamp with time zone NOT NULL,
    event character varying COLLATE pg_catalog."C",
    whose character varying COLLATE pg_catalog."C",
    audience_mark character varying COLLATE pg_catalog."C",
    state character varying NOT NULL COLLATE pg_catalog."C",
    note_by timestamp with time zone,
    first_note_at timestamp with time zone
);
CREATE TABLE public.colleague_note (
    reference character varying NOT NULL COLLATE pg_catalog."C",
    revision bigint NOT NULL,
    at timestamp with time zone NOT NULL,
    whose character varying NOT NULL COLLATE pg_catalog."C",
    named boolean NOT NULL
);
CREATE TABLE public.configuration (
    reference character varying NOT NULL COLLATE pg_catalog."C",
    revision bigint NOT NULL,
    applied_at timestamp with time zone NOT NULL,
    version bigint NOT NULL,
    document character varying NOT NULL COLLATE pg_catalog."C",
    paused boolean NOT NULL,
    file character varying DEFAULT ''::character varying NOT NULL COLLATE pg_catalog."C"
);
CREATE TABLE public.counter (
    reference character varying NOT NULL COLLATE pg_catalog."C",
    revision bigint NOT NULL,
    month character varying NOT NULL COLLATE pg_catalog."C",
    area character varying NOT NULL COLLATE pg_catalog."C",
    name character varying NOT NULL COLLATE pg_catalog."C",
    count bigint NOT NULL
);
CREATE TABLE public.drill (
    reference character varying NOT NULL COLLATE pg_catalog."C",
    revision bigint NOT NULL,
    area character varying NOT NULL COLLATE pg_catalog."C",
    by character varying NOT NULL COLLATE pg_catalog."C",
    at timestamp with time zone NOT NULL,
    ends_at timestamp with time zone NOT NULL,
    started boolean NOT NULL,
    ended boolean NOT NULL
);
CREATE TABLE public.drill_ask (
    reference character varying NOT NULL COLLATE pg_catalog."C",
    revision bigint NOT NULL,
    drill character varying NOT NULL COLLATE pg_catalog."C",
    part character varying NOT NULL COLLATE pg_catalog."C",
    role character varying NOT NULL COLLATE pg_catalog."C",
    taken_by character varying NOT NULL COLLATE pg_catalog."C"
);
CREATE TABLE public.drill_part (
    reference character varying NOT NULL COLLATE pg_catalog."C",
    revision bigint NOT NULL,
    drill character varying NOT NULL COLLATE pg_catalog."C",
    role character varying NOT NULL COLLATE pg_catalog."C",
    whose character varying NOT NULL COLLATE pg_catalog."C",
    agreed boolean NOT NULL,
    step character varying NOT NULL COLLATE pg_catalog."C"
);
CREATE TABLE public.duty (
    reference character varying NOT NULL COLLATE pg_catalog."C",
    revision bigint NOT NULL,
    since timestamp with time zone NOT NULL,
    until timestamp with time zone,
    off_until timestamp with time zone
);
CREATE TABLE public.duty_week (
    reference character varying NOT NULL COLLATE pg_catalog."C",
    revision bigint NOT NULL,
    days character varying NOT NULL COLLATE pg_catalog."C",
    starts character varying NOT NULL COLLATE pg_catalog."C",
    ends character varying NOT NULL COLLATE pg_catalog."C",
    away_from character varying NOT NULL COLLATE pg_catalog."C",
    away_through character varying NOT NULL COLLATE pg_catalog."C"
);
CREATE TABLE public.erasures (
    reference character varying NOT NULL COLLATE pg_catalog."C",
    owner character varying NOT NULL COLLATE pg_catalog."C",
    at timestamp with time zone NOT NULL,
    written boolean NOT NULL
);
CREATE TABLE public.group_session (
    reference character varying NOT NULL COLLATE pg_catalog."C",
    revision bigint NOT NULL,
    event character varying NOT NULL COLLATE pg_catalog."C",
    area character varying NOT NULL COLLATE pg_catalog."C",
    unit character varying NOT NULL COLLATE pg_catalog."C",
    starts_at timestamp with time zone NOT NULL,
    minutes bigint NOT NULL,
    place character varying NOT NULL COLLATE pg_catalog."C",
    at timestamp with time zone NOT NULL,
    state character varying NOT NULL COLLATE pg_catalog."C",
    facilitator character varying NOT NULL COLLATE pg_catalog."C",
    asked character varying NOT NULL COLLATE pg_catalog."C",
    changes bigint NOT NULL
);
CREATE TABLE public.held_back (
    reference character varying NOT NULL COLLATE pg_catalog."C",
    revision bigint NOT NULL,
    area character varying NOT NULL COLLATE pg_catalog."C",
    at timestamp with time zone NOT NULL,
    whose character varying COLLATE pg_catalog."C"
);
CREATE TABLE public.home_message (
    reference character varying NOT NULL COLLATE pg_catalog."C",
    revision bigint NOT NULL,
    at timestamp with time zone NOT NULL
);
CREATE TABLE public.installation (
    reference character varying NOT NULL COLLATE pg_catalog."C",
    revision bigint NOT NULL,
    platform character varying NOT NULL COLLATE pg_catalog."C",
    tenant character varying NOT NULL COLLATE pg_catalog."C",
    at timestamp with time zone NOT NULL
);
CREATE TABLE public.invitation (
    reference character varying NOT NULL COLLATE pg_catalog."C",
    revision bigint NOT NULL,
    session character varying NOT NULL COLLATE pg_catalog."C",
    whose character varying NOT NULL COLLATE pg_catalog."C",
    joined boolean NOT NULL
);
CREATE TABLE public.job (
    reference character varying NOT NULL COLLATE pg_catalog."C",
    revision bigint NOT NULL,
    key character varying NOT NULL COLLATE pg_catalog."C",
    kind character varying NOT NULL COLLATE pg_catalog."C",
    due_at timestamp with time zone NOT NULL,
    subject character varying NOT NULL COLLATE pg_catalog."C",
    screen character varying NOT NULL COLLATE pg_catalog."C",
    recipient character varying NOT NULL COLLATE pg_catalog."C",
    detail character varying NOT NULL COLLATE pg_catalog."C",
    urgency character varying NOT NULL COLLATE pg_catalog."C",
    state character varying NOT NULL COLLATE pg_catalog."C",
    lease_token character varying COLLATE pg_catalog."C",
    lease_until timestamp with time zone,
    attempts bigint NOT NULL
);
CREATE TABLE public.last_colleague_note (
    reference character varying NOT NULL COLLATE pg_catalog."C",
    revision bigint NOT NULL,
    at timestamp with time zone NOT NULL
);
CREATE TABLE public.last_first_note (
    reference character varying NOT NULL COLLATE pg_catalog."C",
    revision bigint NOT NULL,
    at timestamp with time zone NOT NULL,
    care character varying NOT NULL COLLATE pg_catalog."C"
);
CREATE TABLE public.last_said (
    reference character varying NOT NULL COLLATE pg_catalog."C",
    revision bigint NOT NULL,
    erase_at timestamp with time zone NOT NULL,
    visit character varying NOT NULL COLLATE pg_catalog."C",
    person character varying NOT NULL COLLATE pg_catalog."C",
    person_order character varying NOT NULL COLLATE pg_catalog."C",
    stay character varying NOT NULL COLLATE pg_catalog."C",
    stay_order character varying NOT NULL COLLATE pg_catalog."C",
    died boolean NOT NULL,
    rounds bigint NOT NULL
);
CREATE TABLE public.lead_guide (
    reference character varying NOT NULL COLLATE pg_catalog."C",
    revision bigint NOT NULL,
    area character varying NOT NULL COLLATE pg_catalog."C",
    unit character varying NOT NULL COLLATE pg_catalog."C",
    at timestamp with time zone NOT NULL,
    handed_on boolean NOT NULL,
    group_asked boolean NOT NULL
);
CREATE TABLE public.legal_hold (
    reference character varying NOT NULL COLLATE pg_catalog."C",
    revision bigint NOT NULL,
    since timestamp with time zone NOT NULL
);
CREATE TABLE public.listing (
    reference character varying NOT NULL COLLATE pg_catalog."C",
    revision bigint NOT NULL,
    unit character varying NOT NULL COLLATE pg_catalog."C",
    profession character varying NOT NULL COLLATE pg_catalog."C",
    manager character varying COLLATE pg_catalog."C",
    zone character varying NOT NULL COLLATE pg_catalog."C",
    locale character varying NOT NULL COLLATE pg_catalog."C",
    employment character varying NOT NULL COLLATE pg_catalog."C",
    adult boolean NOT NULL,
    active boolean NOT NULL,
    mark character varying NOT NULL COLLATE pg_catalog."C"
);
CREATE TABLE public.lookup_key (
    name character varying NOT NULL COLLATE pg_catalog."C",
    wrapped bytea NOT NULL,
    key_id character varying NOT NULL COLLATE pg_catalog."C"
);
CREATE TABLE public.note_wishes (
    reference character varying NOT NULL COLLATE pg_catalog."C",
    revision bigint NOT NULL,
    stopped boolean NOT NULL,
    quiet_until timestamp with time zone,
    own_notes_stopped boolean DEFAULT false NOT NULL
);
CREATE TABLE public.own_note (
    reference character varying NOT NULL COLLATE pg_catalog."C",
    revision bigint NOT NULL,
    whose character varying NOT NULL COLLATE pg_catalog."C",
    day character varying NOT NULL COLLATE pg_catalog."C",
    area character varying NOT NULL COLLATE pg_catalog."C",
    at timestamp with time zone NOT NULL
);
CREATE TABLE public.person (
    reference character varying NOT NULL COLLATE pg_catalog."C",
    revision bigint NOT NULL,
    email_mark character varying COLLATE pg_catalog."C",
    unit character varying NOT NULL COLLATE pg_catalog."C",
    profession character varying NOT NULL COLLATE pg_catalog."C",
    zone character varying NOT NULL COLLATE pg_catalog."C",
    locale character varying NOT NULL COLLATE pg_catalog."C",
    manager character varying COLLATE pg_catalog."C",
    shift character varying NOT NULL COLLATE pg_catalog."C",
    shift_days character varying NOT NULL COLLATE pg_catalog."C",
    prefers character varying NOT NULL COLLATE pg_catalog."C",
    active boolean NOT NULL,
    units character varying DEFAULT '[]'::character varying NOT NULL COLLATE pg_catalog."C",
    languages character varying DEFAULT '[]'::character varying NOT NULL COLLATE pg_catalog."C",
    employment character varying DEFAULT 'employee'::character varying NOT NULL COLLATE pg_catalog."C",
    adult boolean DEFAULT true NOT NULL,
    trained_until character varying DEFAULT ''::character varying NOT NULL COLLATE pg_catalog."C",
    evaluators character varying DEFAULT '[]'::character varying NOT NULL COLLATE pg_catalog."C",
    welcomed boolean DEFAULT false NOT NULL,
    roster character varying DEFAULT ''::character varying NOT NULL COLLATE pg_catalog."C",
    said character varying DEFAULT '[]'::character varying NOT NULL COLLATE pg_catalog."C",
    stints character varying DEFAULT '[]'::character varying NOT NULL COLLATE pg_catalog."C",
    stints_from timestamp with time zone,
    stints_until timestamp with time zone,
    gone boolean DEFAULT false NOT NULL
);
CREATE TABLE public.platform_account (
    reference character varying NOT NULL COLLATE pg_catalog."C",
    revision bigint NOT NULL,
    person character varying NOT NULL COLLATE pg_catalog."C",
    platform character varying NOT NULL COLLATE pg_catalog."C",
    mark character varying NOT NULL COLLATE pg_catalog."C"
);
CREATE TABLE public.programme_version (
    reference character varying NOT NULL COLLATE pg_catalog."C",
    revision bigint NOT NULL,
    number bigint NOT NULL,
    at timestamp with time zone NOT NULL,
    document character varying NOT NULL COLLATE pg_catalog."C"
);
CREATE TABLE public.report (
    reference character varying NOT NULL COLLATE pg_catalog."C",
    revision bigint NOT NULL,
    area character varying NOT NULL COLLATE pg_catalog."C",
    unit character varying NOT NULL COLLATE pg_catalog."C",
    kind character varying NOT NULL COLLATE pg_catalog."C",
    harm character varying NOT NULL COLLATE pg_catalog."C",
    occurred_at timestamp with time zone NOT NULL,
    reported_at timestamp with time zone NOT NULL,
    people character varying NOT NULL COLLATE pg_catalog."C",
    state character varying NOT NULL COLLATE pg_catalog."C",
    event character varying COLLATE pg_catalog."C",
    hold_until timestamp with time zone,
    source character varying NOT NULL COLLATE pg_catalog."C",
    mark character varying COLLATE pg_catalog."C",
    unknown bigint NOT NULL,
    corrected boolean DEFAULT false NOT NULL
);
CREATE TABLE public.seen (
    reference character varying NOT NULL COLLATE pg_catalog."C",
    revision bigint NOT NULL,
    at timestamp with time zone NOT NULL,
    screen character varying NOT NULL COLLATE pg_catalog."C",
    subject character varying NOT NULL COLLATE pg_catalog."C"
);
CREATE TABLE public.shown_card (
    reference character varying NOT NULL COLLATE pg_catalog."C",
    revision bigint NOT NULL,
    subject character varying NOT NULL COLLATE pg_catalog."C",
    screen character varying NOT NULL COLLATE pg_catalog."C",
    recipient character varying NOT NULL COLLATE pg_catalog."C",
    at timestamp with time zone NOT NULL,
    mark character varying COLLATE pg_catalog."C",
    wanted bigint NOT NULL,
    shown bigint NOT NULL,
    redrawing character varying COLLATE pg_catalog."C"
);
CREATE TABLE public.staff_list (
    reference character varying NOT NULL COLLATE pg_catalog."C",
    revision bigint NOT NULL,
    as_of timestamp with time zone,
    tried_at timestamp with time zone,
    fault character varying NOT NULL COLLATE pg_catalog."C",
    people bigint NOT NULL,
    unknown bigint NOT NULL,
    passed_over bigint NOT NULL,
    wanted boolean NOT NULL
);
CREATE TABLE public.support_request (
    reference character varying NOT NULL COLLATE pg_catalog."C",
    revision bigint NOT NULL,
    area character varying NOT NULL COLLATE pg_catalog."C",
    door character varying NOT NULL COLLATE pg_catalog."C",
    asked_at timestamp with time zone NOT NULL,
    code character varying NOT NULL COLLATE pg_catalog."C",
    care character varying NOT NULL COLLATE pg_catalog."C",
    state character varying NOT NULL COLLATE pg_catalog."C",
    whose character varying COLLATE pg_catalog."C",
    held_by character varying COLLATE pg_catalog."C",
    claimed_at timestamp with time zone,
    next_step_at timestamp with time zone,
    rung bigint NOT NULL,
    round bigint NOT NULL,
    tried bigint NOT NULL,
    on_call_wanted boolean NOT NULL,
    option character varying DEFAULT 'peer'::character varying NOT NULL COLLATE pg_catalog."C",
    reach character varying DEFAULT 'any'::character varying NOT NULL COLLATE pg_catalog."C",
    there_too boolean DEFAULT false NOT NULL,
    kept_until timestamp with time zone,
    unanswered bigint DEFAULT '0'::bigint NOT NULL,
    suits_at timestamp with time zone
);
CREATE TABLE public.talk_slip (
    reference character varying NOT NULL COLLATE pg_catalog."C",
    revision bigint NOT NULL,
    area character varying NOT NULL COLLATE pg_catalog."C",
    erase_at timestamp with time zone NOT NULL
);
CREATE TABLE public.time_out (
    reference character varying NOT NULL COLLATE pg_catalog."C",
    revision bigint NOT NULL,
    unit character varying NOT NULL COLLATE pg_catalog."C",
    minutes bigint NOT NULL,
    asked_at timestamp with time zone NOT NULL,
    state character varying NOT NULL COLLATE pg_catalog."C",
    care character varying COLLATE pg_catalog."C",
    whose character varying COLLATE pg_catalog."C",
    covered_by character varying COLLATE pg_catalog."C",
    leave_lead_out boolean NOT NULL,
    alone boolean NOT NULL,
    singles bigint NOT NULL,
    lead_asked boolean NOT NULL,
    next_asked boolean NOT NULL,
    person_ready boolean NOT NULL,
    coverer_ready boolean NOT NULL,
    rung bigint NOT NULL,
    turn bigint NOT NULL,
    round bigint NOT NULL,
    extensions bigint NOT NULL,
    next_word_at timestamp with time zone,
    arrives_at timestamp with time zone,
    ends_at timestamp with time zone,
    outcome character varying COLLATE pg_catalog."C"
);
CREATE TABLE public.turn_change (
    reference character varying NOT NULL COLLATE pg_catalog."C",
    revision bigint NOT NULL,
    option character varying NOT NULL COLLATE pg_catalog."C",
    area character varying NOT NULL COLLATE pg_catalog."C",
    of character varying NOT NULL COLLATE pg_catalog."C",
    starts timestamp with time zone NOT NULL,
    ends timestamp with time zone NOT NULL,
    by character varying COLLATE pg_catalog."C",
    offered boolean NOT NULL
);
CREATE TABLE public.unread (
    reference character varying NOT NULL COLLATE pg_catalog."C",
    revision bigint NOT NULL,
    source character varying NOT NULL COLLATE pg_catalog."C",
    field character varying NOT NULL COLLATE pg_catalog."C",
    reason character varying NOT NULL COLLATE pg_catalog."C",
    first_at timestamp with time zone NOT NULL,
    last_at timestamp with time zone NOT NULL,
    times bigint NOT NULL
);
CREATE TABLE public.vault (
    owner character varying NOT NULL COLLATE pg_catalog."C",
    part character varying NOT NULL COLLATE pg_catalog."C",
    sealed bytea NOT NULL
);
CREATE TABLE public.vault_keys (
    owner character varying NOT NULL COLLATE pg_catalog."C",
    reference character varying NOT NULL COLLATE pg_catalog."C",
    wrapped bytea NOT NULL,
    key_id character varying NOT NULL COLLATE pg_catalog."C"
);
INSERT INTO public.adverse_event VALUES ('3deff20804bd076c25e8149747354f96', 1, 'main', 'icu', 'unexpected_death', 'death', '2026-11-24 15:10:00+00', '2026-11-24 16:00:00+00', 'released', 'unexpected-death-from-none', false);
INSERT INTO public.alembic_version VALUES ('0011');
INSERT INTO public.asked_lately VALUES ('5c902f41624d8bc2124efa3bf9dae0ad', 0, 1, '2026-11-24 16:25:00+00');
INSERT INTO public.audit_entry VALUES ('f4c73d774745359ad0d3cabb78c6268a', 0, '2026-11-24 16:00:00+00', 1, 'demo', 'playbook applied, version 1', '9d42f8b5348ec20a4844841de53be4b77384db5d538bc7332732605691aaefae');
INSERT INTO public.cadence VALUES ('d9ff54b00994418ab33c8111f4663885', 0, '2026-11-24 16:10:00+00', 0, false, false, NULL, NULL, NULL, 0, false, '["72h","1w","1m"]');
INSERT INTO public.cadence VALUES ('6f33954bec25543600e8613391fba3b4', 0, '2026-11-24 16:10:00+00', 2, false, false, NULL, NULL, NULL, 0, false, '["72h","1w","1m"]');
INSERT INTO public.cadence VALUES ('ef5bd58c7b65cf7e9a7ff72ead1051b2', 0, '2026-11-24 16:10:00+00', 2, false, false, NULL, NULL, NULL, 0, false, '["72h","1w","1m"]');
INSERT INTO public.cadence VALUES ('11ee2fff1eccc48ae5e92dc0dda60ae3', 0, '2026-11-24 16:10:00+00', 2, false, false, NULL, NULL, NULL, 0, false, '["72h","1w","1m"]');
INSERT INTO public.cadence VALUES ('f2e82cdf2851417c3606ca8895c8412f', 1, '2026-11-24 16:10:00+00', 0, true, false, NULL, NULL, '2026-11-24 16:10:00+00', 0, false, '["72h","1w","1m"]');
INSERT INTO public.care VALUES ('5a84160faee6a6b72a15473d8e6b47df', 0, 'main', '2026-11-24 16:05:00+00', '3deff20804bd076c25e8149747354f96', '97c8135d50f9b99e12322b21b429346e', '1157c2b0615f025996fd0f0a7b39776e', 'waiting', '2026-11-25 16:00:00+00', NULL);
INSERT INTO public.care VALUES ('d9ff54b00994418ab33c8111f4663885', 1, 'main', '2026-11-24 16:05:00+00', '3deff20804bd076c25e8149747354f96', '462a111a38c87bed2c15561f9a9977a4', 'a276d7f394d620c762e26daea444d77c', 'written', '2026-11-25 16:00:00+00', '2026-11-24 16:10:00+00');
INSERT INTO public.care VALUES ('6f33954bec25543600e8613391fba3b4', 1, 'main', '2026-11-24 16:05:00+00', '3deff20804bd076c25e8149747354f96', 'ae45c03448df1360bb805b588ad7ff80', '0a1a74ab436563c8ef06bdaa02bd2ee8', 'written', '2026-11-25 16:00:00+00', '2026-11-24 16:10:00+00');
INSERT INTO public.care VALUES ('ef5bd58c7b65cf7e9a7ff72ead1051b2', 1, 'main', '2026-11-24 16:05:00+00', '3deff20804bd076c25e8149747354f96', '00015b1af5d940933ed746b4a888086e', '26d44e6cf3fa4c2cec1cc6fefe35c29b', 'written', '2026-11-25 16:00:00+00', '2026-11-24 16:10:00+00');
INSERT INTO public.care VALUES ('11ee2fff1eccc48ae5e92dc0dda60ae3', 1, 'main', '2026-11-24 16:05:00+00', '3deff20804bd076c25e8149747354f96', '7eea0df77e84cab718e87599470478f8', 'eae9183cead4b56b06035853c955c030', 'written', '2026-11-25 16:00:00+00', '2026-11-24 16:10:00+00');
INSERT INTO public.care VALUES ('f2e82cdf2851417c3606ca8895c8412f', 2, 'main', '2026-11-24 16:05:00+00', '3deff20804bd076c25e8149747354f96', '8158703529e490432f2476c58c9a0339', '3dbd1a5c2cda58c5e22bf1d3d021f790', 'answered', '2026-11-25 16:00:00+00', '2026-11-24 16:10:00+00');
INSERT INTO public.configuration VALUES ('current', 0, '2026-11-24 16:00:00+00', 1, '{"address":"","areas":[{"channels":{},"chaplains":["7d7caed5e70b42a38b4f837b12980828","ed2880057bd12100c69c7cb6041c9f74"],"coordinators":["a320942fb2c9b0792e94ed4faafa9676","9b9dac873f3baa00f2fae7f4f86b19d2"],"counsel":[],"facilitators":[],"facts_contact":"","hours":null,"house_supervisors":[],"investigators":[],"key":"main","ladder":null,"later_notes":[],"name":"Main campus","on_call":["7d7caed5e70b42a38b4f837b12980828"],"options":{},"physician_leads":[],"places":["The quiet room, level 2","The chapel"],"programme_manager":"","supporter_cap":2,"supporters":["a6b778627a35cd4777af00f1e744a388","8135c93935bda89638fedf89b918879d","852afae6112ff6477c404c2794adc4c4","03667a46cb9c2207c7dd43dd516d0039","e8069c8b6aeab4e8d562bcc037a91efa"],"zone":""}],"calendars":[],"channels":{"chaplains":{"practice":"#chaplains"},"claims":{"practice":"#peer-supporters"}},"facts_contact":"The patient safety office, extension 4400. They can call in counsel.","groups":[],"hours":{"days":["mon","tue","wed","thu","fri","sat","sun"],"ends":"22:00:00","holidays":[],"starts":"07:00:00"},"hr":{"columns":{},"employments":{},"encoding":"","other_units":false,"units":{}},"ladder":{"confirm":14400.0,"offer":7200.0,"on_call":1800.0,"remind_first":600.0,"remind_second":1200.0},"later_notes":[],"lines":[{"areas":[],"cost":"free","country":"US","crisis":true,"emergency":false,"hours":"day and night","how":"call or text","key":"988","last_verified":"2026-11-01","name":"988 Lifeline","number":"988","source":"https://988lifeline.org"},{"areas":[],"cost":"free","country":"US","crisis":false,"emergency":true,"hours":"day and night","how":"call","key":"911","last_verified":"2026-11-01","name":"Emergency","number":"911","source":"https://www.911.gov"},{"areas":[],"cost":"free","country":"US","crisis":false,"emergency":false,"hours":"day and night","how":"call","key":"eap","last_verified":"2026-10-19","name":"Employee assistance","number":"303-555-0142","source":"Human resources, extension 4120"}],"name":"Larkspur Valley Hospital","names_kept":5184000.0,"options":{"chaplain":{"answers":"within an hour","at_night":"within two hours, by pager","desk":[],"hours":{"days":["mon","tue","wed","thu","fri","sat","sun"],"ends":"23:00:00","holidays":[],"starts":"06:00:00"},"how":"","ladder":{"confirm":14400.0,"offer":7200.0,"on_call":1800.0,"remind_first":600.0,"remind_second":1200.0},"limits":"If someone may be in danger, they may have to tell.","line":"","name":"","open_to":[],"operator":"303-555-0100","private":"A chaplain keeps your talk private, and the law guards it more than with a peer."},"eap":{"answers":"within the hour","at_night":"on its line at once, and by 9 a.m. with a call-back","desk":["e5b045c2b3720d6f2147c17932aa169b"],"hours":null,"how":"","ladder":null,"limits":"If someone may be in danger, or the law says so, they may have to tell.","line":"eap","name":"","open_to":["employee","trainee"],"operator":"","private":"The EAP keeps your talk private. Your team and your manager do not hear of it."},"outside":{"answers":"","at_night":"","desk":[],"hours":null,"how":"call 303-555-0177, 8 a.m. to midnight","ladder":null,"limits":"If someone may be in danger, they may have to tell.","line":"","name":"Larkspur County clinician line","open_to":[],"operator":"","private":"They do not work here, and they do not tell us that you called."},"peer":{"answers":"within 30 minutes","at_night":"by 8 a.m., often sooner","desk":[],"hours":null,"how":"","ladder":null,"limits":"If someone may be in danger, or the law says so, they may have to tell.","line":"","name":"","open_to":[],"operator":"","private":"A peer keeps your talk private."}},"rotas":[{"area":"main","calendar":"","option":"chaplain","turns":[{"days":["mon","tue","wed","thu","fri"],"ends":"16:30:00","person":"ed2880057bd12100c69c7cb6041c9f74","starts":"08:00:00"},{"days":["sat","sun"],"ends":"16:30:00","person":"7d7caed5e70b42a38b4f837b12980828","starts":"08:00:00"}]}],"sources":[{"died":[],"fields":{},"form":"json","harms":{},"key":"incidents","kind":"patient_death","kinds":{},"name":"Incident reports","only_these_units":false,"peers":[],"time_format":"","units":{},"zone":""}],"triggers":[{"ambient":false,"audience":"on_shift","checks":["announced","leads","union","counsel","policy"],"delay":3600.0,"ends":"","groups":[],"harm":"moderate","hold_off":300.0,"kind":"*","milestone":false,"name":"","offers":["break","talk"],"paused":false,"per_person":0,"per_unit":0,"stages":[],"starts":"","units":[]},{"ambient":false,"audience":"on_shift","checks":["announced","leads","union","counsel","policy"],"delay":3600.0,"ends":"","groups":[],"harm":"none","hold_off":300.0,"kind":"resuscitation","milestone":false,"name":"","offers":["break","talk"],"paused":false,"per_person":0,"per_unit":0,"stages":[],"starts":"","units":[]},{"ambient":false,"audience":"on_shift","checks":["announced","leads","union","counsel","policy"],"delay":3600.0,"ends":"","groups":[],"harm":"none","hold_off":300.0,"kind":"paediatric_event","milestone":false,"name":"","offers":["break","talk"],"paused":false,"per_person":0,"per_unit":0,"stages":[],"starts":"","units":[]},{"ambient":false,"audience":"on_shift","checks":["announced","leads","union","counsel","policy"],"delay":1800.0,"ends":"","groups":[],"harm":"none","hold_off":300.0,"kind":"violence_or_threat","milestone":false,"name":"","offers":["break","talk"],"paused":false,"per_person":0,"per_unit":0,"stages":[],"starts":"","units":[]},{"ambient":false,"audience":"on_shift","checks":["announced","leads","union","counsel","policy"],"delay":3600.0,"ends":"","groups":[],"harm":"none","hold_off":300.0,"kind":"exposure_injury","milestone":false,"name":"","offers":["break","talk"],"paused":false,"per_person":0,"per_unit":0,"stages":[],"starts":"","units":[]},{"ambient":false,"audience":"on_shift","checks":["announced","leads","union","counsel","policy"],"delay":7200.0,"ends":"","groups":[],"harm":"none","hold_off":900.0,"kind":"colleague_loss","milestone":false,"name":"","offers":["break","talk"],"paused":false,"per_person":0,"per_unit":0,"stages":[],"starts":"","units":[]},{"ambient":false,"audience":"on_shift","checks":["announced","leads","union","counsel","policy"],"delay":3600.0,"ends":"","groups":[],"harm":"none","hold_off":300.0,"kind":"patient_death","milestone":false,"name":"","offers":["break","talk"],"paused":false,"per_person":0,"per_unit":0,"stages":[],"starts":"","units":[]},{"ambient":false,"audience":"on_shift","checks":["announced","leads","union","counsel","policy"],"delay":3600.0,"ends":"","groups":[],"harm":"none","hold_off":300.0,"kind":"unexpected_death","milestone":false,"name":"","offers":["break","talk"],"paused":false,"per_person":0,"per_unit":0,"stages":[],"starts":"","units":[]}],"units":[{"area":"main","channels":{},"cover":["350c3ad143862ab03b67d56fb7887d3f","3e8ef6eb939cda667b18bdf623e0ea01","4b1f06a99530846cb80023fc04450be5"],"key":"icu","leads":["d17313bc9cc9cb9c3953cbbf32c23d92","aa87ed5226e922c59340a22a68261359"],"name":"Intensive care","next_in_line":["6067daf6fd43f6fe67dbdd27a00d4e9f"],"shifts":[{"ends":"19:00:00","key":"day","starts":"07:00:00"},{"ends":"07:00:00","key":"night","starts":"19:00:00"},{"ends":"16:30:00","key":"office","starts":"08:00:00"}],"slack_group":"","teams_team":"","zone":"America/Denver"},{"area":"main","channels":{},"cover":["3e8ef6eb939cda667b18bdf623e0ea01","350c3ad143862ab03b67d56fb7887d3f"],"key":"ed","leads":["5f20bd666b8be97bfc8443dfa2020801","e243ff9871d7ac9f7cbbbbb7bcf4367e"],"name":"Emergency","next_in_line":["54dec8cc8c11ff641a836297d8d152ed"],"shifts":[{"ends":"19:00:00","key":"day","starts":"07:00:00"},{"ends":"07:00:00","key":"night","starts":"19:00:00"},{"ends":"16:30:00","key":"office","starts":"08:00:00"}],"slack_group":"","teams_team":"","zone":"America/Denver"},{"area":"main","channels":{},"cover":["350c3ad143862ab03b67d56fb7887d3f"],"key":"surgery","leads":["95765e2c6a66866640cd194be56b6cfc","f8ba01e81747df726151d9a908b017d1"],"name":"Surgery and recovery","next_in_line":["8135c93935bda89638fedf89b918879d"],"shifts":[{"ends":"19:00:00","key":"day","starts":"07:00:00"},{"ends":"07:00:00","key":"night","starts":"19:00:00"},{"ends":"16:30:00","key":"office","starts":"08:00:00"}],"slack_group":"","teams_team":"","zone":"America/Denver"},{"area":"main","channels":{},"cover":["3e8ef6eb939cda667b18bdf623e0ea01","350c3ad143862ab03b67d56fb7887d3f"],"key":"float","leads":["6067daf6fd43f6fe67dbdd27a00d4e9f"],"name":"Float pool","next_in_line":["d17313bc9cc9cb9c3953cbbf32c23d92"],"shifts":[{"ends":"19:00:00","key":"day","starts":"07:00:00"},{"ends":"07:00:00","key":"night","starts":"19:00:00"},{"ends":"16:30:00","key":"office","starts":"08:00:00"}],"slack_group":"","teams_team":"","zone":"America/Denver"},{"area":"main","channels":{},"cover":["ee72bb97869c5f7d749f49ec09de255b"],"key":"respiratory","leads":["5fa8325cd3837a94efc2c4c87c7ea020"],"name":"Respiratory therapy","next_in_line":["d17313bc9cc9cb9c3953cbbf32c23d92"],"shifts":[{"ends":"19:00:00","key":"day","starts":"07:00:00"},{"ends":"07:00:00","key":"night","starts":"19:00:00"},{"ends":"16:30:00","key":"office","starts":"08:00:00"}],"slack_group":"","teams_team":"","zone":"America/Denver"},{"area":"main","channels":{},"cover":["b84c1968b9fd5f057c55558a65e39bf6"],"key":"pharmacy","leads":["852afae6112ff6477c404c2794adc4c4","5ce39c10d6443e6ebc0106c4dc0a2578"],"name":"Pharmacy","next_in_line":["a320942fb2c9b0792e94ed4faafa9676"],"shifts":[{"ends":"19:00:00","key":"day","starts":"07:00:00"},{"ends":"07:00:00","key":"night","starts":"19:00:00"},{"ends":"16:30:00","key":"office","starts":"08:00:00"}],"slack_group":"","teams_team":"","zone":"America/Denver"},{"area":"main","channels":{},"cover":["e8069c8b6aeab4e8d562bcc037a91efa"],"key":"services","leads":["5a74f6a29f2f9477d93c1b0a8b188c45"],"name":"Cleaning and transport","next_in_line":["e8069c8b6aeab4e8d562bcc037a91efa"],"shifts":[{"ends":"14:30:00","key":"early","starts":"06:00:00"},{"ends":"22:30:00","key":"late","starts":"14:00:00"},{"ends":"06:30:00","key":"night","starts":"22:00:00"}],"slack_group":"","teams_team":"","zone":"America/Denver"},{"area":"main","channels":{},"cover":["a320942fb2c9b0792e94ed4faafa9676"],"key":"pastoral","leads":["9b9dac873f3baa00f2fae7f4f86b19d2"],"name":"Spiritual care and social work","next_in_line":["a320942fb2c9b0792e94ed4faafa9676"],"shifts":[{"ends":"19:00:00","key":"day","starts":"07:00:00"},{"ends":"07:00:00","key":"night","starts":"19:00:00"},{"ends":"16:30:00","key":"office","starts":"08:00:00"}],"slack_group":"","teams_team":"","zone":"America/Denver"},{"area":"main","channels":{},"cover":["9561406a0561b2390b8e411a5c0f718d"],"key":"tele","leads":["095c3e01ecb0bd44e8a9ec418b713bf6"],"name":"Tele-ICU hub","next_in_line":["d17313bc9cc9cb9c3953cbbf32c23d92"],"shifts":[{"ends":"19:00:00","key":"day","starts":"07:00:00"},{"ends":"07:00:00","key":"night","starts":"19:00:00"},{"ends":"16:30:00","key":"office","starts":"08:00:00"}],"slack_group":"","teams_team":"","zone":"America/New_York"}],"urgent":["Call the house supervisor: extension 4911, day and night.","The on-call psychiatrist comes or calls within 30 minutes: extension 4912.","Do not leave them alone until one of the two is there."],"wording":{},"zone":"America/Denver"}', false, '');
INSERT INTO public.counter VALUES ('56ae1b6c83473964c790628b3334b110', 0, '2026-11', 'main', 'first_notes', 1);
INSERT INTO public.counter VALUES ('3c8dfa2d33048e1fa063f0106158c9eb', 0, '2026-11', 'main', 'first_notes', 1);
INSERT INTO public.counter VALUES ('a93a69b7b9f7731e9561b50852d6959b', 0, '2026-11', 'main', 'first_notes', 1);
INSERT INTO public.counter VALUES ('09b2b8c1f74c669a54bd9d9f80953d8a', 0, '2026-11', 'main', 'first_notes', 1);
INSERT INTO public.counter VALUES ('42a140ca10689f80c8d142eb255d8eee', 0, '2026-11', 'main', 'first_notes', 1);
INSERT INTO public.counter VALUES ('abd8d6d977010ed17bb0fd8a69d1e257', 0, '2026-11', 'main', 'breaks_covered', 1);
INSERT INTO public.erasures VALUES ('e3d68c9776c3c64121724f0456ed843e', 'ae43658d57b84aed82a90676db219a34', '2026-11-24 16:05:00+00', true);
INSERT INTO public.erasures VALUES ('b5fb61ba217bd6cc30bc9192353c369d', '33c76a6f527b4b3a915da8a87f60cd9c', '2026-11-24 16:25:00+00', true);
INSERT INTO public.job VALUES ('08605333d20e5857033faf6cf00e83e9', 2, 'sweep:adverse_event.forget_unread:9824', 'adverse_event.forget_unread', '2026-11-24 16:00:00+00', '', '', '', '', '2-care', 'done', NULL, NULL, 0);
INSERT INTO public.job VALUES ('093d0860aa024605703287ac9eefa2cc', 2, 'sweep:home.tidy:235792', 'home.tidy', '2026-11-24 16:00:00+00', '', '', '', '', '2-care', 'done', NULL, NULL, 0);
INSERT INTO public.job VALUES ('0db004dd9d9f2b74d5887a48f4dc85ae', 2, 'sweep:core.tidy:235792', 'core.tidy', '2026-11-24 16:00:00+00', '', '', '', '', '2-care', 'done', NULL, NULL, 0);
INSERT INTO public.job VALUES ('2e83a4d2ead0f6ba586f8fde8d988d93', 2, 'sweep:time_out.clean:1414752', 'time_out.clean', '2026-11-24 16:00:00+00', '', '', '', '', '2-care', 'done', NULL, NULL, 0);
INSERT INTO public.job VALUES ('3018fd6b0ef36056f7ff30195f98f022', 2, 'sweep:programme.tidy_lists:9824', 'programme.tidy_lists', '2026-11-24 16:00:00+00', '', '', '', '', '2-care', 'done', NULL, NULL, 0);
INSERT INTO public.job VALUES ('3e0331d940fd28c38d7f4f483ebd5e84', 2, 'sweep:supporter_care.tidy:9824', 'supporter_care.tidy', '2026-11-24 16:00:00+00', '', '', '', '', '2-care', 'done', NULL, NULL, 0);
INSERT INTO public.job VALUES ('462edee2b183dc5109d33db0799a6ec1', 2, 'sweep:report.fold:235792', 'report.fold', '2026-11-24 16:00:00+00', '', '', '', '', '2-care', 'done', NULL, NULL, 0);
INSERT INTO public.job VALUES ('550785af65132587afe25f7acf93852b', 2, 'sweep:unit_lead.tidy:9824', 'unit_lead.tidy', '2026-11-24 16:00:00+00', '', '', '', '', '2-care', 'done', NULL, NULL, 0);
INSERT INTO public.job VALUES ('5d3e0ec85e60ec44b43b39ff06962fb5', 2, 'sweep:colleague.tidy:9824', 'colleague.tidy', '2026-11-24 16:00:00+00', '', '', '', '', '2-care', 'done', NULL, NULL, 0);
INSERT INTO public.job VALUES ('62584c5b91a02c7c3657dc282245da8e', 2, 'sweep:adverse_event.forget_said:235792', 'adverse_event.forget_said', '2026-11-24 16:00:00+00', '', '', '', '', '2-care', 'done', NULL, NULL, 0);
INSERT INTO public.job VALUES ('640559eb05806e6f0299af0a90157dda', 2, 'sweep:check_in.tidy:235792', 'check_in.tidy', '2026-11-24 16:00:00+00', '', '', '', '', '2-care', 'done', NULL, NULL, 0);
INSERT INTO public.job VALUES ('a1100fe564765a283cf2adeab5547ada', 2, 'sweep:supporters.training_look:9824', 'supporters.training_look', '2026-11-24 16:00:00+00', '', '', '', '', '2-care', 'done', NULL, NULL, 0);
INSERT INTO public.job VALUES ('a236e4b5f71aed9e451a9ea734314cc8', 2, 'sweep:request.tidy:9824', 'request.tidy', '2026-11-24 16:00:00+00', '', '', '', '', '2-care', 'done', NULL, NULL, 0);
INSERT INTO public.job VALUES ('a7618fac51d387292a1abc07e324c663', 2, 'sweep:privacy.sweep:9824', 'privacy.sweep', '2026-11-24 16:00:00+00', '', '', '', '', '2-care', 'done', NULL, NULL, 0);
INSERT INTO public.job VALUES ('a9670ea7400915d2206076f66a3e89d8', 2, 'sweep:group.tidy:9824', 'group.tidy', '2026-11-24 16:00:00+00', '', '', '', '', '2-care', 'done', NULL, NULL, 0);
INSERT INTO public.job VALUES ('c2d9f52ba270d733ab51b926ca0b11d2', 2, 'sweep:supporters.tidy:235792', 'supporters.tidy', '2026-11-24 16:00:00+00', '', '', '', '', '2-care', 'done', NULL, NULL, 0);
INSERT INTO public.job VALUES ('d1f181acc9755e810aa1e07394fb30e0', 2, 'sweep:home.turned:943168', 'home.turned', '2026-11-24 16:00:00+00', '', '', '', '', '2-care', 'done', NULL, NULL, 0);
INSERT INTO public.job VALUES ('d28c6bdaf5594150a79b8a33e7cd27cb', 2, 'sweep:drill.tidy:9824', 'drill.tidy', '2026-11-24 16:00:00+00', '', '', '', '', '2-care', 'done', NULL, NULL, 0);
INSERT INTO public.job VALUES ('fa25b106e9a1f0372b85e547fb04b2f6', 2, 'sweep:core.audit:14147520', 'core.audit', '2026-11-24 16:00:00+00', '', '', '', '', '2-care', 'done', NULL, NULL, 0);
INSERT INTO public.job VALUES ('dd11f64dc15a8a0e6e49cd9fce91c31e', 1, 'forget-report:55802c84a1a50e5c2a7ff9d128a92448:draft', 'adverse_event.forget_report', '2026-11-24 17:00:00+00', '55802c84a1a50e5c2a7ff9d128a92448', '', '', '', '2-care', 'cancelled', NULL, NULL, 0);
INSERT INTO public.job VALUES ('8e9581a92754da045f335947953254c2', 0, 'close:3deff20804bd076c25e8149747354f96', 'adverse_event.close', '2027-01-23 16:00:00+00', '3deff20804bd076c25e8149747354f96', '', '', '', '2-care', 'pending', NULL, NULL, 0);
INSERT INTO public.job VALUES ('038e2df78616f2ae40cc02d30be41485', 3, 'progress:55802c84a1a50e5c2a7ff9d128a92448', 'core.post', '2026-11-24 16:00:00+00', '55802c84a1a50e5c2a7ff9d128a92448', 'adverse_event.progress', 'sealed:55802c84a1a50e5c2a7ff9d128a92448:reporter', '', '1-answer', 'sent', NULL, NULL, 0);
INSERT INTO public.job VALUES ('58028547356818d47ea75f7a215901ba', 0, 'erase-latest:ef5bd58c7b65cf7e9a7ff72ead1051b2', 'privacy.erase_latest', '2027-01-23 16:00:00+00', 'ef5bd58c7b65cf7e9a7ff72ead1051b2', '', '', '', '2-care', 'pending', NULL, NULL, 0);
INSERT INTO public.job VALUES ('c6c6838bf695f4bdd926a182107c695c', 0, 'erase-latest:5a84160faee6a6b72a15473d8e6b47df', 'privacy.erase_latest', '2027-01-23 16:00:00+00', '5a84160faee6a6b72a15473d8e6b47df', '', '', '', '2-care', 'pending', NULL, NULL, 0);
INSERT INTO public.job VALUES ('5e10401ce3bd2983bcd6ee7b8c7ae93d', 0, 'first-note:5a84160faee6a6b72a15473d8e6b47df', 'check_in.first_note', '2026-11-24 22:00:00+00', '5a84160faee6a6b72a15473d8e6b47df', '', '', '', '2-note', 'pending', NULL, NULL, 0);
INSERT INTO public.job VALUES ('12eb5c56d14d0f44164e59922e82b3cc', 0, 'erase-latest:d9ff54b00994418ab33c8111f4663885', 'privacy.erase_latest', '2027-01-23 16:00:00+00', 'd9ff54b00994418ab33c8111f4663885', '', '', '', '2-care', 'pending', NULL, NULL, 0);
INSERT INTO public.job VALUES ('f2a57a4d39b01f99db014baf5723b065', 0, 'erase-latest:6f33954bec25543600e8613391fba3b4', 'privacy.erase_latest', '2027-01-23 16:00:00+00', '6f33954bec25543600e8613391fba3b4', '', '', '', '2-care', 'pending', NULL, NULL, 0);
INSERT INTO public.job VALUES ('7f84c96cc8df5a2fdde4f849e5d5b8d4', 0, 'erase-latest:f2e82cdf2851417c3606ca8895c8412f', 'privacy.erase_latest', '2027-01-23 16:00:00+00', 'f2e82cdf2851417c3606ca8895c8412f', '', '', '', '2-care', 'pending', NULL, NULL, 0);
INSERT INTO public.job VALUES ('5d2c8abc1e3128c9262584c51d416e3b', 0, 'erase-latest:11ee2fff1eccc48ae5e92dc0dda60ae3', 'privacy.erase_latest', '2027-01-23 16:00:00+00', '11ee2fff1eccc48ae5e92dc0dda60ae3', '', '', '', '2-care', 'pending', NULL, NULL, 0);
INSERT INTO public.job VALUES ('269a43f468cc31180b678427bd7c80df', 3, 'redraw:038e2df78616f2ae40cc02d30be41485:1', 'core.redraw', '2026-11-24 16:05:00+00', '038e2df78616f2ae40cc02d30be41485', '', '', '', '1-answer', 'sent', NULL, NULL, 0);
INSERT INTO public.job VALUES ('c2372e85df33aecffb5fc837b150bbc2', 2, 'group-look:3deff20804bd076c25e8149747354f96:14147526', 'group.look', '2026-11-24 16:06:00+00', '3deff20804bd076c25e8149747354f96', '', '', '', '2-care', 'done', NULL, NULL, 0);
INSERT INTO public.job VALUES ('f159f504e00de2cdc8df7be943f16cec', 3, 'group-offer:3deff20804bd076c25e8149747354f96:a320942fb2c9b0792e94ed4faafa9676', 'programme.unasked', '2026-11-24 16:06:00+00', '3deff20804bd076c25e8149747354f96', 'group.offer', 'person:a320942fb2c9b0792e94ed4faafa9676:person', '', '2-care', 'sent', NULL, NULL, 0);
INSERT INTO public.job VALUES ('1d753cd08271231d3e1b57c003885e3d', 3, 'first-note:d9ff54b00994418ab33c8111f4663885', 'check_in.first_note', '2026-11-24 16:10:00+00', 'd9ff54b00994418ab33c8111f4663885', '', '', '', '2-note', 'sent', NULL, NULL, 0);
INSERT INTO public.job VALUES ('898e1fe566c2847f774da059b827482b', 3, 'first-note:ef5bd58c7b65cf7e9a7ff72ead1051b2', 'check_in.first_note', '2026-11-24 16:10:00+00', 'ef5bd58c7b65cf7e9a7ff72ead1051b2', '', '', '', '2-note', 'sent', NULL, NULL, 0);
INSERT INTO public.job VALUES ('2279fc4afd18b7eccf7986ff724a2ea5', 2, 'release:55802c84a1a50e5c2a7ff9d128a92448', 'adverse_event.release', '2026-11-24 16:05:00+00', '55802c84a1a50e5c2a7ff9d128a92448', '', '', '', '2-care', 'done', NULL, NULL, 0);
INSERT INTO public.job VALUES ('122c8968c71858028607818e59ba1eb0', 3, 'lead-guide:3deff20804bd076c25e8149747354f96:d17313bc9cc9cb9c3953cbbf32c23d92', 'programme.unasked', '2026-11-24 16:05:00+00', '3deff20804bd076c25e8149747354f96', 'unit_lead.guide', 'person:d17313bc9cc9cb9c3953cbbf32c23d92:person', '', '1-answer', 'sent', NULL, NULL, 0);
INSERT INTO public.job VALUES ('64ddbcd9d5501eea4ac0caf5b50192ae', 3, 'lead-guide:3deff20804bd076c25e8149747354f96:aa87ed5226e922c59340a22a68261359', 'programme.unasked', '2026-11-24 16:05:00+00', '3deff20804bd076c25e8149747354f96', 'unit_lead.guide', 'person:aa87ed5226e922c59340a22a68261359:person', '', '1-answer', 'sent', NULL, NULL, 0);
INSERT INTO public.job VALUES ('41b7cd597d47bd33fb44bf0cca610eb7', 2, 'sweep:core.audit:14147525', 'core.audit', '2026-11-24 16:05:00+00', '', '', '', '', '2-care', 'done', NULL, NULL, 0);
INSERT INTO public.job VALUES ('89403553d293e46548f0dd67a49ae154', 0, 'follow-up:6f33954bec25543600e8613391fba3b4:72h', 'follow_up.note', '2026-11-27 16:10:00+00', '6f33954bec25543600e8613391fba3b4', '', '', '72h', '3-follow-up', 'pending', NULL, NULL, 0);
INSERT INTO public.job VALUES ('6a970df28d4a11b825ce27d007034b83', 2, 'sweep:core.audit:14147530', 'core.audit', '2026-11-24 16:10:00+00', '', '', '', '', '2-care', 'done', NULL, NULL, 0);
INSERT INTO public.job VALUES ('e4e5ffc68e752594d88b674a75684cbe', 2, 'sweep:time_out.clean:1414753', 'time_out.clean', '2026-11-24 16:10:00+00', '', '', '', '', '2-care', 'done', NULL, NULL, 0);
INSERT INTO public.job VALUES ('49fc16ee7cbf40bfc05d6ff42ad81897', 3, 'redraw:b969291de39bae792a0db3ed3cac13b3:3', 'core.redraw', '2026-11-24 16:10:00+00', 'b969291de39bae792a0db3ed3cac13b3', '', '', '', '1-answer', 'sent', NULL, NULL, 0);
INSERT INTO public.job VALUES ('672362b0ec2886714c8ad3044c3dd1d5', 3, 'redraw:038e2df78616f2ae40cc02d30be41485:2', 'core.redraw', '2026-11-24 16:10:15+00', '038e2df78616f2ae40cc02d30be41485', '', '', '', '1-answer', 'sent', NULL, NULL, 0);
INSERT INTO public.job VALUES ('34295a8c470bd0339ea645475ee57dae', 3, 'redraw:02ba9cce8605b8f4d378425b990e3ce4:2', 'core.redraw', '2026-11-24 16:25:00+00', '02ba9cce8605b8f4d378425b990e3ce4', '', '', '', '1-answer', 'sent', NULL, NULL, 0);
INSERT INTO public.job VALUES ('6c0cd72271d2881f1b8c5712470b81de', 3, 'redraw:35885b6dab66aed5995fc35bdb4d1680:2', 'core.redraw', '2026-11-24 16:25:00+00', '35885b6dab66aed5995fc35bdb4d1680', '', '', '', '1-answer', 'sent', NULL, NULL, 0);
INSERT INTO public.job VALUES ('f9093c38a5654771845488c2a562cd31', 3, 'redraw:10b160b77d312a286710b815996c473d:2', 'core.redraw', '2026-11-24 16:25:00+00', '10b160b77d312a286710b815996c473d', '', '', '', '1-answer', 'sent', NULL, NULL, 0);
INSERT INTO public.job VALUES ('7e79254fcb702142f67f9dcfc6a64841', 0, 'confirm:82f730f5c2172b698580024c9f9a00c3:0', 'request.confirm', '2026-11-24 20:25:00+00', '82f730f5c2172b698580024c9f9a00c3', '', '', '0', '2-care', 'pending', NULL, NULL, 0);
INSERT INTO public.job VALUES ('6f3b289c5d8d85c3e27b72ca7d46251b', 2, 'redraw:236d38920bc3dd17bd0d9656bb4d4b60:2', 'core.redraw', '2026-11-24 16:25:00+00', '236d38920bc3dd17bd0d9656bb4d4b60', '', '', '', '1-answer', 'cancelled', NULL, NULL, 0);
INSERT INTO public.job VALUES ('493e7b7fc0f1aa55e4a8509fdb1edcd8', 3, 'redraw:236d38920bc3dd17bd0d9656bb4d4b60:1', 'core.redraw', '2026-11-24 16:25:00+00', '236d38920bc3dd17bd0d9656bb4d4b60', '', '', '', '1-answer', 'sent', NULL, NULL, 0);
INSERT INTO public.job VALUES ('a45e4c45d4a6c342b6e94a28f6f564aa', 3, 'redraw:6a1c390e98ba4fcdbbf3cc2109b972b5:1', 'core.redraw', '2026-11-24 16:25:00+00', '6a1c390e98ba4fcdbbf3cc2109b972b5', '', '', '', '1-answer', 'sent', NULL, NULL, 0);
INSERT INTO public.job VALUES ('0a05b3fcf8a5ca9ba2b2ee022ff0db30', 3, 'found:82f730f5c2172b698580024c9f9a00c3:0', 'core.post', '2026-11-24 16:25:00+00', '82f730f5c2172b698580024c9f9a00c3', 'request.status', 'sealed:82f730f5c2172b698580024c9f9a00c3:person', '', '2-care', 'sent', NULL, NULL, 0);
INSERT INTO public.job VALUES ('6334fbac4b9dba64e845ca4834ba8019', 3, 'held:82f730f5c2172b698580024c9f9a00c3:0', 'core.post', '2026-11-24 16:25:00+00', '82f730f5c2172b698580024c9f9a00c3', 'request.held', 'sealed:82f730f5c2172b698580024c9f9a00c3:supporter.0', '', '2-care', 'sent', NULL, NULL, 0);
INSERT INTO public.job VALUES ('461997218063fec72d84ca841456483a', 3, 'group-offer:3deff20804bd076c25e8149747354f96:9b9dac873f3baa00f2fae7f4f86b19d2', 'programme.unasked', '2026-11-24 16:06:00+00', '3deff20804bd076c25e8149747354f96', 'group.offer', 'person:9b9dac873f3baa00f2fae7f4f86b19d2:person', '', '2-care', 'sent', NULL, NULL, 0);
INSERT INTO public.job VALUES ('c365e44649acdc4c994b5c5d86e3e8bb', 2, 'sweep:core.audit:14147526', 'core.audit', '2026-11-24 16:06:00+00', '', '', '', '', '2-care', 'done', NULL, NULL, 0);
INSERT INTO public.job VALUES ('0dceaa6a678ef7cca2d55c21a0061747', 0, 'follow-up:f2e82cdf2851417c3606ca8895c8412f:72h', 'follow_up.note', '2026-11-27 16:10:00+00', 'f2e82cdf2851417c3606ca8895c8412f', '', '', '72h', '3-follow-up', 'pending', NULL, NULL, 0);
INSERT INTO public.job VALUES ('c2eeb0279f286c63ced1bf17d5eb36c5', 0, 'follow-up:ef5bd58c7b65cf7e9a7ff72ead1051b2:72h', 'follow_up.note', '2026-11-27 16:10:00+00', 'ef5bd58c7b65cf7e9a7ff72ead1051b2', '', '', '72h', '3-follow-up', 'pending', NULL, NULL, 0);
INSERT INTO public.job VALUES ('8108711cc9c39a08aa05ac31882dfe78', 0, 'follow-up:f2e82cdf2851417c3606ca8895c8412f:1w', 'follow_up.note', '2026-12-01 16:10:00+00', 'f2e82cdf2851417c3606ca8895c8412f', '', '', '1w', '3-follow-up', 'pending', NULL, NULL, 0);
INSERT INTO public.job VALUES ('b450670f7a088af8012f7894b2f3aa48', 0, 'follow-up:f2e82cdf2851417c3606ca8895c8412f:1m', 'follow_up.note', '2026-12-24 16:10:00+00', 'f2e82cdf2851417c3606ca8895c8412f', '', '', '1m', '3-follow-up', 'pending', NULL, NULL, 0);
INSERT INTO public.job VALUES ('10b160b77d312a286710b815996c473d', 3, 'time-out-mine:33c76a6f527b4b3a915da8a87f60cd9c:1', 'core.post', '2026-11-24 16:10:00+00', '33c76a6f527b4b3a915da8a87f60cd9c', 'time_out.mine', 'sealed:33c76a6f527b4b3a915da8a87f60cd9c:person', '', '1-answer', 'sent', NULL, NULL, 0);
INSERT INTO public.job VALUES ('02ba9cce8605b8f4d378425b990e3ce4', 3, 'time-out-invite:33c76a6f527b4b3a915da8a87f60cd9c:person:3e8ef6eb939cda667b18bdf623e0ea01:person:1', 'time_out.invite', '2026-11-24 16:10:00+00', '33c76a6f527b4b3a915da8a87f60cd9c', 'time_out.cover_card', 'person:3e8ef6eb939cda667b18bdf623e0ea01:person', '', '2-care', 'sent', NULL, NULL, 0);
INSERT INTO public.job VALUES ('35885b6dab66aed5995fc35bdb4d1680', 3, 'time-out-invite:33c76a6f527b4b3a915da8a87f60cd9c:person:4b1f06a99530846cb80023fc04450be5:person:1', 'time_out.invite', '2026-11-24 16:10:00+00', '33c76a6f527b4b3a915da8a87f60cd9c', 'time_out.cover_card', 'person:4b1f06a99530846cb80023fc04450be5:person', '', '2-care', 'sent', NULL, NULL, 0);
INSERT INTO public.job VALUES ('f3df61ec3f19fdaf1200322621da6417', 3, 'time-out-invite:33c76a6f527b4b3a915da8a87f60cd9c:person:350c3ad143862ab03b67d56fb7887d3f:person:1', 'time_out.invite', '2026-11-24 16:10:00+00', '33c76a6f527b4b3a915da8a87f60cd9c', 'time_out.cover_card', 'person:350c3ad143862ab03b67d56fb7887d3f:person', '', '2-care', 'sent', NULL, NULL, 0);
INSERT INTO public.job VALUES ('719a4302d1f615fb36e36a634f2fa2d1', 1, 'time-out-step:33c76a6f527b4b3a915da8a87f60cd9c:1', 'time_out.step', '2026-11-24 16:13:00+00', '33c76a6f527b4b3a915da8a87f60cd9c', '', '', '1', '2-care', 'cancelled', NULL, NULL, 0);
INSERT INTO public.job VALUES ('62606600b0afc5ca68e2d6bc47fc41d5', 2, 'redraw:b969291de39bae792a0db3ed3cac13b3:2', 'core.redraw', '2026-11-24 16:10:00+00', 'b969291de39bae792a0db3ed3cac13b3', '', '', '', '1-answer', 'cancelled', NULL, NULL, 0);
INSERT INTO public.job VALUES ('d87ef98b1085f2687f52a1001b73b178', 2, 'redraw:eeb4aa2a194dcff1555dde4ce1872645:2', 'core.redraw', '2026-11-24 16:10:00+00', 'eeb4aa2a194dcff1555dde4ce1872645', '', '', '', '1-answer', 'cancelled', NULL, NULL, 0);
INSERT INTO public.job VALUES ('c262873f64e0fbff0f021cba826fa7c6', 2, 'time-out-step:33c76a6f527b4b3a915da8a87f60cd9c:3', 'time_out.step', '2026-11-24 16:25:00+00', '33c76a6f527b4b3a915da8a87f60cd9c', '', '', '3', '2-care', 'done', NULL, NULL, 0);
INSERT INTO public.job VALUES ('6f97a812116b26d505a2a77ba95082a6', 2, 'sweep:home.turned:943169', 'home.turned', '2026-11-24 16:25:00+00', '', '', '', '', '2-care', 'done', NULL, NULL, 0);
INSERT INTO public.job VALUES ('7312f3667ab75483fe2683385dc99e12', 2, 'sweep:time_out.clean:1414754', 'time_out.clean', '2026-11-24 16:25:00+00', '', '', '', '', '2-care', 'done', NULL, NULL, 0);
INSERT INTO public.job VALUES ('eff56bcbfe99b7d8ef1bc731d30b43c2', 2, 'sweep:core.audit:14147545', 'core.audit', '2026-11-24 16:25:00+00', '', '', '', '', '2-care', 'done', NULL, NULL, 0);
INSERT INTO public.job VALUES ('07f5454647bcfe1105de2f976e08e6fa', 3, 'redraw:eeb4aa2a194dcff1555dde4ce1872645:4', 'core.redraw', '2026-11-24 16:25:00+00', 'eeb4aa2a194dcff1555dde4ce1872645', '', '', '', '1-answer', 'sent', NULL, NULL, 0);
INSERT INTO public.job VALUES ('a8e08d11732a0e4e5b0d3fef0a026fdc', 3, 'redraw:b969291de39bae792a0db3ed3cac13b3:4', 'core.redraw', '2026-11-24 16:25:00+00', 'b969291de39bae792a0db3ed3cac13b3', '', '', '', '1-answer', 'sent', NULL, NULL, 0);
INSERT INTO public.job VALUES ('eb066549c804d1790873e1f48762c910', 3, 'time-out-mine:33c76a6f527b4b3a915da8a87f60cd9c:4', 'core.post', '2026-11-24 16:25:00+00', '33c76a6f527b4b3a915da8a87f60cd9c', 'time_out.mine', 'sealed:33c76a6f527b4b3a915da8a87f60cd9c:person', '', '1-answer', 'sent', NULL, NULL, 0);
INSERT INTO public.job VALUES ('9bf3a758a38b40a5f385025a6e5b9c85', 1, 'time-out-step:33c76a6f527b4b3a915da8a87f60cd9c:4', 'time_out.step', '2026-11-24 16:40:00+00', '33c76a6f527b4b3a915da8a87f60cd9c', '', '', '4', '2-care', 'cancelled', NULL, NULL, 0);
INSERT INTO public.job VALUES ('8f2d5c453fc607c9964e60a407166626', 0, 'ladder:82f730f5c2172b698580024c9f9a00c3:0:1', 'request.ladder', '2026-11-24 16:35:00+00', '82f730f5c2172b698580024c9f9a00c3', '', '', '0:1', '2-care', 'pending', NULL, NULL, 0);
INSERT INTO public.job VALUES ('6a1c390e98ba4fcdbbf3cc2109b972b5', 3, 'claim-card:82f730f5c2172b698580024c9f9a00c3:practice', 'request.hang', '2026-11-24 16:25:00+00', '82f730f5c2172b698580024c9f9a00c3', '', 'channel:claims:practice', '', '2-care', 'sent', NULL, NULL, 0);
INSERT INTO public.job VALUES ('b61d8a686de53054c70e9b19a7b7d831', 0, 'follow-up:d9ff54b00994418ab33c8111f4663885:72h', 'follow_up.note', '2026-11-27 16:10:00+00', 'd9ff54b00994418ab33c8111f4663885', '', '', '72h', '3-follow-up', 'pending', NULL, NULL, 0);
INSERT INTO public.job VALUES ('236d38920bc3dd17bd0d9656bb4d4b60', 3, 'first-note:f2e82cdf2851417c3606ca8895c8412f', 'check_in.first_note', '2026-11-24 16:10:00+00', 'f2e82cdf2851417c3606ca8895c8412f', '', '', '', '2-note', 'sent', NULL, NULL, 0);
INSERT INTO public.job VALUES ('7daa756a7b235fe335cffe906ca6bd5d', 3, 'first-note:6f33954bec25543600e8613391fba3b4', 'check_in.first_note', '2026-11-24 16:10:00+00', '6f33954bec25543600e8613391fba3b4', '', '', '', '2-note', 'sent', NULL, NULL, 0);
INSERT INTO public.job VALUES ('f31538640e50dcd6d2cde528622b2382', 3, 'first-note:11ee2fff1eccc48ae5e92dc0dda60ae3', 'check_in.first_note', '2026-11-24 16:10:00+00', '11ee2fff1eccc48ae5e92dc0dda60ae3', '', '', '', '2-note', 'sent', NULL, NULL, 0);
INSERT INTO public.job VALUES ('7ea7628baa88a2cfab36460e6b375ab7', 0, 'follow-up:11ee2fff1eccc48ae5e92dc0dda60ae3:72h', 'follow_up.note', '2026-11-27 16:10:00+00', '11ee2fff1eccc48ae5e92dc0dda60ae3', '', '', '72h', '3-follow-up', 'pending', NULL, NULL, 0);
INSERT INTO public.job VALUES ('2edeab74ca3df16575a235ee53485c7a', 3, 'redraw:35885b6dab66aed5995fc35bdb4d1680:1', 'core.redraw', '2026-11-24 16:10:00+00', '35885b6dab66aed5995fc35bdb4d1680', '', '', '', '1-answer', 'sent', NULL, NULL, 0);
INSERT INTO public.job VALUES ('357b72cedc0c7563db21d94d9d6ffdec', 3, 'redraw:02ba9cce8605b8f4d378425b990e3ce4:1', 'core.redraw', '2026-11-24 16:10:00+00', '02ba9cce8605b8f4d378425b990e3ce4', '', '', '', '1-answer', 'sent', NULL, NULL, 0);
INSERT INTO public.job VALUES ('b1b7a1b307f9fa469a1cf74ca7b76db0', 3, 'redraw:f3df61ec3f19fdaf1200322621da6417:1', 'core.redraw', '2026-11-24 16:10:00+00', 'f3df61ec3f19fdaf1200322621da6417', '', '', '', '1-answer', 'sent', NULL, NULL, 0);
INSERT INTO public.job VALUES ('b969291de39bae792a0db3ed3cac13b3', 3, 'time-out-mine:33c76a6f527b4b3a915da8a87f60cd9c:2', 'core.post', '2026-11-24 16:10:00+00', '33c76a6f527b4b3a915da8a87f60cd9c', 'time_out.mine', 'sealed:33c76a6f527b4b3a915da8a87f60cd9c:person', '', '1-answer', 'sent', NULL, NULL, 0);
INSERT INTO public.job VALUES ('ea14dbefee3a36b4167f18b81f8e0e72', 3, 'redraw:10b160b77d312a286710b815996c473d:1', 'core.redraw', '2026-11-24 16:10:00+00', '10b160b77d312a286710b815996c473d', '', '', '', '1-answer', 'sent', NULL, NULL, 0);
INSERT INTO public.job VALUES ('eeb4aa2a194dcff1555dde4ce1872645', 3, 'time-out-covering:33c76a6f527b4b3a915da8a87f60cd9c:2', 'core.post', '2026-11-24 16:10:00+00', '33c76a6f527b4b3a915da8a87f60cd9c', 'time_out.covering', 'sealed:33c76a6f527b4b3a915da8a87f60cd9c:coverer.1', '', '1-answer', 'sent', NULL, NULL, 0);
INSERT INTO public.job VALUES ('c69cd7758d24fe314160b631f1acf0b6', 1, 'time-out-step:33c76a6f527b4b3a915da8a87f60cd9c:2', 'time_out.step', '2026-11-24 16:20:00+00', '33c76a6f527b4b3a915da8a87f60cd9c', '', '', '2', '2-care', 'cancelled', NULL, NULL, 0);
INSERT INTO public.job VALUES ('2ced8c7bae1f84035523b763d90ea1a1', 3, 'redraw:eeb4aa2a194dcff1555dde4ce1872645:1', 'core.redraw', '2026-11-24 16:10:00+00', 'eeb4aa2a194dcff1555dde4ce1872645', '', '', '', '1-answer', 'sent', NULL, NULL, 0);
INSERT INTO public.job VALUES ('8af08fcaa6c5eeebd5053bb6567957fa', 3, 'redraw:b969291de39bae792a0db3ed3cac13b3:1', 'core.redraw', '2026-11-24 16:10:00+00', 'b969291de39bae792a0db3ed3cac13b3', '', '', '', '1-answer', 'sent', NULL, NULL, 0);
INSERT INTO public.job VALUES ('a7218ecae1ca9edb5803b7487b284082', 3, 'redraw:eeb4aa2a194dcff1555dde4ce1872645:3', 'core.redraw', '2026-11-24 16:10:00+00', 'eeb4aa2a194dcff1555dde4ce1872645', '', '', '', '1-answer', 'sent', NULL, NULL, 0);
INSERT INTO public.job VALUES ('3d3968690f67b8aff32d17a0a3213d99', 2, 'progress:3deff20804bd076c25e8149747354f96:56590121', 'adverse_event.show_progress', '2026-11-24 16:10:15+00', '3deff20804bd076c25e8149747354f96', '', '', '', '2-care', 'done', NULL, NULL, 0);
INSERT INTO public.job VALUES ('302cc8bbd697ce589eb865cbf1d74bdb', 3, 'redraw:eeb4aa2a194dcff1555dde4ce1872645:5', 'core.redraw', '2026-11-24 16:25:00+00', 'eeb4aa2a194dcff1555dde4ce1872645', '', '', '', '1-answer', 'sent', NULL, NULL, 0);
INSERT INTO public.job VALUES ('59f5a880120daa7efe647eeb2ffd879c', 3, 'redraw:b969291de39bae792a0db3ed3cac13b3:5', 'core.redraw', '2026-11-24 16:25:00+00', 'b969291de39bae792a0db3ed3cac13b3', '', '', '', '1-answer', 'sent', NULL, NULL, 0);
INSERT INTO public.job VALUES ('9d05c9070959ee515a90edd8ad4e2d5b', 3, 'redraw:f3df61ec3f19fdaf1200322621da6417:2', 'core.redraw', '2026-11-24 16:25:00+00', 'f3df61ec3f19fdaf1200322621da6417', '', '', '', '1-answer', 'sent', NULL, NULL, 0);
INSERT INTO public.job VALUES ('d1d6b4b212aa8c8730ce3821fabffcb5', 3, 'redraw:eb066549c804d1790873e1f48762c910:1', 'core.redraw', '2026-11-24 16:25:00+00', 'eb066549c804d1790873e1f48762c910', '', '', '', '1-answer', 'sent', NULL, NULL, 0);
INSERT INTO public.last_first_note VALUES ('368738af3251d57b67e30c78d3b7b08b', 0, '2026-11-24 16:10:00+00', 'd9ff54b00994418ab33c8111f4663885');
INSERT INTO public.last_first_note VALUES ('65846e4161c44e5fb9082631d4176998', 0, '2026-11-24 16:10:00+00', 'f2e82cdf2851417c3606ca8895c8412f');
INSERT INTO public.last_first_note VALUES ('27dba8883f93819662b99f90ddc49bb5', 0, '2026-11-24 16:10:00+00', '6f33954bec25543600e8613391fba3b4');
INSERT INTO public.last_first_note VALUES ('8b1a4f6593dd7c2a861d966d62a5a3a7', 0, '2026-11-24 16:10:00+00', 'ef5bd58c7b65cf7e9a7ff72ead1051b2');
INSERT INTO public.last_first_note VALUES ('7eba6ac9b2ebdfca2c89a446232a3840', 0, '2026-11-24 16:10:00+00', '11ee2fff1eccc48ae5e92dc0dda60ae3');
INSERT INTO public.lead_guide VALUES ('3deff20804bd076c25e8149747354f96', 0, 'main', 'icu', '2026-11-24 16:05:00+00', false, false);
INSERT INTO public.lookup_key VALUES ('marks', '\x011a5089e8acc08bb4b556bc6459c94b8810bfb38e31bd51fb48140afa3577d1784c73ca5122257b51ceff99c61b9494d331cab3d890daa54f025ad1da61cd5f60d15f270f41b82202562227e1ca493f365c2caafba8ff097e9219fb31', '40f078f7e1d1');
INSERT INTO public.person VALUES ('ae5c8a7c89b10e0068902a5939923b96', 0, '42d4faea02ad6fffba11b36295c71a0a', 'icu', 'nurse', 'America/Denver', 'en', 'd17313bc9cc9cb9c3953cbbf32c23d92', 'day', '[]', '', true, '[]', '[]', 'employee', true, '', '[]', false, '', '["manager","name","profession","shift","unit"]', '[]', NULL, NULL, false);
INSERT INTO public.person VALUES ('2ab7665e91e9b9c8b10beecf00631b06', 0, 'c3f32c0654a7e89c46b265adadf8da4f', 'icu', 'nurse', 'America/Denver', 'en', 'aa87ed5226e922c59340a22a68261359', 'night', '[]', '', true, '[]', '[]', 'employee', true, '', '[]', false, '', '["manager","name","profession","shift","unit"]', '[]', NULL, NULL, false);
INSERT INTO public.person VALUES ('d9f9671976eebea5bc26db530af9b104', 0, '67c981b30b54c6ef3ac2b3c0b0bf0a1b', 'icu', 'physician', 'America/Denver', 'en', NULL, 'day', '[]', '', true, '[]', '[]', 'employee', true, '', '[]', false, '', '["name","profession","shift","unit"]', '[]', NULL, NULL, false);
INSERT INTO public.person VALUES ('d17313bc9cc9cb9c3953cbbf32c23d92', 0, '66360591adf8bac47d92f4ee176ca076', 'icu', 'nurse', 'America/Denver', 'en', NULL, 'day', '[]', '', true, '[]', '[]', 'employee', true, '', '[]', false, '', '["name","profession","shift","unit"]', '[]', NULL, NULL, false);
INSERT INTO public.person VALUES ('aa87ed5226e922c59340a22a68261359', 0, '5ae058f8d414aaa663841afad537e5f8', 'icu', 'nurse', 'America/Denver', 'en', NULL, 'night', '[]', '', true, '[]', '[]', 'employee', true, '', '[]', false, '', '["name","profession","shift","unit"]', '[]', NULL, NULL, false);
INSERT INTO public.person VALUES ('4b1f06a99530846cb80023fc04450be5', 0, '292343687618e14e87d2fb08f31ff858', 'icu', 'nurse', 'America/Denver', 'en', 'aa87ed5226e922c59340a22a68261359', 'night', '["thu","fri","sat"]', '', true, '[]', '[]', 'employee', true, '', '[]', false, '', '["manager","name","profession","shift","shift_days","unit"]', '[]', NULL, NULL, false);
INSERT INTO public.person VALUES ('6067daf6fd43f6fe67dbdd27a00d4e9f', 0, '1981cf19e5da8da52b7d5517d244f537', 'float', 'nurse', 'America/Denver', 'en', NULL, 'day', '[]', '', true, '[]', '[]', 'employee', true, '', '[]', false, '', '["name","profession","shift","unit"]', '[]', NULL, NULL, false);
INSERT INTO public.person VALUES ('350c3ad143862ab03b67d56fb7887d3f', 0, '5fc0f86597415d200dac2ea2fc1d4da8', 'float', 'nurse', 'America/Denver', 'en', '6067daf6fd43f6fe67dbdd27a00d4e9f', 'day', '[]', '', true, '[]', '[]', 'employee', true, '', '[]', false, '', '["manager","name","profession","shift","unit"]', '[]', NULL, NULL, false);
INSERT INTO public.person VALUES ('3e8ef6eb939cda667b18bdf623e0ea01', 0, '563e43f636adb227fbf9d57db2ebb3ce', 'float', 'nurse', 'America/Denver', 'en', '6067daf6fd43f6fe67dbdd27a00d4e9f', 'night', '[]', '', true, '[]', '[]', 'employee', true, '', '[]', false, '', '["manager","name","profession","shift","unit"]', '[]', NULL, NULL, false);
INSERT INTO public.person VALUES ('5f20bd666b8be97bfc8443dfa2020801', 0, '700488015384553803e7edfaebb82473', 'ed', 'nurse', 'America/Denver', 'en', NULL, 'day', '[]', '', true, '[]', '[]', 'employee', true, '', '[]', false, '', '["name","profession","shift","unit"]', '[]', NULL, NULL, false);
INSERT INTO public.person VALUES ('e243ff9871d7ac9f7cbbbbb7bcf4367e', 0, '2dfa9414ca28c1da6e74017ba3a26c59', 'ed', 'nurse', 'America/Denver', 'en', NULL, 'night', '[]', '', true, '[]', '[]', 'employee', true, '', '[]', false, '', '["name","profession","shift","unit"]', '[]', NULL, NULL, false);
INSERT INTO public.person VALUES ('54dec8cc8c11ff641a836297d8d152ed', 0, 'b763af5bc2966c88c3122e9d12c5d910', 'ed', 'physician', 'America/Denver', 'en', NULL, 'night', '["mon","tue","wed","thu"]', '', true, '[]', '[]', 'employee', true, '', '[]', false, '', '["name","profession","shift","shift_days","unit"]', '[]', NULL, NULL, false);
INSERT INTO public.person VALUES ('03667a46cb9c2207c7dd43dd516d0039', 0, '4bfc26ad3f72c22fd325b559928ef7b6', 'ed', 'nurse', 'America/Denver', 'en', '5f20bd666b8be97bfc8443dfa2020801', 'day', '[]', '', true, '[]', '[]', 'employee', true, '', '[]', false, '', '["manager","name","profession","shift","unit"]', '[]', NULL, NULL, false);
INSERT INTO public.person VALUES ('a6b778627a35cd4777af00f1e744a388', 0, '55a9b9a944e721b4a43288d6b1acdddc', 'surgery', 'nurse', 'America/Denver', 'en', '95765e2c6a66866640cd194be56b6cfc', 'day', '[]', '', true, '[]', '[]', 'employee', true, '', '[]', false, '', '["manager","name","profession","shift","unit"]', '[]', NULL, NULL, false);
INSERT INTO public.person VALUES ('8135c93935bda89638fedf89b918879d', 0, '769b12dadbd3cc69392b098668a59170', 'surgery', 'physician', 'America/Denver', 'en', NULL, 'day', '[]', '', true, '[]', '[]', 'employee', true, '', '[]', false, '', '["name","profession","shift","unit"]', '[]', NULL, NULL, false);
INSERT INTO public.person VALUES ('95765e2c6a66866640cd194be56b6cfc', 0, '4143734339b67c4d4084d54785440fe4', 'surgery', 'nurse', 'America/Denver', 'en', NULL, 'day', '[]', '', true, '[]', '[]', 'employee', true, '', '[]', false, '', '["name","profession","shift","unit"]', '[]', NULL, NULL, false);
INSERT INTO public.person VALUES ('f8ba01e81747df726151d9a908b017d1', 0, 'f4fffb20470cacf6cfe034e8203c1024', 'surgery', 'nurse', 'America/Denver', 'en', NULL, 'night', '[]', '', true, '[]', '[]', 'employee', true, '', '[]', false, '', '["name","profession","shift","unit"]', '[]', NULL, NULL, false);
INSERT INTO public.person VALUES ('5fa8325cd3837a94efc2c4c87c7ea020', 0, '30b264bdef295e6243834690989497fd', 'respiratory', 'respiratory therapist', 'America/Denver', 'en', NULL, 'day', '[]', '', true, '[]', '[]', 'employee', true, '', '[]', false, '', '["name","profession","shift","unit"]', '[]', NULL, NULL, false);
INSERT INTO public.person VALUES ('ee72bb97869c5f7d749f49ec09de255b', 0, 'b9ce47bf9517ae756bcc81ffb2c99037', 'respiratory', 'respiratory therapist', 'America/Denver', 'en', '5fa8325cd3837a94efc2c4c87c7ea020', 'night', '[]', '', true, '[]', '[]', 'employee', true, '', '[]', false, '', '["manager","name","profession","shift","unit"]', '[]', NULL, NULL, false);
INSERT INTO public.person VALUES ('852afae6112ff6477c404c2794adc4c4', 0, '6918bc1a64007bf01d93e4ed729ac27b', 'pharmacy', 'pharmacist', 'America/Denver', 'en', NULL, 'day', '[]', '', true, '[]', '[]', 'employee', true, '', '[]', false, '', '["name","profession","shift","unit"]', '[]', NULL, NULL, false);
INSERT INTO public.person VALUES ('b84c1968b9fd5f057c55558a65e39bf6', 0, '225ec4b1540df5466dfda1fdaf7faa54', 'pharmacy', 'pharmacy technician', 'America/Denver', 'en', NULL, 'night', '[]', '', true, '[]', '[]', 'employee', true, '', '[]', false, '', '["name","profession","shift","unit"]', '[]', NULL, NULL, false);
INSERT INTO public.person VALUES ('5ce39c10d6443e6ebc0106c4dc0a2578', 0, '189f20905777e488fb105f930d471e34', 'float', 'nurse', 'America/Denver', 'en', NULL, 'night', '[]', '', true, '[]', '[]', 'employee', true, '', '[]', false, '', '["name","profession","shift","unit"]', '[]', NULL, NULL, false);
INSERT INTO public.person VALUES ('e8069c8b6aeab4e8d562bcc037a91efa', 0, '9f231de4a67fed598a0798e24312c953', 'services', 'environmental services', 'America/Denver', 'es', '5a74f6a29f2f9477d93c1b0a8b188c45', 'late', '[]', '', true, '[]', '[]', 'employee', true, '', '[]', false, '', '["locale","manager","name","profession","shift","unit"]', '[]', NULL, NULL, false);
INSERT INTO public.person VALUES ('5a74f6a29f2f9477d93c1b0a8b188c45', 0, 'efbc26356ec47d710837fd5eade698e9', 'services', 'patient transport', 'America/Denver', 'en', NULL, 'early', '["mon","tue","wed","thu","fri"]', '', true, '[]', '[]', 'employee', true, '', '[]', false, '', '["name","profession","shift","shift_days","unit"]', '[]', NULL, NULL, false);
INSERT INTO public.person VALUES ('a320942fb2c9b0792e94ed4faafa9676', 0, '0b5026d9ae5c6958176bf156bd4e9396', 'pastoral', 'chaplain', 'America/Denver', 'en', NULL, 'office', '["mon","tue","wed","thu","fri"]', '', true, '[]', '[]', 'employee', true, '', '[]', false, '', '["name","profession","shift","shift_days","unit"]', '[]', NULL, NULL, false);
INSERT INTO public.person VALUES ('9b9dac873f3baa00f2fae7f4f86b19d2', 0, '37a3438b4b6ca07d8c8ddb00b7ee0c4f', 'pastoral', 'social worker', 'America/Denver', 'en', NULL, 'office', '["mon","tue","wed","thu","fri"]', '', true, '[]', '[]', 'employee', true, '', '[]', false, '', '["name","profession","shift","shift_days","unit"]', '[]', NULL, NULL, false);
INSERT INTO public.person VALUES ('7d7caed5e70b42a38b4f837b12980828', 0, 'dbf2d4d8fea4666d10024fa305ec6e05', 'pastoral', 'chaplain', 'America/Denver', 'en', NULL, 'day', '[]', '', true, '[]', '[]', 'employee', true, '', '[]', false, '', '["name","profession","shift","unit"]', '[]', NULL, NULL, false);
INSERT INTO public.person VALUES ('ed2880057bd12100c69c7cb6041c9f74', 0, '1fa50daa136508616dc41230ded353ab', 'pastoral', 'chaplain', 'America/Denver', 'en', '9b9dac873f3baa00f2fae7f4f86b19d2', 'night', '[]', '', true, '[]', '[]', 'employee', true, '', '[]', false, '', '["manager","name","profession","shift","unit"]', '[]', NULL, NULL, false);
INSERT INTO public.person VALUES ('e5b045c2b3720d6f2147c17932aa169b', 0, '2bd47560c47ffc86bc9f957bdd11962c', '', 'EAP adviser', 'America/Denver', 'en', NULL, '', '[]', '', true, '[]', '[]', 'contractor', true, '', '[]', false, '', '["employment","name","profession"]', '[]', NULL, NULL, false);
INSERT INTO public.person VALUES ('095c3e01ecb0bd44e8a9ec418b713bf6', 0, '6a7e24576c6bf8d3d083e1822521bcdf', 'tele', 'physician', 'America/New_York', 'en', NULL, 'day', '[]', '', true, '[]', '[]', 'employee', true, '', '[]', false, '', '["name","profession","shift","unit"]', '[]', NULL, NULL, false);
INSERT INTO public.person VALUES ('9561406a0561b2390b8e411a5c0f718d', 0, '20b993e6b9ee32062a479ecde454e4e0', 'tele', 'nurse', 'America/Chicago', 'en', '095c3e01ecb0bd44e8a9ec418b713bf6', 'night', '[]', '', true, '[]', '[]', 'employee', true, '', '[]', false, '', '["manager","name","profession","shift","unit","zone"]', '[]', NULL, NULL, false);
INSERT INTO public.platform_account VALUES ('f53678869d0d4062da9b48e69b34c934', 0, 'ae5c8a7c89b10e0068902a5939923b96', 'practice', '97774162291ce5f6d836bce0f26fdfe9');
INSERT INTO public.platform_account VALUES ('133596576c3c2764c58422f8ee095e86', 0, '2ab7665e91e9b9c8b10beecf00631b06', 'practice', '3c9c89232c7f01aed309bb62f2089de2');
INSERT INTO public.platform_account VALUES ('a73bb27b2837512e11b057cc79b85c81', 0, 'd9f9671976eebea5bc26db530af9b104', 'practice', 'ced6575122cb19c273c5c02dba30fd49');
INSERT INTO public.platform_account VALUES ('e9d6d0acd86fcf29b09bbd9fe25be2ac', 0, 'd17313bc9cc9cb9c3953cbbf32c23d92', 'practice', '17db43047abe84baf2a7d695fad10ef8');
INSERT INTO public.platform_account VALUES ('bec9517daeabe7a1197d6c615eab5300', 0, 'aa87ed5226e922c59340a22a68261359', 'practice', '5964ca09c3259b084d3dccf7cf2e26b4');
INSERT INTO public.platform_account VALUES ('a500bc42ccef4b8349ad786762f3cc31', 0, '4b1f06a99530846cb80023fc04450be5', 'practice', '8d2f804d163f3ae67ef491fa2b686311');
INSERT INTO public.platform_account VALUES ('d5fd1b34268ac44df72956fcca909007', 0, '6067daf6fd43f6fe67dbdd27a00d4e9f', 'practice', '39a39b479f8538fc555e546863fc81dd');
INSERT INTO public.platform_account VALUES ('b82e9ce9e26d087bd899383e2ae0f473', 0, '350c3ad143862ab03b67d56fb7887d3f', 'practice', '68d722df00ed9845d1c41a54ad070550');
INSERT INTO public.platform_account VALUES ('2d1f69be21cb4002689b54264ee5dacb', 0, '3e8ef6eb939cda667b18bdf623e0ea01', 'practice', '5e8ba97ff5232d9c7760809b3441a1de');
INSERT INTO public.platform_account VALUES ('56e33ecf726fe6d731fc20a9779bce9d', 0, '5f20bd666b8be97bfc8443dfa2020801', 'practice', '58a95b41b609ddf06d144f2acdddbd68');
INSERT INTO public.platform_account VALUES ('5dbc2949155781e7758ad61ec32fe553', 0, 'e243ff9871d7ac9f7cbbbbb7bcf4367e', 'practice', 'bdc28093d0e492584fcb3415fcd276cb');
INSERT INTO public.platform_account VALUES ('ee0ab3f3b66e62ac1c62db7dd3f060f3', 0, '54dec8cc8c11ff641a836297d8d152ed', 'practice', '2148163eda9624e762e3e15f738acb57');
INSERT INTO public.platform_account VALUES ('068db4118b2bcc038b3ca562839acbd9', 0, '03667a46cb9c2207c7dd43dd516d0039', 'practice', 'ac18e1aa0ad76ee41ce5c723a50cd85a');
INSERT INTO public.platform_account VALUES ('7303d16a1cd89f463b85b5d8b945fa6c', 0, 'a6b778627a35cd4777af00f1e744a388', 'practice', '2b497fd331d93c571f78aff5f46e8691');
INSERT INTO public.platform_account VALUES ('5ef321c73abd48e8bc1ffbdf0d80bfaa', 0, '8135c93935bda89638fedf89b918879d', 'practice', 'f888d4f18401f4365b4e7f6502857bf0');
INSERT INTO public.platform_account VALUES ('46a3cdcb93c67ca3102add6e8b9cdbea', 0, '95765e2c6a66866640cd194be56b6cfc', 'practice', '9a9405056e9e8011ab760391f875426b');
INSERT INTO public.platform_account VALUES ('eb95fd6fbb183089e230ffcfb10df538', 0, 'f8ba01e81747df726151d9a908b017d1', 'practice', '8a96f49440d5246b503e75be8c94b921');
INSERT INTO public.platform_account VALUES ('ab67696447a236c1aa7477ce6c8c7e85', 0, '5fa8325cd3837a94efc2c4c87c7ea020', 'practice', 'dd646bd1ea379bf4a68543c8b08bc9e2');
INSERT INTO public.platform_account VALUES ('6da1aedd2b792e98f57fbced528d7bd5', 0, 'ee72bb97869c5f7d749f49ec09de255b', 'practice', '5786e36bb6312af46e813ddc2d9d68f4');
INSERT INTO public.platform_account VALUES ('2b1a5d7de4203a91c9daf5cd8fec609f', 0, '852afae6112ff6477c404c2794adc4c4', 'practice', 'd70c88a621cdf57797aa56fa7961ae3a');
INSERT INTO public.platform_account VALUES ('ad9f9bf1f97b79d524ac14c8da3f6bd1', 0, 'b84c1968b9fd5f057c55558a65e39bf6', 'practice', '7781a93d34937c025f35b2aa94090342');
INSERT INTO public.platform_account VALUES ('a6a95ae76ece8c948ea0982935e3583a', 0, '5ce39c10d6443e6ebc0106c4dc0a2578', 'practice', '940a6441dde5a0206d326f78e81937a6');
INSERT INTO public.platform_account VALUES ('611e114af27f44e9f7af6d1edbafbeaa', 0, 'e8069c8b6aeab4e8d562bcc037a91efa', 'practice', 'abe297010a71bd37972408c211190fcb');
INSERT INTO public.platform_account VALUES ('f416756386464c9f34e124da28cdd02c', 0, '5a74f6a29f2f9477d93c1b0a8b188c45', 'practice', '7086c8392d233871459d329416839251');
INSERT INTO public.platform_account VALUES ('2b49dbd31de2d4920c8bed6569fba0d7', 0, 'a320942fb2c9b0792e94ed4faafa9676', 'practice', '024734c84d78c26543fb97b0f63082c9');
INSERT INTO public.platform_account VALUES ('404b39869d170a3b5ea997d6ff56671c', 0, '9b9dac873f3baa00f2fae7f4f86b19d2', 'practice', '25a585f5315a3d4796a30edf3322f732');
INSERT INTO public.platform_account VALUES ('d4e06f4509b4b3911b5f0b85ddbb8a96', 0, '7d7caed5e70b42a38b4f837b12980828', 'practice', '985709a4716f32a4b2622f025ff33b78');
INSERT INTO public.platform_account VALUES ('1e3bbe4c9557e8b34fa0e7a591e94b12', 0, 'ed2880057bd12100c69c7cb6041c9f74', 'practice', '60e2bfe231375ba4e1ef051b7baa2e2f');
INSERT INTO public.platform_account VALUES ('bfa9a9ea2118df72ce5947eb2c98c1b1', 0, 'e5b045c2b3720d6f2147c17932aa169b', 'practice', '5b6c25569a6fbe1ceb83d2a3222fccc4');
INSERT INTO public.platform_account VALUES ('b1791be0789ec9f638ef6ad12a7476a4', 0, '095c3e01ecb0bd44e8a9ec418b713bf6', 'practice', '8c0c7f864cb88863a16f1406b7724eeb');
INSERT INTO public.platform_account VALUES ('ae11f08a9d194b6ba5e2d1290cce24fe', 0, '9561406a0561b2390b8e411a5c0f718d', 'practice', '9d3c8c7e4f7cc51ab89cc1b4c03bf08b');
INSERT INTO public.programme_version VALUES ('1', 0, 1, '2026-11-24 16:00:00+00', '{"address":"","areas":[{"channels":{},"chaplains":["7d7caed5e70b42a38b4f837b12980828","ed2880057bd12100c69c7cb6041c9f74"],"coordinators":["a320942fb2c9b0792e94ed4faafa9676","9b9dac873f3baa00f2fae7f4f86b19d2"],"counsel":[],"facilitators":[],"facts_contact":"","hours":null,"house_supervisors":[],"investigators":[],"key":"main","ladder":null,"later_notes":[],"name":"Main campus","on_call":["7d7caed5e70b42a38b4f837b12980828"],"options":{},"physician_leads":[],"places":["The quiet room, level 2","The chapel"],"programme_manager":"","supporter_cap":2,"supporters":["a6b778627a35cd4777af00f1e744a388","8135c93935bda89638fedf89b918879d","852afae6112ff6477c404c2794adc4c4","03667a46cb9c2207c7dd43dd516d0039","e8069c8b6aeab4e8d562bcc037a91efa"],"zone":""}],"calendars":[],"channels":{"chaplains":{"practice":"#chaplains"},"claims":{"practice":"#peer-supporters"}},"facts_contact":"The patient safety office, extension 4400. They can call in counsel.","groups":[],"hours":{"days":["mon","tue","wed","thu","fri","sat","sun"],"ends":"22:00:00","holidays":[],"starts":"07:00:00"},"hr":{"columns":{},"employments":{},"encoding":"","other_units":false,"units":{}},"ladder":{"confirm":14400.0,"offer":7200.0,"on_call":1800.0,"remind_first":600.0,"remind_second":1200.0},"later_notes":[],"lines":[{"areas":[],"cost":"free","country":"US","crisis":true,"emergency":false,"hours":"day and night","how":"call or text","key":"988","last_verified":"2026-11-01","name":"988 Lifeline","number":"988","source":"https://988lifeline.org"},{"areas":[],"cost":"free","country":"US","crisis":false,"emergency":true,"hours":"day and night","how":"call","key":"911","last_verified":"2026-11-01","name":"Emergency","number":"911","source":"https://www.911.gov"},{"areas":[],"cost":"free","country":"US","crisis":false,"emergency":false,"hours":"day and night","how":"call","key":"eap","last_verified":"2026-10-19","name":"Employee assistance","number":"303-555-0142","source":"Human resources, extension 4120"}],"name":"Larkspur Valley Hospital","names_kept":5184000.0,"options":{"chaplain":{"answers":"within an hour","at_night":"within two hours, by pager","desk":[],"hours":{"days":["mon","tue","wed","thu","fri","sat","sun"],"ends":"23:00:00","holidays":[],"starts":"06:00:00"},"how":"","ladder":{"confirm":14400.0,"offer":7200.0,"on_call":1800.0,"remind_first":600.0,"remind_second":1200.0},"limits":"If someone may be in danger, they may have to tell.","line":"","name":"","open_to":[],"operator":"303-555-0100","private":"A chaplain keeps your talk private, and the law guards it more than with a peer."},"eap":{"answers":"within the hour","at_night":"on its line at once, and by 9 a.m. with a call-back","desk":["e5b045c2b3720d6f2147c17932aa169b"],"hours":null,"how":"","ladder":null,"limits":"If someone may be in danger, or the law says so, they may have to tell.","line":"eap","name":"","open_to":["employee","trainee"],"operator":"","private":"The EAP keeps your talk private. Your team and your manager do not hear of it."},"outside":{"answers":"","at_night":"","desk":[],"hours":null,"how":"call 303-555-0177, 8 a.m. to midnight","ladder":null,"limits":"If someone may be in danger, they may have to tell.","line":"","name":"Larkspur County clinician line","open_to":[],"operator":"","private":"They do not work here, and they do not tell us that you called."},"peer":{"answers":"within 30 minutes","at_night":"by 8 a.m., often sooner","desk":[],"hours":null,"how":"","ladder":null,"limits":"If someone may be in danger, or the law says so, they may have to tell.","line":"","name":"","open_to":[],"operator":"","private":"A peer keeps your talk private."}},"rotas":[{"area":"main","calendar":"","option":"chaplain","turns":[{"days":["mon","tue","wed","thu","fri"],"ends":"16:30:00","person":"ed2880057bd12100c69c7cb6041c9f74","starts":"08:00:00"},{"days":["sat","sun"],"ends":"16:30:00","person":"7d7caed5e70b42a38b4f837b12980828","starts":"08:00:00"}]}],"sources":[{"died":[],"fields":{},"form":"json","harms":{},"key":"incidents","kind":"patient_death","kinds":{},"name":"Incident reports","only_these_units":false,"peers":[],"time_format":"","units":{},"zone":""}],"triggers":[{"ambient":false,"audience":"on_shift","checks":["announced","leads","union","counsel","policy"],"delay":3600.0,"ends":"","groups":[],"harm":"moderate","hold_off":300.0,"kind":"*","milestone":false,"name":"","offers":["break","talk"],"paused":false,"per_person":0,"per_unit":0,"stages":[],"starts":"","units":[]},{"ambient":false,"audience":"on_shift","checks":["announced","leads","union","counsel","policy"],"delay":3600.0,"ends":"","groups":[],"harm":"none","hold_off":300.0,"kind":"resuscitation","milestone":false,"name":"","offers":["break","talk"],"paused":false,"per_person":0,"per_unit":0,"stages":[],"starts":"","units":[]},{"ambient":false,"audience":"on_shift","checks":["announced","leads","union","counsel","policy"],"delay":3600.0,"ends":"","groups":[],"harm":"none","hold_off":300.0,"kind":"paediatric_event","milestone":false,"name":"","offers":["break","talk"],"paused":false,"per_person":0,"per_unit":0,"stages":[],"starts":"","units":[]},{"ambient":false,"audience":"on_shift","checks":["announced","leads","union","counsel","policy"],"delay":1800.0,"ends":"","groups":[],"harm":"none","hold_off":300.0,"kind":"violence_or_threat","milestone":false,"name":"","offers":["break","talk"],"paused":false,"per_person":0,"per_unit":0,"stages":[],"starts":"","units":[]},{"ambient":false,"audience":"on_shift","checks":["announced","leads","union","counsel","policy"],"delay":3600.0,"ends":"","groups":[],"harm":"none","hold_off":300.0,"kind":"exposure_injury","milestone":false,"name":"","offers":["break","talk"],"paused":false,"per_person":0,"per_unit":0,"stages":[],"starts":"","units":[]},{"ambient":false,"audience":"on_shift","checks":["announced","leads","union","counsel","policy"],"delay":7200.0,"ends":"","groups":[],"harm":"none","hold_off":900.0,"kind":"colleague_loss","milestone":false,"name":"","offers":["break","talk"],"paused":false,"per_person":0,"per_unit":0,"stages":[],"starts":"","units":[]},{"ambient":false,"audience":"on_shift","checks":["announced","leads","union","counsel","policy"],"delay":3600.0,"ends":"","groups":[],"harm":"none","hold_off":300.0,"kind":"patient_death","milestone":false,"name":"","offers":["break","talk"],"paused":false,"per_person":0,"per_unit":0,"stages":[],"starts":"","units":[]},{"ambient":false,"audience":"on_shift","checks":["announced","leads","union","counsel","policy"],"delay":3600.0,"ends":"","groups":[],"harm":"none","hold_off":300.0,"kind":"unexpected_death","milestone":false,"name":"","offers":["break","talk"],"paused":false,"per_person":0,"per_unit":0,"stages":[],"starts":"","units":[]}],"units":[{"area":"main","channels":{},"cover":["350c3ad143862ab03b67d56fb7887d3f","3e8ef6eb939cda667b18bdf623e0ea01","4b1f06a99530846cb80023fc04450be5"],"key":"icu","leads":["d17313bc9cc9cb9c3953cbbf32c23d92","aa87ed5226e922c59340a22a68261359"],"name":"Intensive care","next_in_line":["6067daf6fd43f6fe67dbdd27a00d4e9f"],"shifts":[{"ends":"19:00:00","key":"day","starts":"07:00:00"},{"ends":"07:00:00","key":"night","starts":"19:00:00"},{"ends":"16:30:00","key":"office","starts":"08:00:00"}],"slack_group":"","teams_team":"","zone":"America/Denver"},{"area":"main","channels":{},"cover":["3e8ef6eb939cda667b18bdf623e0ea01","350c3ad143862ab03b67d56fb7887d3f"],"key":"ed","leads":["5f20bd666b8be97bfc8443dfa2020801","e243ff9871d7ac9f7cbbbbb7bcf4367e"],"name":"Emergency","next_in_line":["54dec8cc8c11ff641a836297d8d152ed"],"shifts":[{"ends":"19:00:00","key":"day","starts":"07:00:00"},{"ends":"07:00:00","key":"night","starts":"19:00:00"},{"ends":"16:30:00","key":"office","starts":"08:00:00"}],"slack_group":"","teams_team":"","zone":"America/Denver"},{"area":"main","channels":{},"cover":["350c3ad143862ab03b67d56fb7887d3f"],"key":"surgery","leads":["95765e2c6a66866640cd194be56b6cfc","f8ba01e81747df726151d9a908b017d1"],"name":"Surgery and recovery","next_in_line":["8135c93935bda89638fedf89b918879d"],"shifts":[{"ends":"19:00:00","key":"day","starts":"07:00:00"},{"ends":"07:00:00","key":"night","starts":"19:00:00"},{"ends":"16:30:00","key":"office","starts":"08:00:00"}],"slack_group":"","teams_team":"","zone":"America/Denver"},{"area":"main","channels":{},"cover":["3e8ef6eb939cda667b18bdf623e0ea01","350c3ad143862ab03b67d56fb7887d3f"],"key":"float","leads":["6067daf6fd43f6fe67dbdd27a00d4e9f"],"name":"Float pool","next_in_line":["d17313bc9cc9cb9c3953cbbf32c23d92"],"shifts":[{"ends":"19:00:00","key":"day","starts":"07:00:00"},{"ends":"07:00:00","key":"night","starts":"19:00:00"},{"ends":"16:30:00","key":"office","starts":"08:00:00"}],"slack_group":"","teams_team":"","zone":"America/Denver"},{"area":"main","channels":{},"cover":["ee72bb97869c5f7d749f49ec09de255b"],"key":"respiratory","leads":["5fa8325cd3837a94efc2c4c87c7ea020"],"name":"Respiratory therapy","next_in_line":["d17313bc9cc9cb9c3953cbbf32c23d92"],"shifts":[{"ends":"19:00:00","key":"day","starts":"07:00:00"},{"ends":"07:00:00","key":"night","starts":"19:00:00"},{"ends":"16:30:00","key":"office","starts":"08:00:00"}],"slack_group":"","teams_team":"","zone":"America/Denver"},{"area":"main","channels":{},"cover":["b84c1968b9fd5f057c55558a65e39bf6"],"key":"pharmacy","leads":["852afae6112ff6477c404c2794adc4c4","5ce39c10d6443e6ebc0106c4dc0a2578"],"name":"Pharmacy","next_in_line":["a320942fb2c9b0792e94ed4faafa9676"],"shifts":[{"ends":"19:00:00","key":"day","starts":"07:00:00"},{"ends":"07:00:00","key":"night","starts":"19:00:00"},{"ends":"16:30:00","key":"office","starts":"08:00:00"}],"slack_group":"","teams_team":"","zone":"America/Denver"},{"area":"main","channels":{},"cover":["e8069c8b6aeab4e8d562bcc037a91efa"],"key":"services","leads":["5a74f6a29f2f9477d93c1b0a8b188c45"],"name":"Cleaning and transport","next_in_line":["e8069c8b6aeab4e8d562bcc037a91efa"],"shifts":[{"ends":"14:30:00","key":"early","starts":"06:00:00"},{"ends":"22:30:00","key":"late","starts":"14:00:00"},{"ends":"06:30:00","key":"night","starts":"22:00:00"}],"slack_group":"","teams_team":"","zone":"America/Denver"},{"area":"main","channels":{},"cover":["a320942fb2c9b0792e94ed4faafa9676"],"key":"pastoral","leads":["9b9dac873f3baa00f2fae7f4f86b19d2"],"name":"Spiritual care and social work","next_in_line":["a320942fb2c9b0792e94ed4faafa9676"],"shifts":[{"ends":"19:00:00","key":"day","starts":"07:00:00"},{"ends":"07:00:00","key":"night","starts":"19:00:00"},{"ends":"16:30:00","key":"office","starts":"08:00:00"}],"slack_group":"","teams_team":"","zone":"America/Denver"},{"area":"main","channels":{},"cover":["9561406a0561b2390b8e411a5c0f718d"],"key":"tele","leads":["095c3e01ecb0bd44e8a9ec418b713bf6"],"name":"Tele-ICU hub","next_in_line":["d17313bc9cc9cb9c3953cbbf32c23d92"],"shifts":[{"ends":"19:00:00","key":"day","starts":"07:00:00"},{"ends":"07:00:00","key":"night","starts":"19:00:00"},{"ends":"16:30:00","key":"office","starts":"08:00:00"}],"slack_group":"","teams_team":"","zone":"America/New_York"}],"urgent":["Call the house supervisor: extension 4911, day and night.","The on-call psychiatrist comes or calls within 30 minutes: extension 4912.","Do not leave them alone until one of the two is there."],"wording":{},"zone":"America/Denver"}');
INSERT INTO public.report VALUES ('55802c84a1a50e5c2a7ff9d128a92448', 3, 'main', 'icu', 'unexpected_death', 'death', '2026-11-24 15:10:00+00', '2026-11-24 16:00:00+00', 'ae43658d57b84aed82a90676db219a34', 'released', '3deff20804bd076c25e8149747354f96', '2026-11-24 16:05:00+00', 'person', NULL, 0, false);
INSERT INTO public.seen VALUES ('5d5c283cfd0aa22ed856ef3997405539', 1, '2026-11-24 16:00:00+00', 'ask:check_in.preview', '55802c84a1a50e5c2a7ff9d128a92448');
INSERT INTO public.seen VALUES ('8daab9603b0ffea5272c93c256156760', 1, '2026-11-24 16:00:00+00', 'nothing:', '');
INSERT INTO public.seen VALUES ('5ba633bd98ae03d320764e4dd7854538', 1, '2026-11-24 16:10:00+00', 'nothing:', '');
INSERT INTO public.seen VALUES ('7a9b008c2054d8586e12551bf397689c', 1, '2026-11-24 16:10:00+00', 'ask:time_out.who', '33c76a6f527b4b3a915da8a87f60cd9c');
INSERT INTO public.seen VALUES ('01d4c14e345f4321a818d5a42d1caf2e', 1, '2026-11-24 16:10:00+00', 'replace:time_out.covering', '33c76a6f527b4b3a915da8a87f60cd9c');
INSERT INTO public.seen VALUES ('37fbb34a07d0d139d89bc29a58f813c6', 1, '2026-11-24 16:10:00+00', 'replace:time_out.mine', '33c76a6f527b4b3a915da8a87f60cd9c');
INSERT INTO public.seen VALUES ('62b527f920bf5ce92250ec6b91f63dfd', 1, '2026-11-24 16:25:00+00', 'replace:time_out.mine', '33c76a6f527b4b3a915da8a87f60cd9c');
INSERT INTO public.seen VALUES ('c848a6767ef7126695cff48125092e69', 1, '2026-11-24 16:25:00+00', 'replace:check_in.options', 'f2e82cdf2851417c3606ca8895c8412f');
INSERT INTO public.seen VALUES ('bf5c6e1d201ecf7b2e899becb4d5b678', 1, '2026-11-24 16:25:00+00', 'replace:request.status', '82f730f5c2172b698580024c9f9a00c3');
INSERT INTO public.seen VALUES ('2ed259794a8bd922b88f37974320e684', 1, '2026-11-24 16:25:00+00', 'ask:request.contact', '82f730f5c2172b698580024c9f9a00c3');
INSERT INTO public.shown_card VALUES ('898e1fe566c2847f774da059b827482b', 2, 'ef5bd58c7b65cf7e9a7ff72ead1051b2', 'check_in.note', 'sealed:ef5bd58c7b65cf7e9a7ff72ead1051b2:person', '2026-11-24 16:10:00+00', 'abaf297f8178c70f6e1d5eb0607187fd', 0, 0, NULL);
INSERT INTO public.shown_card VALUES ('122c8968c71858028607818e59ba1eb0', 2, '3deff20804bd076c25e8149747354f96', 'unit_lead.guide', 'person:d17313bc9cc9cb9c3953cbbf32c23d92:person', '2026-11-24 16:05:00+00', 'dd71b9b8c6255ad27e9794076c01ab68', 0, 0, NULL);
INSERT INTO public.shown_card VALUES ('64ddbcd9d5501eea4ac0caf5b50192ae', 2, '3deff20804bd076c25e8149747354f96', 'unit_lead.guide', 'person:aa87ed5226e922c59340a22a68261359:person', '2026-11-24 16:05:00+00', '32ef430f54d1c0e0a1f391a130a836d5', 0, 0, NULL);
INSERT INTO public.shown_card VALUES ('461997218063fec72d84ca841456483a', 2, '3deff20804bd076c25e8149747354f96', 'group.offer', 'person:9b9dac873f3baa00f2fae7f4f86b19d2:person', '2026-11-24 16:06:00+00', '58b4a2b43902290058a0c8ef961b62e3', 0, 0, NULL);
INSERT INTO public.shown_card VALUES ('f159f504e00de2cdc8df7be943f16cec', 2, '3deff20804bd076c25e8149747354f96', 'group.offer', 'person:a320942fb2c9b0792e94ed4faafa9676:person', '2026-11-24 16:06:00+00', '042437b3b83a83c6a53e00b5ff101989', 0, 0, NULL);
INSERT INTO public.shown_card VALUES ('1d753cd08271231d3e1b57c003885e3d', 2, 'd9ff54b00994418ab33c8111f4663885', 'check_in.note', 'sealed:d9ff54b00994418ab33c8111f4663885:person', '2026-11-24 16:10:00+00', 'ce9291265c2bcc4ba503466db39bc7ed', 0, 0, NULL);
INSERT INTO public.shown_card VALUES ('7daa756a7b235fe335cffe906ca6bd5d', 2, '6f33954bec25543600e8613391fba3b4', 'check_in.note', 'sealed:6f33954bec25543600e8613391fba3b4:person', '2026-11-24 16:10:00+00', 'b8ecfdd784d2d4633ff3d1572be35ec1', 0, 0, NULL);
INSERT INTO public.shown_card VALUES ('f31538640e50dcd6d2cde528622b2382', 2, '11ee2fff1eccc48ae5e92dc0dda60ae3', 'check_in.note', 'sealed:11ee2fff1eccc48ae5e92dc0dda60ae3:person', '2026-11-24 16:10:00+00', '7bb818a732330d956f92df6cc18f40a6', 0, 0, NULL);
INSERT INTO public.shown_card VALUES ('0a05b3fcf8a5ca9ba2b2ee022ff0db30', 2, '82f730f5c2172b698580024c9f9a00c3', 'request.status', 'sealed:82f730f5c2172b698580024c9f9a00c3:person', '2026-11-24 16:25:00+00', '5cfa703f5c178734c17ac5ebc0bf20a1', 0, 0, NULL);
INSERT INTO public.shown_card VALUES ('eeb4aa2a194dcff1555dde4ce1872645', 15, '33c76a6f527b4b3a915da8a87f60cd9c', 'time_out.covering', 'sealed:33c76a6f527b4b3a915da8a87f60cd9c:coverer.1', '2026-11-24 16:10:00+00', '58daebc858c22e7e4eec11a0f831905a', 5, 5, NULL);
INSERT INTO public.shown_card VALUES ('02ba9cce8605b8f4d378425b990e3ce4', 8, '33c76a6f527b4b3a915da8a87f60cd9c', 'time_out.cover_card', 'person:3e8ef6eb939cda667b18bdf623e0ea01:person', '2026-11-24 16:10:00+00', 'c1e280c24ec3ee1fb9d4b04b4c5a7a18', 2, 2, NULL);
INSERT INTO public.shown_card VALUES ('b969291de39bae792a0db3ed3cac13b3', 16, '33c76a6f527b4b3a915da8a87f60cd9c', 'time_out.older', 'sealed:33c76a6f527b4b3a915da8a87f60cd9c:person', '2026-11-24 16:10:00+00', '2c6feeebb00ff4dff4dd87ea4fa0f40c', 5, 5, NULL);
INSERT INTO public.shown_card VALUES ('6334fbac4b9dba64e845ca4834ba8019', 2, '82f730f5c2172b698580024c9f9a00c3', 'request.held', 'sealed:82f730f5c2172b698580024c9f9a00c3:supporter.0', '2026-11-24 16:25:00+00', '3f5ec117b85a698789780fbdadd1bdc9', 0, 0, NULL);
INSERT INTO public.shown_card VALUES ('35885b6dab66aed5995fc35bdb4d1680', 8, '33c76a6f527b4b3a915da8a87f60cd9c', 'time_out.cover_card', 'person:4b1f06a99530846cb80023fc04450be5:person', '2026-11-24 16:10:00+00', 'defe66c9f52bcf02e5809c28048a2246', 2, 2, NULL);
INSERT INTO public.shown_card VALUES ('038e2df78616f2ae40cc02d30be41485', 8, '55802c84a1a50e5c2a7ff9d128a92448', 'adverse_event.progress', 'sealed:55802c84a1a50e5c2a7ff9d128a92448:reporter', '2026-11-24 16:00:00+00', '9c4a504a4450853c3a7e6184acf6b56b', 2, 2, NULL);
INSERT INTO public.shown_card VALUES ('f3df61ec3f19fdaf1200322621da6417', 8, '33c76a6f527b4b3a915da8a87f60cd9c', 'time_out.cover_card', 'person:350c3ad143862ab03b67d56fb7887d3f:person', '2026-11-24 16:10:00+00', 'ad85351373336eef01d3e2cc3d24b4c7', 2, 2, NULL);
INSERT INTO public.shown_card VALUES ('eb066549c804d1790873e1f48762c910', 5, '33c76a6f527b4b3a915da8a87f60cd9c', 'time_out.mine', 'sealed:33c76a6f527b4b3a915da8a87f60cd9c:person', '2026-11-24 16:25:00+00', '7c1a703e64f82f751dfb390647c47f81', 1, 1, NULL);
INSERT INTO public.shown_card VALUES ('10b160b77d312a286710b815996c473d', 9, '33c76a6f527b4b3a915da8a87f60cd9c', 'time_out.older', 'sealed:33c76a6f527b4b3a915da8a87f60cd9c:person', '2026-11-24 16:10:00+00', 'd8aaa0b846d6c2ea87d183f3509cccb8', 2, 2, NULL);
INSERT INTO public.shown_card VALUES ('236d38920bc3dd17bd0d9656bb4d4b60', 9, '82f730f5c2172b698580024c9f9a00c3', 'request.older', 'sealed:f2e82cdf2851417c3606ca8895c8412f:person', '2026-11-24 16:10:00+00', '888979374f9e3d9438a24613efc8f15c', 2, 2, NULL);
INSERT INTO public.shown_card VALUES ('6a1c390e98ba4fcdbbf3cc2109b972b5', 5, '82f730f5c2172b698580024c9f9a00c3', 'request.claim_card', 'channel:claims:practice', '2026-11-24 16:25:00+00', 'bc62bf4ac0509f6139841023c505fd4b', 1, 1, NULL);
INSERT INTO public.support_request VALUES ('82f730f5c2172b698580024c9f9a00c3', 3, 'main', 'any', '2026-11-24 16:25:00+00', 'P6MM', 'f2e82cdf2851417c3606ca8895c8412f', 'claimed', '3148a775586f56195691f4c2929d8942', '02d4bc2c1c3582a917af8472e355bdc3', '2026-11-24 16:25:00+00', '2026-11-24 20:25:00+00', 0, 0, 0, false, 'peer', 'any', false, NULL, 0, NULL);
INSERT INTO public.time_out VALUES ('33c76a6f527b4b3a915da8a87f60cd9c', 8, 'icu', 15, '2026-11-24 16:10:00+00', 'over', NULL, NULL, NULL, false, false, 0, false, false, true, true, 1, 5, 1, 0, NULL, NULL, '2026-11-24 16:25:00+00', 'done');
INSERT INTO public.vault VALUES ('ae5c8a7c89b10e0068902a5939923b96', 'name', '\x01acc6fabcab39e688493d53558c6701a43f965676f20001c0c75c6d56eb561b274153a669efa62094440c048f4ab75549de3d8da893f2e2a7d51bde8881ca6f28d6950d35419a2265ac01b635e6a118f30631c79d3d70b8ed326796f3');
INSERT INTO public.vault VALUES ('ae5c8a7c89b10e0068902a5939923b96', 'email', '\x016a13de0995782d460faf334723ebd596dd69bd1232a62cbd2313c9ecf39c1f2f5c5aa8d9e1e805a6e7c0575913589940053c50ab488af35f30bb5175a91d48cabec8be3412a7ef83d3937afaca0d71755ee4c024edb61503754eeb93');
INSERT INTO public.vault VALUES ('ae5c8a7c89b10e0068902a5939923b96', 'phone', '\x01b6058b6b5d00cd49037e5616bd92e54e098fe16e687705f77d43875e8c54745e3072885d12b1cfabd83b4af39184aa63da634d7722e9f8efa1ff0053b6646810739c3bea4779fdd204392cd8163b943db81ef368d30b19321e54a624');
INSERT INTO public.vault VALUES ('ae5c8a7c89b10e0068902a5939923b96', 'account.f53678869d0d4062da9b48e69b34c934', '\x01b1153b58b5e1eeb256838a185f0dfc1eafba17e6f82e99e1016001cf42a95e86e848ddabf15d11abcf4a7eb08c9218e0e60d40390b972afc2da1e285df3f50e05a6709cd87844e363d5e58fb564a78e9489d32a2571c2fa7b59a6f97');
INSERT INTO public.vault VALUES ('2ab7665e91e9b9c8b10beecf00631b06', 'name', '\x0173256541ed5b91dbf2cbd81822203defd043f45515e3a01543a78dab4d69ac53280e36b6f57394d0e4cf43315168357f24412cecffd4fa2cf64bf520c1da0e329aca3daf8c06a9691347005b0e8fbbb3a3fa485e1a24dd6b79d871c6');
INSERT INTO public.vault VALUES ('2ab7665e91e9b9c8b10beecf00631b06', 'email', '\x01bcbca6e494f1578fcfd18d9d90aff174208a9a44c638d3e520036eb9e4682fad382a593d37e2248e1723e0f7d22a1c776b3ac3c7e6b4ba1f28b534466d1c358a137a8d56a6390518c442f4400045544b65379b9e0a09fedf6847da78');
INSERT INTO public.vault VALUES ('2ab7665e91e9b9c8b10beecf00631b06', 'phone', '\x01636aa7f43fec93d6c4fa5d4148cd7e765e78a75661163a5e14f568e87510b04e8651307614ef71ad3baa7ca8dfe00fb1615b77fb8dc11bd661063b6a5842e074263e6683b93c77804191cb5e5ac99ea81cf561fc65849edf65a0bae3');
INSERT INTO public.vault VALUES ('2ab7665e91e9b9c8b10beecf00631b06', 'account.133596576c3c2764c58422f8ee095e86', '\x016d2e07ec7a31eb745e67c11cc448584616ed50f8258d8129a5926acb074b564a28d73b00afd6048377c68ec8157906d7d778e2a62312848afd4ec2c6c84c31f97448fe1fd11c71366ce2501d447865a704e05491acb2ee944279db3e');
INSERT INTO public.vault VALUES ('d9f9671976eebea5bc26db530af9b104', 'name', '\x011687f46e52717fabdf28a80d3a190644460231a34cc5785ee21bd79c0150df2251c2ef2015adab263bdaf947b5041b8102a76cfe37c2e8ab75d9458ccc938f1eda0e31888132c5520bd7b46bdcd2fcf6dcfacf728b3de0949003237f');
INSERT INTO public.vault VALUES ('d9f9671976eebea5bc26db530af9b104', 'email', '\x011a2317f27bc4143c431aec66cf75d167937afef31e220599187d784529d09d88f0ea4ba6ba8e6f266d6fc65d22c2207217724aa83f8b80df6f5cd257e9fa1244f49994dad86091690e07a5e4d6effd22e9037e4efa25dea1704d8cbf');
INSERT INTO public.vault VALUES ('d9f9671976eebea5bc26db530af9b104', 'account.a73bb27b2837512e11b057cc79b85c81', '\x01c58dc0d0eefae2a1a669d2a06573b067fa6eb81036f565d075a1b5a7fd7137febb74137fe3aa9568e2bdb76b5bb4fc8376cb7d658261befafbdf1406d5b515cec4a88c04b6fce9526ef7a07d6641c2278a41447f3e7b25573396e5fc');
INSERT INTO public.vault VALUES ('d17313bc9cc9cb9c3953cbbf32c23d92', 'name', '\x010cb51608e1548ac32196b09407bc59108d704012f25cb196c2e9058b15478fbbbefdb82520bee3638fd50fa731811070343d81c1abdc7474c34dac00fb5f5c6aefd9c2659ce0fdc8c01effae0fac6eaa538c9c5789a53c38724225e6');
INSERT INTO public.vault VALUES ('d17313bc9cc9cb9c3953cbbf32c23d92', 'email', '\x016e9e93e1d78f70bb0c74196c26739c54530b2f041796805b9d23a229b443b07cd7f069eacaee14ae0fd51164df1dfabf2a62e41077c945782e1fd4ce33d4ed8b76ad06f4d243eda82e8ad27ee4d1ed968463e99294d5ce9456bce75f');
INSERT INTO public.vault VALUES ('d17313bc9cc9cb9c3953cbbf32c23d92', 'phone', '\x01397e332001cc9fa1eac92b548d39c0a06ee1ad86ea3fa56c2b098a8b5e6bbb06cdd3a515112ac5281a5ccc64a5c91b29fe6986f2929468576393e751de7a3e1469df97866e8f383a4859066af30c3396538893f479e162e38af76a09');
INSERT INTO public.vault VALUES ('d17313bc9cc9cb9c3953cbbf32c23d92', 'account.e9d6d0acd86fcf29b09bbd9fe25be2ac', '\x01752f5cec360b501b5ac25daa56b9f43b4d55fc1db66bf81d6e4912d1fd76a21e474f5ff235538a81e4e49e1159dd57fb074a3ebe38a90202f190acc5b20c002982713ad353b516db44a54b6e7d1d84df81568888ea4325c1e216c48a');
INSERT INTO public.vault VALUES ('aa87ed5226e922c59340a22a68261359', 'name', '\x013a948d4fe78f33801dd036acee88d87a81e86841941295989e6cf0f2193eca0628879d7e25ebc619b6681b80c8b4ff27f244701ca14e938fea88b9c21f12f290d96817a5059f66bdeeb1fbeb2898730f70bb92aa5364bab9e18306a8');
INSERT INTO public.vault VALUES ('aa87ed5226e922c59340a22a68261359', 'email', '\x0153776c10f5302402cae0ad3b0ebb727d2817fd7627a011b9d9b4f8d46af4152c67aeedd9ed3d4aca41615d260afede2210d0ab533ad7a2503f14013041d7ec0994117ca4c5e532b42980000a55e7af0e0a8eb9e5fda6273491a2e35d');
INSERT INTO public.vault VALUES ('aa87ed5226e922c59340a22a68261359', 'account.bec9517daeabe7a1197d6c615eab5300', '\x0107f65c988c79c6e1bdcc97a52fcc3fc33b82d565f0388fbfd2fa38670ec6ffb08bc858a8753c1ef5451577457b9bf943922040e91aa1467f1741f7ebd70f647b61443e87519c3581b962da767560d11a1257f199fb970d27ec937b77');
INSERT INTO public.vault VALUES ('4b1f06a99530846cb80023fc04450be5', 'name', '\x01a79ca74c664a42560790855602cb28125bba56990761924c36a341c1725a6cd103f8a7128cab9a513135ccea2eb83ae73907dd78cb3e86861f8eedf252e336b6c4ceaf27f8399f66d0b25c559bb4d6c461c507aecc9b79dee6176bc6');
INSERT INTO public.vault VALUES ('4b1f06a99530846cb80023fc04450be5', 'email', '\x01842763edd876172d36b03c7dfe6559b11b5807dbc92b317646e110135fb420cf6b1e048fd82013d7cda4d00acbae0a55156d201285135e4f4d2d85f8b3983ba10666f2d19f2f4d5ff12c5d9c239a4f3358bc70ac2347a027b7c65de9');
INSERT INTO public.vault VALUES ('4b1f06a99530846cb80023fc04450be5', 'account.a500bc42ccef4b8349ad786762f3cc31', '\x013d55b53986a24b4b4a888a122832ff811253b42b61e27f57963175a645cb70faf168f3355b4b872c52e9ab4436209604b1655f05a935820b57e8e84a4a5bccf1166e73cd86dd791765762073f070fe2954845c376e6b7e8eeca4d4e1');
INSERT INTO public.vault VALUES ('6067daf6fd43f6fe67dbdd27a00d4e9f', 'name', '\x01970046cdaab553965b89e4f9e216f7881786babfb25c00bf8623453f3e15db688ad3aae8ec5df5f92e3e5ce3df455ecd63ea85fb1f50b607adb29dbf4aab203694796e8c8f110332c954921a6ce5a5a5942b648c56eebec4794719df');
INSERT INTO public.vault VALUES ('6067daf6fd43f6fe67dbdd27a00d4e9f', 'email', '\x010015211246bda0a973913a0a7f8765856a07b7521f63238e28efa13f2a9e06e3c0f12954bed69eaed28b7a6f580efcf23dc53bce622fb3f3c9b492586ada08d04a58bd94d4405bd5594fce85b3201b60ed8045e7806c739a0d1cd72e');
INSERT INTO public.vault VALUES ('6067daf6fd43f6fe67dbdd27a00d4e9f', 'account.d5fd1b34268ac44df72956fcca909007', '\x0184f776fbacb14f63faf92b8aa543c990f7fc66d4e5869e4cc0768ddff5e453b0a647745f81df284fbacffcf86d6ebbaaac2d584d204773d14b9844d1d2b6e934694b74bae20e665267fdc9488403ebb8f4eb9d665203bdcb918278f5');
INSERT INTO public.vault VALUES ('350c3ad143862ab03b67d56fb7887d3f', 'name', '\x0161b79e3289d1482bfad42019da1b19ff27cc17a7200e0ef595161fddea552e426835dd11221b7f91a69be6c38684310c760e8dcd643d650dcc2a3f622e7fc66e78002c16dd5360bd84d705fbf6c0a638fdde68a0cf1b8cedcaaba77f');
INSERT INTO public.vault VALUES ('350c3ad143862ab03b67d56fb7887d3f', 'email', '\x012c2336e2eeb34094b30030a8938d72a7a8b9ffb312095ecaa3c2e4efec2dd69ecd767f3f4b5367439280ec0c0dd33ae8ab0f90b0cc12ec9b6a5dd6c329f811009b1395afee5fa370cc9d0cd818fb2efe9c32d86684842df21289ffe4');
INSERT INTO public.vault VALUES ('350c3ad143862ab03b67d56fb7887d3f', 'account.b82e9ce9e26d087bd899383e2ae0f473', '\x014107de8cd4270e0292e00a4a74ea66d3eebb576ed1f706b64579e83d45f1026d515dedfef1336810088923c3220d6a01ae52025dd97454716bbc842af9fc4c059c8b74ec5394f70c9d1092045930d1db037f49b673c5d2dafdab66da');
INSERT INTO public.vault VALUES ('3e8ef6eb939cda667b18bdf623e0ea01', 'name', '\x0109237cc73a32d128e380f618065b5952f377b67666d9a1918cab2661698090b737c2fe98d38cb7084be6f0d707e886060e7e29b9f170e5665b4a8d4c838428e5314b9299027ba8e7a751cd8eeaa9026b9606278b34df09e155050be7');
INSERT INTO public.vault VALUES ('3e8ef6eb939cda667b18bdf623e0ea01', 'email', '\x013649040b73b3c1bdb690b5da94815f5909590c22b44c7f37d8170f2744756b728a85a88263d50e0ca1eb64d1ebbd5cb49e5b7146715ed8dfb55bae64931596d8515c92ab148134b61912ac4b9bf2dd0cd3d93bb86b28da7550a4c9e4');
INSERT INTO public.vault VALUES ('3e8ef6eb939cda667b18bdf623e0ea01', 'account.2d1f69be21cb4002689b54264ee5dacb', '\x01c25f4c3d31fd9868f6f36f0b94281ee6bd9f3bfd2fd07216ef7ddda15f1feee133f79efb864c52fad142026ac18d6bf6e38f6411189dac2d62a7548f4405858bfaab4fe45d35b1100606633c0e7cc605fa313a71364b4d18a9d12928');
INSERT INTO public.vault VALUES ('5f20bd666b8be97bfc8443dfa2020801', 'name', '\x018e8b79003141dc5e14af50e28528a6c48af9f0e83ab88d1d054543a4bfa9e263248eb0d81e20baa759c6e97381789b4d65ef9207b3df89b0e29fd5f6a4356ff84449b87a1c733d5c827e14eba2bd2fdcfa6af30c6d38a3bea8a50f03');
INSERT INTO public.vault VALUES ('5f20bd666b8be97bfc8443dfa2020801', 'email', '\x01945256f4c493dce161ec9debb080b72c025b806ede2e33b764de85a6d066881f1d59350a783f02e73e4c2518d032b4e126624cf776ebe26e64440e9d2062ad4302af98ad359de89dc5428ecfcf651ebc097c031f87acd4b32a2a1de3');
INSERT INTO public.vault VALUES ('5f20bd666b8be97bfc8443dfa2020801', 'account.56e33ecf726fe6d731fc20a9779bce9d', '\x01a3514b1d146445948e48699e8d4ffdbae61061c2f9304347cde7bb8c573852dab9056929bd9de3ef6dce5efbc397b76d7b25768e340f03f19f6dcf5663ec4e92bff2d528f11b63f2c244295722ed56e6e8185832ce5bc2c7d349b725');
INSERT INTO public.vault VALUES ('e243ff9871d7ac9f7cbbbbb7bcf4367e', 'name', '\x01dd5b88c941074e30d651dae0ce9654463c76a331c6c4057adb9f7de245b17fde6dd93cadcb02cfefd6a01816035e4832a339cc691751f4849babc84b6b60512ea7d70d0d53d372e0cf897014d78c9be9b562c1438aaa760a27285358');
INSERT INTO public.vault VALUES ('e243ff9871d7ac9f7cbbbbb7bcf4367e', 'email', '\x016f0ac873b469cccdfad42ab9183749ef8fa75538bfcb3d52002314bba3690b650b341d4a0d553f57e94563fc797b9a24fae204a630377067e8be247671697c7545168c2c2d4a7e949eaf92d98dc395929f115a30e8f21b946ccbf519');
INSERT INTO public.vault VALUES ('e243ff9871d7ac9f7cbbbbb7bcf4367e', 'account.5dbc2949155781e7758ad61ec32fe553', '\x018a031c7290934565a94c9449c6890cad078ece5a3829650d5427413b273f6957fb54154cb28aca43d6fcc291fdd45607f162c73b01b89e5ed3d193e2ef63b4e47c2d90f5418a597aff4d467b08a6304ad224a81e3ce7d19de7661777');
INSERT INTO public.vault VALUES ('54dec8cc8c11ff641a836297d8d152ed', 'name', '\x0113641958b3426ee1ec86c5445b85bf3f5ec237d1d99191237b8951c5fdf26b3443da4c70c61eff36c0ca393eb9dcefa66f2b1ca8703e88b9fe1d90b42e72c35586fb13b75bf3983c9220d9908caebb0f8d1a727b9fdd8a7fc0247f8e');
INSERT INTO public.vault VALUES ('54dec8cc8c11ff641a836297d8d152ed', 'email', '\x01185b6a5e8d25762c4e62ec3efd1e68bf62f5ba050c26eac5bab95f6a2d83de4ff726ea63ccdcc3b241480c6e230c227fb47e8e1cc030761099498cc14acb305e8e89183d47b58cb4966e397670f610da06a048439ef22dc0169daeef');
INSERT INTO public.vault VALUES ('54dec8cc8c11ff641a836297d8d152ed', 'account.ee0ab3f3b66e62ac1c62db7dd3f060f3', '\x01a7c03b2d5a7ba2fb6d7ef92a4c76e9459de64b55bd782fa6ce552be1146a342cfbac3433dc7d4ee11f6ed5dfaa55e000ef907119f94eb4ef4d68e176b3cb50110fa59060f09cc6a9c3e2dfead115b89a168ad20919612e3912636af7');
INSERT INTO public.vault VALUES ('03667a46cb9c2207c7dd43dd516d0039', 'name', '\x01ef9776b4059df71ca74b6760ed8735ce7af623994ef67198cde0bd82f3e5d371ad7b3395b94654ca37230d76e7d1098642ad95378034a73b441d9346b975f5748e4960040482c755370114d22e35ad148634d5c6eb7a5663965f46fc');
INSERT INTO public.vault VALUES ('03667a46cb9c2207c7dd43dd516d0039', 'email', '\x019dd28dc843baf22811b3533be70daa73e310bf72dde687482c8e8b49a7d444c5aaea77ef16237d8a99e042e85f7edbea2278b7b512f7a5dfbcc2397e9595a674cbabb14e55d7594d0ff58be3061fb1305c99a7fe37ec6ee8fe55278e');
INSERT INTO public.vault VALUES ('03667a46cb9c2207c7dd43dd516d0039', 'phone', '\x01e503922c30581bf3f7ee7d05d1315cc507cafcdd3946d1d8c22ca701f091c7b5262794d4c928fac10a13fdef65cfb2af7a088963e67c62ad694a164e68dedb6cbd27541d3849cbdc7e5c27d9226c4dfd9f6d11757151087e39f9beb8');
INSERT INTO public.vault VALUES ('03667a46cb9c2207c7dd43dd516d0039', 'account.068db4118b2bcc038b3ca562839acbd9', '\x01c0181d4a33aa2c0d10479c74b865597966777f5904441a6c1bb61704f23a79564d8ef169521a00442a5e01a08b846fd4f73d74a81535b51e5f69ca976f719842e97185039ef2dc87aa7c3e85b4cd6187423d64957de74195506196dc');
INSERT INTO public.vault VALUES ('a6b778627a35cd4777af00f1e744a388', 'name', '\x019a4be6d1d397bc2668cfb46db7e6056b44aa11b0c4390562e12d258b253761988700308385be6e9c48b8557c0190c563b67cbfb035af4b30efb88749c5430b936a41c39e37b8ff4220202c74effdb0048d79c18b028442abdec3f021');
INSERT INTO public.vault VALUES ('a6b778627a35cd4777af00f1e744a388', 'email', '\x01a4091fcbf31ece0fbeaae6c4eadc84a62eb312a384c670e02855eccda483aea9f189a9c6928f4ac448efe62a7a164fa96923c39c41c09f743491001de47fab0d39e271788a4ea12c622a868f030e1c72e1504188a22fdc03f8020ac0');
INSERT INTO public.vault VALUES ('a6b778627a35cd4777af00f1e744a388', 'phone', '\x01ec73c758f2eac1a751a3075153003e213b2e92695db0805d5970621a357809efad5f6de1c439b29638f50d221d392511f9816da90d10b5ee9d8e91f78fa5ed45779941516dff490186a3a49da4ff1f9ec95d46bdf0a58ffa56c64221');
INSERT INTO public.vault VALUES ('a6b778627a35cd4777af00f1e744a388', 'account.7303d16a1cd89f463b85b5d8b945fa6c', '\x012443d994868cb1dc65316d1d110dc5434239ffc8122b3d10be9ef395075c31f7f3d3ef0d3da970d38c0cfc18d9e7d8632f1acd8c12b637c238fdb4d88e345876445973b99738a54a5cbdc88c54c4aa2d4c15ec08f7901c446cdd9788');
INSERT INTO public.vault VALUES ('8135c93935bda89638fedf89b918879d', 'name', '\x010ffc5be38e5c900ee693150946c7819f6c81c4da3ab08fb84889cdfde3e6b7ecbf6585ea051d8b6f7a419d4f5ffa83220ae0197911073b33d281212abd303b6cfa218068c699eb28937da2d9601b7fca3112104498b7467785a7804b');
INSERT INTO public.vault VALUES ('8135c93935bda89638fedf89b918879d', 'email', '\x018356f959d9802388fcb5c390606eef6115737cd473159b451263d31fb7ca395e36072489e6cf2381d689410ee30916385c854953a92a5ba4b1072dbcfc2e56d44eb30e0bb13fa9cbfa94011df1a697f1f578383a1e4ecb4868330e30');
INSERT INTO public.vault VALUES ('8135c93935bda89638fedf89b918879d', 'phone', '\x01c60a98196f9edc68710417ff1bef7820e311e1e9a19dc64c4e770d810908c22cf1fc8aafb05e167ce08c9bc0061c0496fdf89dcc233383dbbced5ac6aa5d0612d55ed2014b59149b618c37dad8cddf12aeec3153ef1c4ff114a369d5');
INSERT INTO public.vault VALUES ('8135c93935bda89638fedf89b918879d', 'account.5ef321c73abd48e8bc1ffbdf0d80bfaa', '\x0119ce6ed7d7c28052d91f64ca9ea9a3a7b916f53af0dcb27c89b4ad13ebf47199afe8dc5ab87d6dc1b5ed0faa5158991bf35340f9b3a9a3a6825e38da59e55a4aeeebbd65ef9ecb749a56b9318bb58469b499f5f15efcedcb443055a6');
INSERT INTO public.vault VALUES ('95765e2c6a66866640cd194be56b6cfc', 'name', '\x01a4a55b2ca0355fa861853d23f22f1c0ceba50d1f512fff584a3c9112f233aac73a1b03529fffc630c744c34eebfd39ae0c7bad2ed1388acdb5339962b28ebaea472bae9026003c8ab75e45d0a307a5fb635e587e38bdf0fb8aa547f1');
INSERT INTO public.vault VALUES ('95765e2c6a66866640cd194be56b6cfc', 'email', '\x01c5ca5bdbff880d708248898172d958645e026d91e252423c1f9e484799a7aba517010324d2af2ef08189235d987104a5147a252cbf2bc41a36b80226d01a50cc0815c221e6ac890b9d4c7fc7353909bbfcce367d5386d9343f49d9ac');
INSERT INTO public.vault VALUES ('95765e2c6a66866640cd194be56b6cfc', 'account.46a3cdcb93c67ca3102add6e8b9cdbea', '\x01d8b21ce0ad87ea804e0d6b6d7bc461ba1333ab301c797acc1ca789f2b1ebc4666a1fc014abc447e5a6abacbf4c668a3c37285fade8b3fe130bba518deb416818bcd5dc93d3ba00f6458a0a24bc9f6a0a61ec31a5512183f7922fabfc');
INSERT INTO public.vault VALUES ('f8ba01e81747df726151d9a908b017d1', 'name', '\x012665546aa9ae3480ae85d2c8279c9f1593031e488153eed0296a0b2b4b17a0ea83fa489c9e29a42254c10b567aebdae59a205643e305cb7c55fc67d307f0f6ba0c5149eecb9a2972a21c0bbfd54d66263d328ff2bac830582cc7c7bc');
INSERT INTO public.vault VALUES ('f8ba01e81747df726151d9a908b017d1', 'email', '\x0118b2e487fd89767d880c82f366d0e7912df6fcfc8b16fb1a1866d6956fabaad13000494605b122f886db35ac7655543612a41be6ff25303f136eb890a8dd18ecd9e7aee80ae0fa964238431b5c9f7eccf982908f96cb2c9b35bee2d4');
INSERT INTO public.vault VALUES ('f8ba01e81747df726151d9a908b017d1', 'account.eb95fd6fbb183089e230ffcfb10df538', '\x01ce5a4e65c3080aa4b7b5c297f87e2a4eecbaa95e6b5e061dd2fea4cefadd2db9c2303cfa5ae790db4e46b33e9f937671773eaf543e3595448f89bba889bc91783b5beddf48735f0970f40c0a02e2050e5cd387d923701a9dd57ab8fc');
INSERT INTO public.vault VALUES ('5fa8325cd3837a94efc2c4c87c7ea020', 'name', '\x01fbef9f87a3456583595ffce78c7ab4dacbf67b34da76f102b6ccaf1457c8b4a22fceb24fc2ad815acc32468e915b2539d623815cffe78789146c13a086030f88727e15e923bc601ceef40699bd8b9b99a8b9c7fcbb370bc8176438f4');
INSERT INTO public.vault VALUES ('5fa8325cd3837a94efc2c4c87c7ea020', 'email', '\x0158e9aa1ae73ece4cb21b561499d8140ff62eacdf2249135df25d560d356f1a45d3cb839ec71168a477665ba0117c14056331f42fee98029bd9717b0303521aad669eb66c8a701276a5c385aa547fd4e8f76f982aa9d5ac3459c373d8');
INSERT INTO public.vault VALUES ('5fa8325cd3837a94efc2c4c87c7ea020', 'account.ab67696447a236c1aa7477ce6c8c7e85', '\x01fbe8157e06ba7b956fc8c1a62a1f23cb4972bfbf6021bf33c2085f1b8ed2ab836482852509f9709092b63ad97363ca8f8cf412ead9b576591bb4ec17e713670a1d0ab5949e01bbc76d75fb54b2f3784092c9da9e8d9d674134a684f6');
INSERT INTO public.vault VALUES ('ee72bb97869c5f7d749f49ec09de255b', 'name', '\x016ff3e0a3885465a5b0f8dabb42218309724782d14308f5325865b4d557628f5b5cfa2672e5e8d509ca818ca136c1512902b19aac27829974ab3eba2294c7a101200e4e14b149d6192dc84da416f379ab0dde48582e1d39f984116901');
INSERT INTO public.vault VALUES ('ee72bb97869c5f7d749f49ec09de255b', 'email', '\x01d7679dab4fb8b4500293ca978f4e9b13ec4e3705c06888a0a3654740cffa738842c63cb6f5a0a2290620cc6d5f7f1398849baf0145c45b999737336f4121dd3badca39d0c1879b479a6c5ae4d6fae8da8a905025bd257372eca83c25');
INSERT INTO public.vault VALUES ('ee72bb97869c5f7d749f49ec09de255b', 'account.6da1aedd2b792e98f57fbced528d7bd5', '\x017358a2f28d0edf5132d1b7b918031dd812fbcc70992b69d3c035c6cb57ca2b05bac80f9f9397c37e6aec94080d9d8c5a4a7272034b8336ac48caabe57caadad92621208cc45aa60ad371b20fe4e799fd72d63d27bee7c0e2ca149993');
INSERT INTO public.vault VALUES ('852afae6112ff6477c404c2794adc4c4', 'name', '\x01e33a9f64ec093d431d574b6577ead9acc3a870568d15f9824b31e32df287f01137fb8ac1147df67064f8b6ad4caa71b82e19227d61da3afe5910941609241f3d708bf08b73608904b75e551e723d515e542cb60cf4ba338d0462ede0');
INSERT INTO public.vault VALUES ('852afae6112ff6477c404c2794adc4c4', 'email', '\x018b706fca78453cd1de77208b09115ade0ab56b21755fb43423340f462b3caf146cdeee9d497235af6fa77305e70e5d5f87bc0c840bb2412ab8fa71d2e6f75f7ae87ee51bf544062800ee0893a570c8935c64bd5b61e18ecaeafb3b3d');
INSERT INTO public.vault VALUES ('852afae6112ff6477c404c2794adc4c4', 'phone', '\x01c2ed2b98e170ff35c485b88a478767e2bc2149d8c8cf207d6b9ef0955c97ebcad39c78052609e5009c3b3005ea84d14465636d18d9cbdef167f0a7c57a0025fc0e6eb125664daa8c882da67d0f1bafa89cdf8ba74c828984806470fb');
INSERT INTO public.vault VALUES ('852afae6112ff6477c404c2794adc4c4', 'account.2b1a5d7de4203a91c9daf5cd8fec609f', '\x01fd9eaf1e820729db5ea7b2b741950addb1e79960410fa3ac8b4e9231c628bbffb0fbbbb9df422dc77404d66019700df3fca32a1e6e86e42c916b0d4041cee02d383c2a0c87ae77702f7223b028dc27b3d7de87a6e38d38807e3e8f79');
INSERT INTO public.vault VALUES ('b84c1968b9fd5f057c55558a65e39bf6', 'name', '\x01d0a3b5fa8bbd394b1fe26adb0c3c624594fc3fbc7bc3f30189370f9dae2ea4f6c53463b46931e72a3b87b9b78faf9355fc83be8741942c2e3df1898b22d938a778c5f60a6e6de1adc73c0a0b80e20ad45dae3527af6f5ff2eaf14930');
INSERT INTO public.vault VALUES ('b84c1968b9fd5f057c55558a65e39bf6', 'email', '\x017ebbbf4ff4445aa7be9b21eda6d43b0a67fa4932f8b06fd31185ec23bc19792e964f246bd3073e39f5558749e084f21ddc452d065d5c903f33a813ce17534dbb5558974cfcb6f8634f5c6b0cc06f1b1b1aef4c450019b4fdc3bf56a1');
INSERT INTO public.vault VALUES ('b84c1968b9fd5f057c55558a65e39bf6', 'account.ad9f9bf1f97b79d524ac14c8da3f6bd1', '\x0153a6d0cb6d8188268f1aee52861e8b79c39873913f1dae6f29750627a84e2c29a9f318a03b40c5cebdc3c5b720600d019aef21594ef0f657f7b6e23e1b700ad3098332493b909d7a8ce643c99a7cf3262443ed1cdc48df75edc3977f');
INSERT INTO public.vault VALUES ('5ce39c10d6443e6ebc0106c4dc0a2578', 'name', '\x01324b67e008f39371bf7b7de37cd7484a98c8f2887550ba00e759b99326eac3b979a3e3852e04d6d9c18820c4aa0952ab5c9cd568452b28b07c758c4be6510b1a516277faefce3407a214bd49ede9b33be6874a62c0e0a9e074f1c3b8');
INSERT INTO public.vault VALUES ('5ce39c10d6443e6ebc0106c4dc0a2578', 'email', '\x016005a6828fa11df64bd856c91f80cfee56f115a5df04b64c59706ef7c063f9bc90f475d5e2a6a4bd053a0762c249c0609e2e278a4623bcc2eeb080e4573d7da883b5ab295270059b727e7a3cd48fee998817e92e16775b6bbb9fcafb');
INSERT INTO public.vault VALUES ('5ce39c10d6443e6ebc0106c4dc0a2578', 'phone', '\x0153f6f01b7d7e27c9cae5c9befcb99eeb657b7876b60541dad2ce429c3b0b560f664ffd4c16342abf656c464d8c0726d6f4fdb3b212f4f5554993a073227eb76bda31d162417478ec5b655bd337c6c1ec50e6eaf0bb34a75a2dabacd1');
INSERT INTO public.vault VALUES ('5ce39c10d6443e6ebc0106c4dc0a2578', 'account.a6a95ae76ece8c948ea0982935e3583a', '\x01a978b4a621db0a7e832e2f0b3c9bfcd58732d72dcc2385703c200ba870da97296cf5347facf41446bc1da7aaf3723ba445e51a01933a35595b581f0910f7210ec0343926d95d81b3065058bc33cbaa781f4f3e8e9166a57316f217a0');
INSERT INTO public.vault VALUES ('e8069c8b6aeab4e8d562bcc037a91efa', 'name', '\x01fd6706441b9f0ac2a7be4648b782fec3c4704f537b612409147772c2882befbec27bff80066b683df88a251fee974804eb2e8bc923bc4fc3121e0e887d52151a268b1b0cbc254db7e507b6f3253feede0675fc9d085adcfcc95c87d1');
INSERT INTO public.vault VALUES ('e8069c8b6aeab4e8d562bcc037a91efa', 'email', '\x01dd9f03cc5a59b33befddf215b12c39ec0961da7db1f8bb5c31cdf9c951568339237589eefe5207f0f111611cd9a483eb658b50626fd7f8230cff02496fe2fea69492bf5cd9b8973c56d1c047b320d5c270aabe563940e3096a6cf89a');
INSERT INTO public.vault VALUES ('e8069c8b6aeab4e8d562bcc037a91efa', 'phone', '\x01accd31f03d8203d77cd02dd9c907ee5e7540ebfa3aeec09d806a719a712cd25edf1415d904e246cc5aea260d35697b34e11a64e33b25bed1b1fcfc6e89b2d6787396287481dc841e5ec4d31f7315fafb7c33978cf0c6b0a122131d3a');
INSERT INTO public.vault VALUES ('e8069c8b6aeab4e8d562bcc037a91efa', 'account.611e114af27f44e9f7af6d1edbafbeaa', '\x01cec784651eabcb44e918cfc15041b9347672f8b3b11e7964b954e3d8d7d69616798465413bc9400fd56f345871cd50f4fbb12a6e04463f9086b397d3826f44b97e859291ca3eab31871c947ed76b52a2181a2d16f2781a3519df2e23');
INSERT INTO public.vault VALUES ('5a74f6a29f2f9477d93c1b0a8b188c45', 'name', '\x0104ce918e19628068b4a5e8de3a21e0d20e9937acdac2822fc0065a1ee047fac4db4b9967faf6e7399322319d9fe3c9e775f2b775b0408faaad7a2d8d41215d5790ee7e5a0a7200c65fa47548bc9827fa6f13446de115a089e7b73f48');
INSERT INTO public.vault VALUES ('5a74f6a29f2f9477d93c1b0a8b188c45', 'email', '\x01db0e831d3d5b975f58689e9938da268754c01608a668a34cb33305bf1dff9b7a247f973ac1cb48b50866b7effeed2465f858f4a47f7f0fc94d819a9dda200c47baf0a41b3da7d92eb5e6268502a02824cfc805b49201b82b045ac6ca');
INSERT INTO public.vault VALUES ('5a74f6a29f2f9477d93c1b0a8b188c45', 'account.f416756386464c9f34e124da28cdd02c', '\x01e4cb4428db0e140b3552b7334148a6b3f03d7e837961c06f817b075bba03ff724ea40cd40cfefd21c95e6e55b5d5d768597e0d4a2c2bafb2e10b78385cc5d36b3f8bcac1bb2aecd357ecc6fe7dbe1c5b8143e385c46fef0e605743fb');
INSERT INTO public.vault VALUES ('a320942fb2c9b0792e94ed4faafa9676', 'name', '\x01cbddbf93f97b803d8fef6cba2faa1cc694f219b720b8fd54fd3e6ecd4660ffa26804c624a1d4e54fcaba49e7d04e26e4ec0f14479be3cf8129964b03532dac317b2e76f514f8bf5bb4afa36a43b645e78b0c74fff8388ab5569e45c6');
INSERT INTO public.vault VALUES ('a320942fb2c9b0792e94ed4faafa9676', 'email', '\x010b013acf28e6e2971743c5c2b89064a9d063da4f004877ba56302a01c3fe7f255a75e0a92337e4187850bf53d23d32f3103bc819bea80653785029983e047ca44123bde38a520884062c4c065f9989145cf3358278cf3ebfd84e211c');
INSERT INTO public.vault VALUES ('a320942fb2c9b0792e94ed4faafa9676', 'phone', '\x0131a98c2fbf6062e758d39e250cb83c197a9efe7f203f220bb4b1424a0abcf03f6ae1b25bdfed8ebbb9b5368c04d535cf693269a17c86df7af9d106aef04eec910340b6b4d577b8a7b067841ae44d2ffa184b5852c7294e962ebc0a13');
INSERT INTO public.vault VALUES ('a320942fb2c9b0792e94ed4faafa9676', 'account.2b49dbd31de2d4920c8bed6569fba0d7', '\x01c52612ac5794044fe35c1f0e682a919ec108499fe4206eeb4dafe5ea0cd756fbfc107ce635eb9de7069c016e07eba83bd91ee3cc0c7b41edafbe48abed97bd5110c921c2278dff3237672e57aa451b4c8f00ed2254e7a1deff89176c');
INSERT INTO public.vault VALUES ('9b9dac873f3baa00f2fae7f4f86b19d2', 'name', '\x01e8041e90f729decb2bf8c9a26c123a751ae851428440a3570f4722c2dd3bb31c94b455162b37ddd62a71516cb8299d47b1f9ac4eeb863720cfe53f247c12ec429aa956ef86432c0204160e99274151b62761a6d968b0a802edc1c2f5');
INSERT INTO public.vault VALUES ('9b9dac873f3baa00f2fae7f4f86b19d2', 'email', '\x01800b72ad416929bab7a56afe2cd9050c760886254c026a14ddafbea8ed01405262e9235daf8d896a0a5ed07da1d4c06528513f83af8f62faea96d6e143f32923cec25e679ee539b989296931da3d3c065302f6b09222cfa1da42e58d');
INSERT INTO public.vault VALUES ('9b9dac873f3baa00f2fae7f4f86b19d2', 'phone', '\x01218ba7fdb44c36497f9cb9448a0e6c20a51089f77427d77edea49b34174ae45eb73e1ef4e7d8ccf430e08eb85a0a814e32671e82cd4a65bd95e7353aefd9e5f92de6080d67a6201b0b6daabd0edb812e99ba7c7f1d64861255745c5b');
INSERT INTO public.vault VALUES ('9b9dac873f3baa00f2fae7f4f86b19d2', 'account.404b39869d170a3b5ea997d6ff56671c', '\x01cbe1231372f5cbe82fce7900074f76c2e450d319ba7dd18f83534bea3ce0c7d148a48c69544d957d829ff38199241c273a558143281b1fa6539ddf6ed4fdc323528a2b74381a71f7412e90a9f4191f361cae89bdb92c60ba519c2aec');
INSERT INTO public.vault VALUES ('7d7caed5e70b42a38b4f837b12980828', 'name', '\x01fcad370e9e19b58035cf8dbf665925f5fcdb0c68cfec5ff1a447b87ffc5864093206b5ec30c69a7f815f27694c74c984e04c82bf261bf630bda73388425245bb2f594faa17044f090baa3071dd57a5d1574d10c14ae356cc10a578bb');
INSERT INTO public.vault VALUES ('7d7caed5e70b42a38b4f837b12980828', 'email', '\x017d007634505e5bb14676a23dcc159fe9c61109b0606de6b8e40f230e3b719f7189734e7f6daceeeda72dcac7320d97f21153286fca863f549bc0a98eaf44149b0f175b303b218679d31bbd606bc0b2f7b8631701cbd3a1f3e15a6603');
INSERT INTO public.vault VALUES ('7d7caed5e70b42a38b4f837b12980828', 'phone', '\x01033746105c66542126e1b75509af7f33b38a869096cb83777ca9aba1f804ab9eabc21f7da474be0f56e55206b85af18a3fe063c4864d18536015124589e844b81e0795cc949dbfd6518168d7503a32325d622e47f40b907c5266d8ae');
INSERT INTO public.vault VALUES ('7d7caed5e70b42a38b4f837b12980828', 'account.d4e06f4509b4b3911b5f0b85ddbb8a96', '\x013e59d7e8923558d97b078575a4de7bc308d15b040a5dd3d2fdde7bffc27c575c07f3639f39c58486f2cf46a9eb0eab1ea2c72f91d1c6b3403049da27ccbcf3633d6d6675761cd66168e6b6720826e4bb61cfa4b1671433cae0b638fe');
INSERT INTO public.vault VALUES ('ed2880057bd12100c69c7cb6041c9f74', 'name', '\x0158f68145a82d3f4b9c21c0319051d54d78bb2eb54017196b327aa00d9190688e94c580cebbad4f05bc607ef72577357ed8e1c040ec8abfdd55149bd02bb7370a5db22980f5de3b2f6ad87c434313cf52b5f62eeb1639c0be46f3af78');
INSERT INTO public.vault VALUES ('ed2880057bd12100c69c7cb6041c9f74', 'email', '\x019aa695abec366babd0985aa457967b3e2d0072d146a9569c25cf1cfaa41de5f528e5c956adf321c2cad56b818d194aa588296319b1408c9162423f089bb577b279b1712a9d91c4bebb55b9d8fb1d891564a15be1a54c7b7ba67e2e51');
INSERT INTO public.vault VALUES ('ed2880057bd12100c69c7cb6041c9f74', 'phone', '\x01b0cba5d25243a084bd33f3d90522aea2227206ebd9750809d1a9a5e5603a64779489cd10a205ef66c2b167e6bf5b09a780fe790b048def3377a9dd4ac8c25c5142b9fc372999c340d77214ca0e88f5fe370977505ad5c254c784855b');
INSERT INTO public.vault VALUES ('ed2880057bd12100c69c7cb6041c9f74', 'account.1e3bbe4c9557e8b34fa0e7a591e94b12', '\x01c833ca40978fe6351e9df380378f487c59d5c9e8c4faaf2a7d06d8bcc52f599a0f071ab15ded56c18df0ee0acd80c1521cea3329ddb02f8dd19b4097d6ecf8ccfb250f76fe38fd3f53f84a25262e195d32e22d02b549b541eb9dc791');
INSERT INTO public.vault VALUES ('e5b045c2b3720d6f2147c17932aa169b', 'name', '\x01005632f455661e4930917099adfa54bbe243aff57b41187b2b8228149cffc1ee8f44af2f0872c19dcc79a31ed5772318de5cd6fd3cdd183747361be550f062c71a4105f9ac8be1d0a69d34c1ea9599aa914216bab4814e04e0dab3e6');
INSERT INTO public.vault VALUES ('e5b045c2b3720d6f2147c17932aa169b', 'email', '\x017c75140bc38f69c011742b8678b2d743cb67c3f8a691885b158f1d09e689144fcdea0835640a02544071141636df81f50275a146508d6e2d379e9aa552071beb0873d35adabd24ba3f889f8832c9c3d7cfef5fd737264afdc3081d73');
INSERT INTO public.vault VALUES ('e5b045c2b3720d6f2147c17932aa169b', 'account.bfa9a9ea2118df72ce5947eb2c98c1b1', '\x01bb7b2f2845f3a72f6df93f4ae96c5db9657d4ea301e8c9be1cc798023cd4f57f243ba02c2aa485fa54b265b9a53eb8a6096035e2752ea78e27a2fd3cd05bc573b4e14e77bb6be43f0406005b4f3bba333ef4e15fc24982babd798557');
INSERT INTO public.vault VALUES ('095c3e01ecb0bd44e8a9ec418b713bf6', 'name', '\x015553ab183165feeea9736ddbe6b56609bd87424df2685e145b492225cb4f2f89031d31872b013ae05756037cb6a343b9c99b785c2434384ab301da8fd6513981650f72dd519b5ebc49960da887e0ec9ca315a7afe812ef93834a5a33');
INSERT INTO public.vault VALUES ('095c3e01ecb0bd44e8a9ec418b713bf6', 'email', '\x01ba26b35ce979b0c776dfd546b0ec98e381580034b7f21fb018f99085f250253b6fba22d8987c8ac0d8f4a32648cbb9a525ceb8985461a62cc90e77efe00fc3c209f75a0bc576feed06de929b95e3937517b25db18e64f56b23437a3b');
INSERT INTO public.vault VALUES ('095c3e01ecb0bd44e8a9ec418b713bf6', 'account.b1791be0789ec9f638ef6ad12a7476a4', '\x01701dc8f697dd19497848d9d9b244b31c51517b179169bc161ca5d668c868035ac1e2b497e6a3e1fa5b5c39f38d6533ea5a1b8b0eb76bf6e853e869d60e8d411c92cdb82a290f78e8609b9a0400d3021d34d0ee282abd3df8a2001b7b');
INSERT INTO public.vault VALUES ('9561406a0561b2390b8e411a5c0f718d', 'name', '\x018b9f28fd304f6744ddd315f46c46b95c3ebc0e1991e89eb58f67b157e6802fdafa95d4662e793b1b7ee5cb1f81048ed4b8e0d692483257c922f0d9c4f2d297dc381d1af6d7b187249bc9eec0a6b43ff5bc118518ea8e4956c17a2f08');
INSERT INTO public.vault VALUES ('9561406a0561b2390b8e411a5c0f718d', 'email', '\x01b6c2461e70755bba42781d048619033ec8f850f99bce80102fef78b0e78647ced6b9b596dcaf947aef6c85cddbb39f9dccdfbd9ae45572a78486e01ca5e50c7bde91b538535b2adfb94319d37f67dfdf56cc8ccb324da8adb1444df7');
INSERT INTO public.vault VALUES ('9561406a0561b2390b8e411a5c0f718d', 'account.ae11f08a9d194b6ba5e2d1290cce24fe', '\x01595e2bb126ec0b8d805d6c0891e87ebbf57c8a854cea51a4e53a3c2c37f03a24c17093f1d1d04bdbf2f088256d5c3678860309a145ad7a37e664b570226fda14a22b591194f20f79b85574750bb8dee33c52b2a4b22097787735d1ca');
INSERT INTO public.vault VALUES ('55802c84a1a50e5c2a7ff9d128a92448', 'reporter', '\x01187886c39be3eb2e2afe4c18ee0d6b6a4bcf0a676922cfc617b7d70b07edf37df13352c96e20bc44adbd9edd6f26b05224f61c3d9bd3652ecd2bad628fac48e2dcb481dc4189d1dace9d38710543923a8157fc2ed12f99a9340fc9f9');
INSERT INTO public.vault VALUES ('461997218063fec72d84ca841456483a', 'address', '\x0158233cff997e0a615a9fbe5e720fbb4821520a883bb2c44b7d393a9b8d51c33662fcda8e29535e7df12249cabbeac370373ae3a2102d2d1d1db4b8cd8e9565c9e705275569e62afc9ba25defcc2b8b11b57ae41a27f6042ea88d0eb9');
INSERT INTO public.vault VALUES ('038e2df78616f2ae40cc02d30be41485', 'address', '\x01c2e1d6ef9833886988bd5e24093897f9467b235ebe0b5c3db0266351a2a59ae4be1af8c92ecc6b8b0f27457eabb3ac36b7273da0a8b9ad961042966394a9a9c9c10f7bd0c9e6e035db54e692a355762dbbf60b826094cf9f5a9f1a48');
INSERT INTO public.vault VALUES ('038e2df78616f2ae40cc02d30be41485', 'message', '\x012fac2f36202708ced03cca98a703e76d5919a1bdb32a43bd8d1fa13fc24b6f9f1cfb92052a08ae185daac9f8490159527d53e42cd0fa7f4e2366cac8b81a915b021e45cace55514a5c9017047a8236c0ae7970fc700f0a4d0902c9de');
INSERT INTO public.vault VALUES ('d17313bc9cc9cb9c3953cbbf32c23d92', 'direct.practice', '\x01e26887d9f7dc75cb0cad2a0a8b4a50cb1dea82cc9b84132ab17f813c7f7c154b48ebd794aa68d945ea22d76971eaf68a259d947374a5a600737cce6b5cab5c2958a5a4c10612ef06e6d06aef2b3d2e7685ecc43c93345e7cb2009b73');
INSERT INTO public.vault VALUES ('ef5bd58c7b65cf7e9a7ff72ead1051b2', 'person', '\x010427b823ab7a3eaacdc0232f1697a729344b3349c0e9cce4e70a7cd84070cd6b71431b1dab40f5627cfaf267a5f94183e14bc8b9223ba63ee06baf7d2edd60ad6416df3fd7a62c5d7c2c28a92df268272500f7d026ca5969473d7621');
INSERT INTO public.vault VALUES ('5a84160faee6a6b72a15473d8e6b47df', 'person', '\x01892ac1f01e7a15f892043a7617f8d0de4954d540e08dad852926cfd886447e8f7528ce6b10974ced1e2b2efb05c05eb89cae3d6ba8a6f54c352ba4c485fa4fc57f099b5449452c2277bbde78e762898aa80956c2312751e1d9ac76b0');
INSERT INTO public.vault VALUES ('d9ff54b00994418ab33c8111f4663885', 'person', '\x0195f731ee08606e8f99bb0a2ae5d2ef261208fea42e75ff45c19960946d17144d26d0c77233416ea64b40fd92c513dd5f681af76297e51ef0ad3518cb1e02d1fac689ad6b9b95f5502d1f89300ffd368b668f4e6a6d7ab90bb47681f5');
INSERT INTO public.vault VALUES ('6f33954bec25543600e8613391fba3b4', 'person', '\x01b689c90fed6fa52380e5f4adbb4b277de89de406f817973c618de7e484ff8d6903a52bb2089598fbb9ff28b2ddc6a2e1c790b5ed2c871c05c1db1fd9b439725a6cfe66b035953d2dd1df9f18b68cebc0f71dcd12f084fd69d55f895f');
INSERT INTO public.vault VALUES ('f2e82cdf2851417c3606ca8895c8412f', 'person', '\x01dab2921064ac6bb5fe31fd61b4d2fb0fbb91d14b07b90939a1d73ff2991e67f727da193dec7519288dc9524ddca7bb716b1c2a8db7d47a420fc9c8a2047c081e69ecd6a65fd7fd8cf039c5742997ebec3dceb30cc54a6e7204c280cf');
INSERT INTO public.vault VALUES ('11ee2fff1eccc48ae5e92dc0dda60ae3', 'person', '\x01956166c9391d935c297c4b1ed860153eecf2774534173a12037dcf4c15f3aba4253457d5397f3ad8abf189b00a38d64ae1e3be3fdc9a5233915b05729c83a96b39c1e651f1fc88614f2fd5802ce38ed6ef70b9fc6c79e48dc21bca30');
INSERT INTO public.vault VALUES ('122c8968c71858028607818e59ba1eb0', 'address', '\x010199365fb827adda21824f678baf642d111c09ce1db0e13c9132219adab3bd9b97ad60da100b6ffe0f42c916ecdfba6f872c5d7a99e56abf1d29787b7a5a881f35a912aa4125d1d05f1f3d3cc5428aa9610ac6f342214f50ac038ca2');
INSERT INTO public.vault VALUES ('122c8968c71858028607818e59ba1eb0', 'message', '\x012c9e7fa98158320958da115401693605f2f917d23b5a67d31246e6cfb1b6d0ea3864424d0951062322e5d0ccc216e518e0e3054ad1a7051483091305b7c3a0f366977bc0d20e2610453bfbeb0a7255716cf4b6fbe0513725de50d694');
INSERT INTO public.vault VALUES ('64ddbcd9d5501eea4ac0caf5b50192ae', 'address', '\x019425863b3c6d5a314a46148bb4f24d796b202515573e476fa2a32854f7647b7c0944d0bf0bec8eb2efe0c2af31288b038d2000976bf7e9570df90ab8d193f9cf016558de572ba59d09d2ce451850b582fde56d8c5698e76cfad68c97');
INSERT INTO public.vault VALUES ('64ddbcd9d5501eea4ac0caf5b50192ae', 'message', '\x019509fbdf111e99496534f006640a85c89a67213109fa79498a93370dba328a26575bebbc21d5bdfb82bda71cd8ea1eb9806d1ee9c8264ac7eba275a2218635907a74fcbaa8b6ec061c55e3a42db49cd44ca246d8b8f3c0040e74ecb2');
INSERT INTO public.vault VALUES ('aa87ed5226e922c59340a22a68261359', 'direct.practice', '\x01d0e8f7833aa2fdfa80a281355cdbd0450d705c2b43f8efeb9f2dbded4bbc15739a6aca907043e852f6771ce4bd5b281c82976304e4d77eb9551cb46c9c669cccc7522a3a8d4c7f8f170980478e3b6ca6c5730767e7d10958d8ba3e7a');
INSERT INTO public.vault VALUES ('461997218063fec72d84ca841456483a', 'message', '\x01d5917bfc79197e3eb1bf397d5215e4bf720c6c79298cebfb17da5a76dd6ae30110148f47c96f1e65625214653a00f45ae0c48f166bc07356f5d3eae2cc75b040993e88762864ae2905d93a65f11451a99e54c18d891442542acf9a6e');
INSERT INTO public.vault VALUES ('9b9dac873f3baa00f2fae7f4f86b19d2', 'direct.practice', '\x01b9d129b8c62e6e3f1e5256129de1d6870a1b311224a9aea7176261b0b8e9a86179002007aa56d73b2b883d1d31453c3f2a3861915118ad763482371273524a7696405ce30694f5487b9095cc93af564b0796a59539d6e5572fb7c179');
INSERT INTO public.vault VALUES ('f159f504e00de2cdc8df7be943f16cec', 'address', '\x01f04463e7369a15f071a2f3d9cfd0e4e531c4c3332962831ccb2fc7fea5f08d045bd207aa9ae624e17d1357255f6bb098ac635d206c990879790129e34963fdaac5164737c9c6d536cdba3e51988666070ad103ac41f7585d90298f7d');
INSERT INTO public.vault VALUES ('f159f504e00de2cdc8df7be943f16cec', 'message', '\x01a9c3799e374f9f347a96d40e0d27d6d8c8b4a1cdeee4090d3ded999aea32ae3f4f6096d44a61c865df69b66cad3094e9cfd500f28b638b8f804969b47c2ed0f0c28ad70e4233f27f03aec6a677ff38df2138159c9369157019b45e11');
INSERT INTO public.vault VALUES ('a320942fb2c9b0792e94ed4faafa9676', 'direct.practice', '\x011e800740fac89c166c85353c5c7f630834f487e1489cb11dc365905273ec95e627cd7a572552e53c7b0c141bb349c8fc875e8c80a231db7d237ec6fe50f619c33bbb027f0b1242e5a221bf497a873545d44fd04f1855b23dc527f95c');
INSERT INTO public.vault VALUES ('1d753cd08271231d3e1b57c003885e3d', 'address', '\x011838a96ebb3013051eda0ec951b1df51b6eac4d133e614d4968fb6ed2a0e82284fa7a3c89af71af61f4c0d0b60bcb929169699b8415d973e591cde2f040faf6965d3a62927b0d615a5f39f799450cff5b1de68cae130c582f590145e');
INSERT INTO public.vault VALUES ('1d753cd08271231d3e1b57c003885e3d', 'message', '\x0127660ae40e5fd99fdfab0383a1bea60c8799f11c23f37544b3f56e13f7238952d7f3fb558e53a158ff813cf0802bf1d1d631f96e49adf96507721ea799e86836908b0f701ff657147011fec80cf5c09100ae19d3c7e8ba221d8f2baa');
INSERT INTO public.vault VALUES ('5fa8325cd3837a94efc2c4c87c7ea020', 'direct.practice', '\x0181a9734efe11258f8a5fa8ee95f80b979b5fd2ccabe59489f47ee9732e6e10248ba1396bd41ba936ded420e8be3801f32b4b267b8ab766799269a495738ba6b1a0e1a8c70af8097bb2637b472611a226b37001d0a3a14021c5928c43');
INSERT INTO public.vault VALUES ('236d38920bc3dd17bd0d9656bb4d4b60', 'address', '\x01604c806c17cf684dcd0be669dbb37ef7cbb1c93418fbde1cfb6910fb2087469ac0adbb12a6a0afb3d51edac2c194cd10ec18647b934512ca63e576e2bda72da1d6d73d47698e2647a32f5a2b0ef74d4bfc42fdd1926704ca28f4b200');
INSERT INTO public.vault VALUES ('236d38920bc3dd17bd0d9656bb4d4b60', 'message', '\x0195088795f8c073aa4cf58ebf58e67481eec41e588409aee4b801ca8100705432d89aa359fafcf5793631ce0bb11a12067de52ee96acefd590743026dcc8737d45db3dc36b333485a1075188db4a8dabc30c8b196391d795488499e2a');
INSERT INTO public.vault VALUES ('ae5c8a7c89b10e0068902a5939923b96', 'direct.practice', '\x01cccf42a7f7b5c216063f613abbba20504087b0ec380da3d75aa054278d8fd5d75053743ecebcb5ea0dcbd547343a2d41787c74f7a2993f308f53f8a4eacf8e343445ba159bf013d77d41360321e69a08fdfdc67c6bb12ed3121c97d4');
INSERT INTO public.vault VALUES ('7daa756a7b235fe335cffe906ca6bd5d', 'address', '\x01ad4bddcac73001f1007e8f06e02d88c3a81512626785391d993384c4e5b37638445248399bc32c56178d0fcfdedd3a7adc9b4439e72cc3e076952643807c403dd4546af01e8b7bb1746f08be6e5f9c2820b1683d303ac8cfeb983236');
INSERT INTO public.vault VALUES ('7daa756a7b235fe335cffe906ca6bd5d', 'message', '\x018385b1a5738906adc893750d3d954d6b250d52d37a62b2d449f140419bce7469c15d93e5aa7113bcc15f957ac71f0129b13250a0fbe8fecfb72f31854df3ae5d4f76552f9f337e1b32638a68d5bf5cb9a2d325b3b1235eda58ee7290');
INSERT INTO public.vault VALUES ('852afae6112ff6477c404c2794adc4c4', 'direct.practice', '\x01c4b0aeb4a9f2e4c11a822c0699503b4b637dcbbfc4a2fa9d84d8a387844609125517364e4a15f1736b02338ae236e5d83a06c8b318ea1c5c02d70b0c9b146e5b20a525e46e7e6cf8b54678178666940ddefb499dec6a94164eb537a5');
INSERT INTO public.vault VALUES ('898e1fe566c2847f774da059b827482b', 'address', '\x01f023b08974aea15aca792aa53c7024069b701da98942c9f655e4a6699caa70eaa9bf5ef5f2b7178cef7803fc3ec2a4720d3b12e76b180196678c21cc03a7e47b7fb0d56ed458a7c2b4a02bc154ec280e675e75a298f887b14e9bab94');
INSERT INTO public.vault VALUES ('898e1fe566c2847f774da059b827482b', 'message', '\x016b920311230160a88b756d313a3fa6c4c48cd2f771f4ab1769e91ccdf0a4d9e283f0fb52600fcc8d27a2206ea865d73bb9441dc1ba25804b5216b0476b7a2ad8b5d3ed63725b2a08d0d712bcb9155d8dea6475dc6ae72540ec57fb8f');
INSERT INTO public.vault VALUES ('d9f9671976eebea5bc26db530af9b104', 'direct.practice', '\x01a40c27a14eb4131240a8aae7d51ba3043138294e6d5389536000c76d877c79b08c105e6ae02cd22fe7db9341f9536991dfa247ebac2629ded4338b90f4068612eeb889bcd4e5fc419690e63b9d8ce71bb3d8496b6d55fe2c5c569dca');
INSERT INTO public.vault VALUES ('f31538640e50dcd6d2cde528622b2382', 'address', '\x013bdf0133128d727a184d4d9163070034e0d1d135452dbb5129df260932d471171fdf7a50d2f54a03799560562cd7e4fdfc52f64c363d967fc749dbd7b6ea82368f4cb93a271bbf7f1706a0e793e82e8195fbffe8ffcee4876dc035b3');
INSERT INTO public.vault VALUES ('f31538640e50dcd6d2cde528622b2382', 'message', '\x0160c603dafa7ee994d3bdcfec9e5e61bc2c9099d16867df02e3c63ec486f5fd56b8ce0c983821c0ade4fa75a172c57cfbd4c1ad988fbcfdeec507384d33bf8300f7dd8a8c01d43222fcd9c8c8b4a235d48ccd8d23c75354f7ddce817a');
INSERT INTO public.vault VALUES ('82f730f5c2172b698580024c9f9a00c3', 'person', '\x0157d2ed029cbe9ea91108e3f921083cdad30358596cb14c75ac7f0daca416b46c48de1ea2eb1487870742697f75761d77429b39eabe1c0bf592a9553ee5f6c509fb9c4d39cc574e105d4c2aa84884c947c90654fb1b971d6652559dd3');
INSERT INTO public.vault VALUES ('10b160b77d312a286710b815996c473d', 'address', '\x01b3833490330b59f5a06b9ac0c38190c778b902d966023f7e1610a8406577c08c05dd86886101a4f2f3ab92c8ca48e244e67444990373fe4eb0c8d01f52b9c6735e39d03faba6f20dcae7c86d9a5ef7c219708804a2374f4305671556');
INSERT INTO public.vault VALUES ('10b160b77d312a286710b815996c473d', 'message', '\x01c27cd173c9a6faedc0d716f92ad1db737dcf10518556005e5040d03f4a5db3bc9903f542298cb654311365e578769e0e09d5af23a6675e336abb7a1797c5ba4e404066f3f762b53bfadd07136ae01996ddd0a5426aa873c031371d0c');
INSERT INTO public.vault VALUES ('35885b6dab66aed5995fc35bdb4d1680', 'address', '\x0152c05387bdba2c4a63bb69ea833242f4b536adcee6e1ae628dcc095073e595bf3127dad541a863e1af27805c9a4b2febcbab6de9505aa77fa0d7d51100f2638dafcdf22ce3d4970806c6a97113bba616b31ef51b34fba3f7172a495e');
INSERT INTO public.vault VALUES ('35885b6dab66aed5995fc35bdb4d1680', 'message', '\x018ca127eecaf529a02c6fbf3d1de920243c05f9a01ef328d3a2176ba5eb64b160c64722113faea6ede03f2997e28101c92dcdf51b45457adfe1c83a0888bdb848bd848737a09bff4c4c5c06183081cdf2f7989db5b9f82654cd0e9561');
INSERT INTO public.vault VALUES ('4b1f06a99530846cb80023fc04450be5', 'direct.practice', '\x01fc7c048d4182924a31da535526e0e09edd037bbdab2391b0a27994748cdea17e48ed8b733e8cdb51aab03ea76bd00347abfcffb25e00e8d3b8ce0cf9fba774d399e66ac2155ac76df01cadf2d8124b1d6dc9299553754eab46ffbe6f');
INSERT INTO public.vault VALUES ('6a1c390e98ba4fcdbbf3cc2109b972b5', 'address', '\x0137f3a9480bea4e2e95f1498c40eb450795a4a83063b2dc39a86ce91cb3a7a7ce98c54bab7437eed925cf17324d1ddc96f495a25f7f7b1a2129438de4059af452053ff15ccaf898e22170061f0d6ac054341ceaadc78164682209eedb');
INSERT INTO public.vault VALUES ('6a1c390e98ba4fcdbbf3cc2109b972b5', 'message', '\x01e2c2f663f4750e2ca9da2afc1a6edd0641433cc353f893011b316466dbb91a1206e11d48a04c5add499030614815209c23338da63830608f585bd919a8aca7b83bda7aabcdd0825a500ffe612e0074a579a1f9d1395a2307b5bd171c');
INSERT INTO public.vault VALUES ('82f730f5c2172b698580024c9f9a00c3', 'supporter.0', '\x01ce7585af7809cf33d4b8531bf25079ac79a86a2d7d6e237a6f468af73be0d5127235917bc9c99f27250e419a2b866a86235866db9d3b08be94118f69cbeaa585661380035076f45371b174add845545285c17e22fc891c409e9eb18b');
INSERT INTO public.vault VALUES ('6334fbac4b9dba64e845ca4834ba8019', 'address', '\x0114228e0f9b8148eef4f3f7a2d9ad1c7bae9b984fe97245664e203c2341462a839bc5d77f5efce4520a52bac9f79b5346eb4cd1670ffec7bc0454e589183d58f7b42ed2c61be400c19833add8d1ee2505128b4ad69c88ee82ce5b498d');
INSERT INTO public.vault VALUES ('6334fbac4b9dba64e845ca4834ba8019', 'message', '\x016044231a799c4a5928fd0e379801d6cecdbae4f0cc00a44bb1c25de87e33a717272f2494d6888370e81e2e5e9afcfe232ffa222d863820d85b7fd82d3a5a574a323a7f0557138eb306faa87eb749ae2fb163d0502e4568b48030f9f9');
INSERT INTO public.vault VALUES ('a6b778627a35cd4777af00f1e744a388', 'direct.practice', '\x01f2b6cddd7bd97de8b99901f73e0d875a9a252de7a2b7b3614b4bdfc7c93d33c73233e9e704f7213659654a44f2605c6b74cffd07ca986a6f6817c4818c1eaf88a74b1358856e7e1d723c316d669f974e7f7c3717fffe7d0e522ab540');
INSERT INTO public.vault VALUES ('02ba9cce8605b8f4d378425b990e3ce4', 'address', '\x0152841e86ce9b801aa961e23d420d945a2b4956fc7adb67b65d0e795d5b79231aac0846821d7e40d5350289675109835ea8ee9b72343575a8c96835f0c0cb122159ac20f655c1a8dc5279a5d6e91b094f748945bff0b3f7eb5318ee16');
INSERT INTO public.vault VALUES ('02ba9cce8605b8f4d378425b990e3ce4', 'message', '\x01eaf996feed6ef1ddcf039c36fcb8b2ffc962782dd76defb5ac9d1e32aef7d8ebc7f4cc274c7c9be65e86b4f8a174614bb2321e8442b790d4727cb33dcc4f21e42a7141ad9ae1ccf351caea3ff6f052456bfc4cb5a598f95377372907');
INSERT INTO public.vault VALUES ('3e8ef6eb939cda667b18bdf623e0ea01', 'direct.practice', '\x017d578f8e4a5af0fd72706db841fa6d465d7ed956f405e4ae5aba7d1314cc3976beaa03233d32bbc02c07031d4e2f3eaceb139de2f8b16373506a89d936b5da0fee962cea4ea8e96ef43155918c5e84a35fa9816d875bcbdd01ded474');
INSERT INTO public.vault VALUES ('f3df61ec3f19fdaf1200322621da6417', 'address', '\x010eb8119f8b26023eae45dd6ba3d15e88468f031a2b4861abfeff05b3e07914002e80dcbb3e59ef811c1e6d03483a2811a72bdca8e36be2cf4f7d3c2849e0f1dcfc05933c11aaead44a18d241244674f6b61ccf7ae088fc597431d904');
INSERT INTO public.vault VALUES ('f3df61ec3f19fdaf1200322621da6417', 'message', '\x018d369001c16d3c08c773e4d130813810f845b02adf3114243e94b4ae2e94d3d4fcd6e0cf69abd249b5b6e25d556eb123268d1e759ed1e0866efa97a3f63e7bbc793bfba6dced15ec98785ebf3a6c5513266b54652e442a6dc465d22e');
INSERT INTO public.vault VALUES ('350c3ad143862ab03b67d56fb7887d3f', 'direct.practice', '\x01183338a93cc05a9c755cc3014307739ca007daa02f9be296f747fe67aab32b2728c32ee3ebe58576a92a0d4c0d6989db1e43f6754e2b5d91d04af30f589d5e2d9dc09f0418abe2cce2b2094b01b58a675e390e7448105954a621e5aa');
INSERT INTO public.vault VALUES ('b969291de39bae792a0db3ed3cac13b3', 'address', '\x01195837233e99c05a733dcd493f8dce51e7b350dbdcc5fdddcef82201762f9ddc03c8d0ab57356ff29869afd47a59618157d38e60aaa4ca2309dfcb0475e64290dd406022aa94f71cf304db5c57042180cd336187243fe97ebb48e535');
INSERT INTO public.vault VALUES ('b969291de39bae792a0db3ed3cac13b3', 'message', '\x01fecf7de1b4f83b1970e423b29241c32290aaf259063f60c18ead48460f21cedb14e6e7955332760e037ab76789894749b667f9ddcf730f96976032b9dbd6020f2bd8f383baa6881db0a64496e4fa75ebac98a5543efb501be3a64fb4');
INSERT INTO public.vault VALUES ('eeb4aa2a194dcff1555dde4ce1872645', 'address', '\x0159bdc728bbf5cdfc1517753e74b6b63caf37f2fd479e8cc9bca02c877df0f2be9d37ec6ff15ecb2baccabade78417e5cc1c2d11458c77fceb07e2bde487f853574f2683a36ff42bb9e0a00cb7477f888bd9e4394efecdf295aefce4c');
INSERT INTO public.vault VALUES ('eeb4aa2a194dcff1555dde4ce1872645', 'message', '\x0185a17429f1f1ed5fb37685ef4dc95acef1d2ee1bc95f9a375ad56cbd0797dc59fbc27abd0f1fe54b38bb12dbc02455ae1062e7892eaa0122f3f34e2d3e77f64e03fdcd31d67c6c070062eabe1253c06c664ca63138596c142b540b9e');
INSERT INTO public.vault VALUES ('eb066549c804d1790873e1f48762c910', 'address', '\x01f7a63873d62a12356e362baf5ca5420bd32ac337edcf20bd0c1281636f71bef90bf67b94928119511b9d57df23a69a50d023cc437b8ad15fa55b9bf36aaa6974c70542752dcb05407b6e50e33430cf3d29f3470e0730318d6ce562de');
INSERT INTO public.vault VALUES ('eb066549c804d1790873e1f48762c910', 'message', '\x01bb345e0901e88158fb27ac90f7657b1b99cf0710b6eab14ec6774ffd33cf6a7adbdb6cb1ef82bc4aa52127b8261dc1d665c648dd5562b4780fb3cb91dcc5dd14ef3a93c0c6e0ec137dc82944b42e4dd2f6a1e352548a25fcc70b330c');
INSERT INTO public.vault VALUES ('0a05b3fcf8a5ca9ba2b2ee022ff0db30', 'address', '\x01153375a4088a97c2b0efad78cdbdf93808be2ce62810a7dffec460225666ab61079275c584a9bead6ed375ab893ae7aa661ade14e32146151f725d1fd5651c194538a152604503ee23f34c2cfa68ecf797f5aa21050cac07cb95dc97');
INSERT INTO public.vault VALUES ('0a05b3fcf8a5ca9ba2b2ee022ff0db30', 'message', '\x010be4e047cf586ce2cc404cf10e552638e8b91ecd86d7b621f4dfd5184cf8572c836a558fd600ea1a12f70140877ea7dd75de25c006b9d1813a1e74e9ec8609c059535f6f995154dbc79f434b18e8261125be713d00cb77491bff1f63');
INSERT INTO public.vault_keys VALUES ('ae5c8a7c89b10e0068902a5939923b96', 'e4e679fdfd21cb9997bd81601bb77828', '\x01ae5b43badaef2d1ff84f72fb85ff764676a49d61f56794852115cb8fc368dae51886181ac557078a133ed73c699bd4fea21aedafbe6ac9643f331ecc9c6db9fbdfea5efc1939a3b019e1824c670dc97cb4ffec13cac6c4d5469a899d', '40f078f7e1d1');
INSERT INTO public.vault_keys VALUES ('2ab7665e91e9b9c8b10beecf00631b06', '25135ad7ba568daba9a16f8ab729486e', '\x0134a9461661af10df90a3a0d257b0c201e477cf36f21fe57a2caad2d9242666d61a453df899d213a006f63b9656df023d4253110523465b650bdb9fb5504396fd47602b89ba628e9138074b4e581eb4268da22c1f1821e4cac2170f9a', '40f078f7e1d1');
INSERT INTO public.vault_keys VALUES ('d9f9671976eebea5bc26db530af9b104', '26b226f18ab644b46122d4dc60a85f6f', '\x015ff629e4abc2c4518228ec6e5eec0283ff54bd207e7f16bf787d2de8381f315cca70bdcfb3b9894f10f99a8fd048094cfdb8f1910648959c03ac3d01f10e0a6f742102e4d14023713ab28e964a3f70743db2ad6364c1e9b4aeed66a1', '40f078f7e1d1');
INSERT INTO public.vault_keys VALUES ('d17313bc9cc9cb9c3953cbbf32c23d92', '383a14aa9ba4b545036c73db912ec11b', '\x01b9c70ceb091b3260744762479d7243c46cb3aac04ab736889f71774ce37f099048ca54b648af4e0bd306ad03abad261f96039ac86e0a4fa99418ed6bf525d7484ac7355caa96c873a2890308ff84dd63a6178a18ec3ff3dd0a1dcbb7', '40f078f7e1d1');
INSERT INTO public.vault_keys VALUES ('aa87ed5226e922c59340a22a68261359', '4317410ec13cc3675f9c99632897da47', '\x01d89f2ce262fb2b23628efcc781cf83a400a9909d33a63eb460f905cab8ab40355283ed1559551a2dd26453b009da60da57d24ff0eacc15ae60c59b421b1fa77686cea86806bfc7d0488d53ba00021e269bd006caa83be8c9e6373c1a', '40f078f7e1d1');
INSERT INTO public.vault_keys VALUES ('4b1f06a99530846cb80023fc04450be5', 'c64c1ca7d2b493ab862bac33d264528f', '\x012ec17723a0c8e3cef991c2f46207e33d3b7e0894113511a18d175c79d612f6b4defa44a0b33b699cf1946eabed27bb7fdd1018cb89ab60b958b562583b5b741c4992db2730d1b57144ff2c21992bf7ac9691f6c16c1ccf994496d351', '40f078f7e1d1');
INSERT INTO public.vault_keys VALUES ('6067daf6fd43f6fe67dbdd27a00d4e9f', '0d075a4d0b75d527f59da0a5e9a13c16', '\x01c510109ee6f9d974effe2eb7f81637b2cecfb041caa376db389c747ed1d973470b65f2ae4d1276c7acc405ed2f0bf4aee944ae220fa39f5848267f9b37b93727d7d0d54f052b3d0b1a53ad7a9fe734dc86a440e76f86ce0659af2208', '40f078f7e1d1');
INSERT INTO public.vault_keys VALUES ('350c3ad143862ab03b67d56fb7887d3f', '3a0de549846538ac034cb1574f669920', '\x0195f37f4dabdcb2832203b04ba541b025b972c7f6eeef9a97212c52b717a9a488b047dcd586781da3c99a72e9f8472605e3a5eb79851d89af9df761baaec224b2135dc0cc601e99cd372a0ea462fe506d7f9a7e4d43ac344c883c5f29', '40f078f7e1d1');
INSERT INTO public.vault_keys VALUES ('3e8ef6eb939cda667b18bdf623e0ea01', '74fe27c1580aa7960de0a70ce673f27e', '\x0164becd82d93cda53a25d7652b1e3b125e03f86c73916fbb35ca64d4c05293bda56d58262fbe0701a4d50109076506ff6c2f174a314d2003a657c301c6c78a5fa780564316a32a12061219435f585bf07cba9edfa2a4df25c4e2377be', '40f078f7e1d1');
INSERT INTO public.vault_keys VALUES ('5f20bd666b8be97bfc8443dfa2020801', '275d9bcc462006a1edc498e5d2a1b1e1', '\x018cd69b61c2d147876b28b928d96cd181ead332db88d9725d617331a2e9429398a3759a1a2e19c3a47c37cc18618bfaaf478e7dba7069390da3efebcbb6c7fd0ffe544eb93d867733721101a9d8b5fdc0cfea0be079019515cc02b22f', '40f078f7e1d1');
INSERT INTO public.vault_keys VALUES ('e243ff9871d7ac9f7cbbbbb7bcf4367e', 'fa1c1e8b483ba8f913196e406f1b478a', '\x014c6a69662635868d4fd2141ea6eec21a7e677a8a45d023bc411e05a4cdd7c7840cf496e1e159c5773c55ac70acf5d685cf8b8d17c8a12dcf7f74193a5ac774ab5394a68072de8a03dee70372cbe7972285cfd75f79f01952774a45dc', '40f078f7e1d1');
INSERT INTO public.vault_keys VALUES ('54dec8cc8c11ff641a836297d8d152ed', 'b5be800432087b7d3cc025a3f54f7b9a', '\x01a78977f055aab05ac48c6218b244b2fdf9dc4f2d95cd61d28ef945ede16e01daaefe820e4ca2966685c42419080a537a982c67338304ce5aca0bfb4f359cfa938b8353886174eec98d8f12137a0a15b92a947aad00b65cc7db11493f', '40f078f7e1d1');
INSERT INTO public.vault_keys VALUES ('03667a46cb9c2207c7dd43dd516d0039', '64ac4d99fed8396457c14afc7866eef9', '\x01fb20ec2532c9b2d77ab41a1edd3ee6da059823bca1e903bb5300a84a6311c02cae88f89bb2618ff2103962e00a333e45b9ddc39e7d91fa9c8ba46d7911dfee7525fa79c0ccd1386fa0766c26c427ff9deb5b0acf6e7a5812989f6e4a', '40f078f7e1d1');
INSERT INTO public.vault_keys VALUES ('a6b778627a35cd4777af00f1e744a388', 'd00145f6925ef3d7f7cd12cb52d59a46', '\x01263f536468b090755037b5c030c17a0c25d0f2b5760d1ba5d8a4dad2587ff29c364ee45c5c0c4ccfed3c8b0825074db049dfce992e92b4393833a6d181362699ec99c4f2ef3f903ecdd73482f5449c420df2cde398fef5ba2e2da3e3', '40f078f7e1d1');
INSERT INTO public.vault_keys VALUES ('8135c93935bda89638fedf89b918879d', '9c25ed74f011ea4d0189af579a2393c9', '\x019e2ed87337d982c9a617bf0e0e1aa2a4a56bc6b5ed1b2085c2c81a738cbbc6efec1f47ca77d569be3066edf8802eeca02d9638c740f7731b433c4ffbd675f3b336183604985c58a8c9ba2dfed3dd7088e3931267f01c66605de01eb0', '40f078f7e1d1');
INSERT INTO public.vault_keys VALUES ('95765e2c6a66866640cd194be56b6cfc', 'f7afce860bd3a6479004da186a6e0094', '\x01f8708de0f91089ae0bc62e4466d858e66a0e890988d1c9fd867e3fb626bf0363f724199ae83474e94dd870aeb7975dc929a688f094b20a5a31bfd9286d91f5e8bfe5b9980e74a18a32b35abb272f91621608e51664ab1a9ed646ba78', '40f078f7e1d1');
INSERT INTO public.vault_keys VALUES ('f8ba01e81747df726151d9a908b017d1', 'becb7f8f69bd018d12ecdd5ff4ec98fb', '\x01ee18b12b34fa2716417537a6a5373a1e058a0a2e5b77f9adfa8f5c725a063de67fb9a895bef0900ed10a3134ca032f95fa70be7c890ebeb0e0d48219a9a01f1eaef6c0bb347849d8723153355bd9e77dc668db7cc83e294c3720c6a1', '40f078f7e1d1');
INSERT INTO public.vault_keys VALUES ('5fa8325cd3837a94efc2c4c87c7ea020', 'fef33bb05a3958e74ba15230eec2a0e3', '\x013dead6d7b5d517272eeb0970cc194f7133db4bed67a2f44d2035382a149e4b8c09275f755716e1ac5a73ccba411f835fc0defdcdc1478428e18787db3f9c3b2e34ca6404f7688dd8bbb42ded1ef75190fd9df5efb06e02d14a429d5e', '40f078f7e1d1');
INSERT INTO public.vault_keys VALUES ('ee72bb97869c5f7d749f49ec09de255b', '178dad6f6f202456f8a19db429ca0556', '\x01ff8132877e9ec33ced71b99f2a3e6e49250734868bfcdfda1b6b88c3b32816c3307973a8ac15ec9328dc6289d395e094b48231eda0c344eb039bc735728b568727942a35f38182d37c2b63cac4aec2254ef097cc5a258f03f7f64527', '40f078f7e1d1');
INSERT INTO public.vault_keys VALUES ('852afae6112ff6477c404c2794adc4c4', 'f06f231cffe9d85db7bd94cb264b5409', '\x01f57e55d72c148800861a95e7bfe7a85bf86f8540612ca7f4de63de1fa7a1e8b0419d4a37407a65dc60c7000f93eac8b6ed85e960121da3f2a260b4d1ef8a550465ed9c1c1476efbe1bb35840a6afdde4fb93bc6afa73f9d3e8d17d70', '40f078f7e1d1');
INSERT INTO public.vault_keys VALUES ('b84c1968b9fd5f057c55558a65e39bf6', '616c0906af0d6be05e0a43d3f30b1582', '\x01459f9d6e40a9968444b9bb62d290c74d69a9fc55247e9f4500f3380f6f69121ef378dc052fc610ad730e812039487e1c2a8060da7fc3a6a69f2a3b65537effed77f79df4b36cf81e78daf10f4ed0dc94aa954ba9af5a72da1cb9d40f', '40f078f7e1d1');
INSERT INTO public.vault_keys VALUES ('5ce39c10d6443e6ebc0106c4dc0a2578', '8675f0e6ba44c306aaa235d8ac0196c9', '\x01a025db57041bf167e28a9e902e394863d1e19bf1c3e8fd9ed7d6fc5c7a3262dfd3604f70e861b6e0267bafc6340a168ce9a4e7e2a76b019e70b7c135403a9aa12073fc03ac3c30472b4a48fd39ff272484a630837c68aa43a25a06be', '40f078f7e1d1');
INSERT INTO public.vault_keys VALUES ('e8069c8b6aeab4e8d562bcc037a91efa', 'fa883f6dec40fd1e79de528b3b8e4e2c', '\x014e7d467515b1b842b285fffbb08462860b57c35fd6ca9600b6d083d50ac13fc80a5f4e5a4e4e9d55c5e0136842a9b14167d4b52557facad7e4f6fce5ba4e7e23578a42341e0cf6096758dc437c83d0a3ef9e26ff0e0bbb561eef8a03', '40f078f7e1d1');
INSERT INTO public.vault_keys VALUES ('5a74f6a29f2f9477d93c1b0a8b188c45', '611dc1a6eddf034e5a5851073bbc63fa', '\x017993c3aff0d5ce18da0fe101eadfd5dddd71243b0362ffff2152dbaf9d74c5cbd2f4be01128e6437cdc4c8cfa7fb3d4bcd805d48bc75f6658639ce9fd60e651c09da0cd758a5dbaa0358c39156f4b5a3b1a215adf2a30d0adb84e161', '40f078f7e1d1');
INSERT INTO public.vault_keys VALUES ('a320942fb2c9b0792e94ed4faafa9676', 'dd301c88d261cbb927925dc12a2e3972', '\x01ef2d6268f67b7a1b6f94cc12bf0d9969c918cfdc23e2dce5efb7d77d4a65599f290b4a145f82e7c4d094efc0ea08d7e02786166ee046e96a4369f05f0fb25a4931a9cbec7531da871d4ccfb4d8e63375f2668ecbc770fcc6a7d6df48', '40f078f7e1d1');
INSERT INTO public.vault_keys VALUES ('9b9dac873f3baa00f2fae7f4f86b19d2', '13d1f0ceebfb211ab8c39377e1bc3daf', '\x017bd3f62362e9e478b2913b78453f42d962495778306340c1483bd043fbb762761ab75304c55c86ae4b108af00dfe26393a11b99677a51ebeb32b176b53abf42963ad34f126f12dc0be741d1301134e26f910c9344eec9e53fdd31f32', '40f078f7e1d1');
INSERT INTO public.vault_keys VALUES ('7d7caed5e70b42a38b4f837b12980828', '5f88f5a017c9a8739eb8b99fa79633cc', '\x01b8c3205177a95b01119a015c90f33b40d59bf8f94b41745e9d0accc98024cf96e34c7f768e43dc425e811e080d6dc252f84b74238637abb3488e9b781907984d2e736b7087bfb6ec6fa0cb75eca7ee4b75dec99f77103b7778bbc04c', '40f078f7e1d1');
INSERT INTO public.vault_keys VALUES ('ed2880057bd12100c69c7cb6041c9f74', '888091045919b740619f11e6902181e2', '\x01a7dafc596908eae7d1adfc9660f5f01b0705a6f1406fa60686e0dbc47d582b9524166303ceaa10c9d4aa410cfb214c67e877d9945c3e787b4546c7a310ab4981b09a37edb0bcb1b783f2afd5ff3434d3a04d7eb2e89633e55a7bd8a5', '40f078f7e1d1');
INSERT INTO public.vault_keys VALUES ('e5b045c2b3720d6f2147c17932aa169b', 'ebe4b0c7a9bdad282ba1dfa3acd06cd0', '\x01ae5c25d6e83968abba26afcfdafc4e89a1cc653089ab82adc77e65038548c7ccb4c85f69c5c5e3442b56d3488c8e9bfe822aabb1cdb15f3bc8ebb0909afa84563a212e1bfcebe069efc45bf0ba4cb0449eb0dc1077856704b5aa4e7c', '40f078f7e1d1');
INSERT INTO public.vault_keys VALUES ('095c3e01ecb0bd44e8a9ec418b713bf6', '5cb94956efda581d175a8194f7bf3020', '\x01dfa9941eb78948c39e8ad93ba84c696cf5e172c938c35b3e2e726505a9914ff1dbd08b990a19c7561ebada6a60d1d82f1b2b7072f9bc5502189a198f6871de64d8932370bcc31ec218b1c180f65de9f4d40f5dd28c66d1b766ac5662', '40f078f7e1d1');
INSERT INTO public.vault_keys VALUES ('9561406a0561b2390b8e411a5c0f718d', 'd324b2ba8750df33cac9b61f4327da92', '\x01e006b59c1e161118adb5ad41045ee5044e684181460a412f7e83bb2612e3c9ad16fa18084fcbfc8893d6f30217608c3fcf642e1269600f7b35df0f738a50014cc53b743d951301be7e0020f4b698d0064dede69fd9eac70722ab764f', '40f078f7e1d1');
INSERT INTO public.vault_keys VALUES ('55802c84a1a50e5c2a7ff9d128a92448', '439e4efcff851b89cbfe117869ad9bda', '\x01cb8b5a537d4ba3d151d85e9b8bb3bfe099af8da42410510fcc7914d2a3512137a44f1bd2cb08d76c3d1707f764a9faf2c78d9cb9e6fcec5225457451a50cd82a91675664b3ed179dbf0dc230e7e6026f7e5890b389bb6e3e537b7c6b', '40f078f7e1d1');
INSERT INTO public.vault_keys VALUES ('038e2df78616f2ae40cc02d30be41485', '0c11da2bc430e5cd0ea317948550f2e0', '\x01fa3c244d0a44402bf3ab348aac4aa618a2cf2f9e111186a68b2554f05f241da5cc98fb482fde0b4e5bc2d607ce14fb9a73589676489344fe52c18a8e6fd2d8caecb2dd828383606a4c38f5ae9d4388b05f4dc0bd5610ff9093106caa', '40f078f7e1d1');
INSERT INTO public.vault_keys VALUES ('ef5bd58c7b65cf7e9a7ff72ead1051b2', '5aa400ee77951a766fb92fcdc402e820', '\x013ae5b06f720f16dccc38c54dfd162d4e6cfec4f9bbdc36d4e9e2115a1986641561cae8944de56ba969c05e82d63e6efc18abccc600be3b63bb2fdbaf1f8ae4476e6ca09320dd4d507c348b622d27f9eb60370aa7c08515f81f65359f', '40f078f7e1d1');
INSERT INTO public.vault_keys VALUES ('5a84160faee6a6b72a15473d8e6b47df', 'c0f3c22de63bb79942d39a4c3454d801', '\x01dcda1953dfb261c942d132296b0eb73a823e951f3c4f586400b27e9e540ba00c48eb2570a35d14ad8dbed79de8928afe522e33b25877bec5373ee7afa36d294a92ebf87a42cae0f2fc11f548740d35ae67f4e8ed49dcd5c6b169de2e', '40f078f7e1d1');
INSERT INTO public.vault_keys VALUES ('d9ff54b00994418ab33c8111f4663885', '0fd1d2929d69a83e3f0bbc7ee0c87e66', '\x01eab559d002806ff0d046fc5178591b5a6f3e33796a3f1eff980c46e8b123d9b919c03659ef8343279cd91c6e8e47de8deede4d476fd5ff35b2fcfb0ac02af9bd0975784bdb4132ba8cf882971b0ac7dbbba0df56774b41e9c5fec9b3', '40f078f7e1d1');
INSERT INTO public.vault_keys VALUES ('6f33954bec25543600e8613391fba3b4', '24bf7a5acf8ef2fae299e4c2d29584c2', '\x017dbdeb7079e6f10120160aad465cf74776a7fe9703c9ef9c633d9bf0dcec2d4b89137b628a40ace97792446d7f3fa69ee66364eaf26eea15909ebd4514a3d73684b24ac0fc4861454e60734982ed63b2ff2e71082ea92e2c78a5dc88', '40f078f7e1d1');
INSERT INTO public.vault_keys VALUES ('f2e82cdf2851417c3606ca8895c8412f', 'da2b8d12725d63f8e0b65491c84fdae6', '\x01713636f31e36bdaa2776098924c1b4cd3a7c2c52b8d48fa1e7b001fdaf0b460765bd9ad836ea3b2858b2517991fc56d0feca467ea544e07dc0c89f23e79478f64645a323aab9a1c0ff48e3932066529ee62df880e3805a1fe1a46342', '40f078f7e1d1');
INSERT INTO public.vault_keys VALUES ('11ee2fff1eccc48ae5e92dc0dda60ae3', 'ac26cb5b6e316b954322c23aa05dee77', '\x019e96b630321e6b0a1d58a9ac7a197e074762c3c3f9f29137264700d9fecc7c00a9e066b1d2d8af5e955a49c5a294647242bda25c856ab6229ba11e538ab1adae63d22e86bc7b16a8680c17bcb25c6f36e09cd1de981cbd2913bf5d55', '40f078f7e1d1');
INSERT INTO public.vault_keys VALUES ('122c8968c71858028607818e59ba1eb0', '0765af4df2a2f51df9ac8f4ccd8fc93a', '\x01c34fe29c24b4cdee8e3cf824b0ac412f6b3630bddad326689495af901d16590cd0db9b43889188c700498b19cb2c5435c3e5e8181e7e4998fef0e63d73ea72ae23f8713b7a7fcbfdacb59de5b23f8c32294cc1b351786d1691748d39', '40f078f7e1d1');
INSERT INTO public.vault_keys VALUES ('64ddbcd9d5501eea4ac0caf5b50192ae', '50053e34eb1ee17676071d4b1cd801f5', '\x0138d79a3ca9b0519215f9826475ca8876dcf8c76c5059820b3dbac592271666290abf97c3e46a1263acb46058fff8475947ac1b36c48556028f59d05a308343aaa346e104c56cd44c1f836e799bc97df4ce288e8ec2295901298e4718', '40f078f7e1d1');
INSERT INTO public.vault_keys VALUES ('461997218063fec72d84ca841456483a', 'db2b7cba10ab0cd119ef4b9de45de575', '\x01368106921c3e055ef08171f14672619ac74d5942313cff27394e9481cbaa8cb477fa317aed50f519be3b8f85c2bce35d9a4b35b5a71adbc76d2ec917e6152356fab9d9af65427a0ffe1f531189af98da586d7ad890033eff85102f53', '40f078f7e1d1');
INSERT INTO public.vault_keys VALUES ('f159f504e00de2cdc8df7be943f16cec', '8d4321f6bcf4474ec67a99e080f233a3', '\x01ac6c3ad7819f5910bd41b3b8b1d4a86bada8f054889daef58a2d8b9fe8d0ac7cbad895b4ef4b336eb78387fdc032a02ccbdafeea4d3853e10ae50dc20d2ba239f6297ccc2a2efcad0b14265c551ee2fe2d1b43ba4510a93e478be4c6', '40f078f7e1d1');
INSERT INTO public.vault_keys VALUES ('1d753cd08271231d3e1b57c003885e3d', 'b58eddeb64aacebcd4a234746b1cea7a', '\x01cf96287441c28a7c7d2ef7aafce0e7703ca4acbb88238e8ed2eed5a32087aa075339c53286db8ed39c968835ca18e853415dfba0cbda2fa2378e18f7ccb55e092bc37eedf965f0d87bc5de1ef324f8622081b7a2417e37887f477711', '40f078f7e1d1');
INSERT INTO public.vault_keys VALUES ('236d38920bc3dd17bd0d9656bb4d4b60', '09162d11edb86cc0421ecb7f9ee47b3b', '\x01326412812ec650e6f66abde640fada6eef17580dd754fdd4b2410315c73a1cfe8ab71172f914fecaa374fb6c8ba9d9b5e0f1c214bfe78b83e9012166f5ccc5da9d9b5a9b1133450460bc5c98584915b95b36fb0ad816b9cca62fdf93', '40f078f7e1d1');
INSERT INTO public.vault_keys VALUES ('7daa756a7b235fe335cffe906ca6bd5d', '7bf6db76612fcc22887bfce50e190b65', '\x01a89c51f61adf29d22312773a55bb9d77ea444be8e825039a24f42de93722edfcaf7419dad601fb986b1c67f77f3d6d9a4b509fe89cede40519c4b1130f4aed90a7dd99b922ff465c2f164bf447e7d516cc09cf4a8dfd8902fb571cf0', '40f078f7e1d1');
INSERT INTO public.vault_keys VALUES ('898e1fe566c2847f774da059b827482b', '9ecae70abe984e10d0398a86b9737b75', '\x014d5309de856cbc223a3724d5271715038a71f195a09577317b7fd19c5c60e8f1f090155c849acc7e4de2224d80a26b5d7ff4876d0ac113fba4094c40f441f28e5dfdc31ef77ee99f865a66e3769ba0b1d77820647a455b632b76e38c', '40f078f7e1d1');
INSERT INTO public.vault_keys VALUES ('f31538640e50dcd6d2cde528622b2382', '94bf8b46810449d3d061f301609cb3fc', '\x01802bb31a4f49428dcd37630f91dbb1368c713795118f1633c0c64c0e204c25b157bfe6027b7d6b2ba62803aacb7d1463d060905267be3b089647c66ee59750553af61224f6a06d470e16ff551718be7cd2d52f0c08d0c3dfaaf109a4', '40f078f7e1d1');
INSERT INTO public.vault_keys VALUES ('82f730f5c2172b698580024c9f9a00c3', '4c1f432953239f185da28533e5256216', '\x013f1b3ee79bc739147fa8c42b54842a21f8abc6172cb38dc1218272552ef48a0ac13705de9c6763c77dd626751601444e22955d1c3b6745328605d0ca0e57a1c01857f119af601621197a1d2936b4a20c87763b5368b513bc7df80765', '40f078f7e1d1');
INSERT INTO public.vault_keys VALUES ('10b160b77d312a286710b815996c473d', '791fb152bed4afeb3fed9627469c0c36', '\x01104a029984ddd8a21ab5cdb21decf822a3a20fa43d9a8541b5d3b78cdd7d1f9d829eec972a2f953b51aa23aa865f67fda4620101753289357a4131e219b98aacd9c39cd6b517e1ca7eb241bb48040d15ba014845b0e498f2efadefe5', '40f078f7e1d1');
INSERT INTO public.vault_keys VALUES ('02ba9cce8605b8f4d378425b990e3ce4', '7f588f3e2fe045802c62e4a4a3e29486', '\x01d6014a3ef0a0d1a18d31757052bea3a21a51604e3f7f58d361dd0799258939e84977a31a85ac42faead97bb3939a378a740c691293bff99b565655ed680df9ef60382ebc21d99a45dddfaad381498da054c2117f52b39a8c0e377dd1', '40f078f7e1d1');
INSERT INTO public.vault_keys VALUES ('35885b6dab66aed5995fc35bdb4d1680', '3487ba32c4f7f7b10bd7dc34486108f6', '\x015fb3bf4c8fa5872178f1d31623d0cf610380bea2f63b520e7994d52292a9586a57602e9bbe0125c7a078382d8a799ac72a58def7007fb244ad4d58e7afdabe92de42910565e6281774695757dbd6b8367e9cb732fb0c4de679a20c81', '40f078f7e1d1');
INSERT INTO public.vault_keys VALUES ('f3df61ec3f19fdaf1200322621da6417', '140d56ce28f5046f1d80a3505724953c', '\x015cab764960803de5cd09fd31bb00b055bb6c7e41b2c76cf5143b7dc9b50145d81da09538f56285b61b054a818160c7152cdadb5ad97ffb8d1ca9adfb68a9ce95c0dd1b79ef5710df5f9204ab21429a220a971b7a80dc7247b5607ffe', '40f078f7e1d1');
INSERT INTO public.vault_keys VALUES ('b969291de39bae792a0db3ed3cac13b3', '64fbc9ed7dcc7e913d313aed7c75daf5', '\x0165774bf083ca1807101cddd1eee03cf8e753d3f64191b6e035249a023a4ee6e74b0d055a6da65b4f153ca6d000625ce9ba46959516a295e25ef56917622e2446cc65d57bff28e9a6722c41cf55a275b4eaa1ccbf8bdef9954f4c445f', '40f078f7e1d1');
INSERT INTO public.vault_keys VALUES ('eeb4aa2a194dcff1555dde4ce1872645', '2b43844eface08e8b8cf53a8394bc489', '\x015aad0e46846927ed28f0ef95fb4bc99bf6a97fc30ac5b7dc792f7e0c45ae6545e7acd73953a67a066d084d29682d87402b185de1dd7cf977e9eb2b056534fcb0bb5e3fd1d4a73588fc73bd92c29fd7277802e7d727973ff92ee31d8f', '40f078f7e1d1');
INSERT INTO public.vault_keys VALUES ('eb066549c804d1790873e1f48762c910', 'dac6855906c7d3f737276e918e647bd1', '\x01772c4ac731aaf65df90ca0a1b26a3bc72832ab336d3de83254272b53abc647a8f8d7cce1196af488f65d64e12a3b7c05bf4bf69ac494efba94631deb995938c264f9a3fe79cb593a13cd11ee9fcfcbca559b0240e5a45537afe4d741', '40f078f7e1d1');
INSERT INTO public.vault_keys VALUES ('6a1c390e98ba4fcdbbf3cc2109b972b5', '71fb810eccd494b39f0f66fd3792f956', '\x01a5669b40b6e86139f35a4e98423faed768f2cf32bd47e01ea6e67204e20bd9bf60c4954ddbd2a49dc36a057e622b9d76a0a175765dbe0bb5a2b7f067fac2deef7f0b6dab44f5e601c03941a08df7379b8bd7a6298ff9bb514013c12a', '40f078f7e1d1');
INSERT INTO public.vault_keys VALUES ('0a05b3fcf8a5ca9ba2b2ee022ff0db30', '024c874bba797f1363239288d2261edc', '\x010d39808860f981ec26ad9215283b5a3f8eec709ae2eef7493935411adf0e93af249c802271065ca49eb77e6f3bd782cdf476c7449c53d19781ce4420651e34a63895a1f35b3af0b42b55291f4193fe1d1b5c05539a2df7e3e23274b2', '40f078f7e1d1');
INSERT INTO public.vault_keys VALUES ('6334fbac4b9dba64e845ca4834ba8019', '12a5af19bd9c75e1545e6396206ea99d', '\x01f7735521c09dd9f736c8cc7abf9eec6c5c57ac83570d6121aa300679709c022ac0d9b944dd483660c44e4bf84dbc49c9cc44699162712022a5fd89cc2524fdba453559b70a2127e928f40f40b9a176d77d0ed7a48c98826e3e446e62', '40f078f7e1d1');
ALTER TABLE ONLY public.alembic_version
    ADD CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num);
ALTER TABLE ONLY public.adverse_event
    ADD CONSTRAINT pk_adverse_event PRIMARY KEY (reference);
ALTER TABLE ONLY public.asked_lately
    ADD CONSTRAINT pk_asked_lately PRIMARY KEY (reference);
ALTER TABLE ONLY public.audit_entry
    ADD CONSTRAINT pk_audit_entry PRIMARY KEY (reference);
ALTER TABLE ONLY public.cadence
    ADD CONSTRAINT pk_cadence PRIMARY KEY (reference);
ALTER TABLE ONLY public.calendar_address
    ADD CONSTRAINT pk_calendar_address PRIMARY KEY (reference);
ALTER TABLE ONLY public.calendar_turn
    ADD CONSTRAINT pk_calendar_turn PRIMARY KEY (reference);
ALTER TABLE ONLY public.care
    ADD CONSTRAINT pk_care PRIMARY KEY (reference);
ALTER TABLE ONLY public.colleague_note
    ADD CONSTRAINT pk_colleague_note PRIMARY KEY (reference);
ALTER TABLE ONLY public.configuration
    ADD CONSTRAINT pk_configuration PRIMARY KEY (reference);
ALTER TABLE ONLY public.counter
    ADD CONSTRAINT pk_counter PRIMARY KEY (reference);
ALTER TABLE ONLY public.drill
    ADD CONSTRAINT pk_drill PRIMARY KEY (reference);
ALTER TABLE ONLY public.drill_ask
    ADD CONSTRAINT pk_drill_ask PRIMARY KEY (reference);
ALTER TABLE ONLY public.drill_part
    ADD CONSTRAINT pk_drill_part PRIMARY KEY (reference);
ALTER TABLE ONLY public.duty
    ADD CONSTRAINT pk_duty PRIMARY KEY (reference);
ALTER TABLE ONLY public.duty_week
    ADD CONSTRAINT pk_duty_week PRIMARY KEY (reference);
ALTER TABLE ONLY public.erasures
    ADD CONSTRAINT pk_erasures PRIMARY KEY (reference);
ALTER TABLE ONLY public.group_session
    ADD CONSTRAINT pk_group_session PRIMARY KEY (reference);
ALTER TABLE ONLY public.held_back
    ADD CONSTRAINT pk_held_back PRIMARY KEY (reference);
ALTER TABLE ONLY public.home_message
    ADD CONSTRAINT pk_home_message PRIMARY KEY (reference);
ALTER TABLE ONLY public.installation
    ADD CONSTRAINT pk_installation PRIMARY KEY (reference);
ALTER TABLE ONLY public.invitation
    ADD CONSTRAINT pk_invitation PRIMARY KEY (reference);
ALTER TABLE ONLY public.job
    ADD CONSTRAINT pk_job PRIMARY KEY (reference);
ALTER TABLE ONLY public.last_colleague_note
    ADD CONSTRAINT pk_last_colleague_note PRIMARY KEY (reference);
ALTER TABLE ONLY public.last_first_note
    ADD CONSTRAINT pk_last_first_note PRIMARY KEY (reference);
ALTER TABLE ONLY public.last_said
    ADD CONSTRAINT pk_last_said PRIMARY KEY (reference);
ALTER TABLE ONLY public.lead_guide
    ADD CONSTRAINT pk_lead_guide PRIMARY KEY (reference);
ALTER TABLE ONLY public.legal_hold
    ADD CONSTRAINT pk_legal_hold PRIMARY KEY (reference);
ALTER TABLE ONLY public.listing
    ADD CONSTRAINT pk_listing PRIMARY KEY (reference);
ALTER TABLE ONLY public.lookup_key
    ADD CONSTRAINT pk_lookup_key PRIMARY KEY (name);
ALTER TABLE ONLY public.note_wishes
    ADD CONSTRAINT pk_note_wishes PRIMARY KEY (reference);
ALTER TABLE ONLY public.own_note
    ADD CONSTRAINT pk_own_note PRIMARY KEY (reference);
ALTER TABLE ONLY public.person
    ADD CONSTRAINT pk_person PRIMARY KEY (reference);
ALTER TABLE ONLY public.platform_account
    ADD CONSTRAINT pk_platform_account PRIMARY KEY (reference);
ALTER TABLE ONLY public.programme_version
    ADD CONSTRAINT pk_programme_version PRIMARY KEY (reference);
ALTER TABLE ONLY public.report
    ADD CONSTRAINT pk_report PRIMARY KEY (reference);
ALTER TABLE ONLY public.seen
    ADD CONSTRAINT pk_seen PRIMARY KEY (reference);
ALTER TABLE ONLY public.shown_card
    ADD CONSTRAINT pk_shown_card PRIMARY KEY (reference);
ALTER TABLE ONLY public.staff_list
    ADD CONSTRAINT pk_staff_list PRIMARY KEY (reference);
ALTER TABLE ONLY public.support_request
    ADD CONSTRAINT pk_support_request PRIMARY KEY (reference);
ALTER TABLE ONLY public.talk_slip
    ADD CONSTRAINT pk_talk_slip PRIMARY KEY (reference);
ALTER TABLE ONLY public.time_out
    ADD CONSTRAINT pk_time_out PRIMARY KEY (reference);
ALTER TABLE ONLY public.turn_change
    ADD CONSTRAINT pk_turn_change PRIMARY KEY (reference);
ALTER TABLE ONLY public.unread
    ADD CONSTRAINT pk_unread PRIMARY KEY (reference);
ALTER TABLE ONLY public.vault
    ADD CONSTRAINT pk_vault PRIMARY KEY (owner, part);
ALTER TABLE ONLY public.vault_keys
    ADD CONSTRAINT pk_vault_keys PRIMARY KEY (owner);
ALTER TABLE ONLY public.audit_entry
    ADD CONSTRAINT uq_audit_entry_number UNIQUE (number);
ALTER TABLE ONLY public.calendar_address
    ADD CONSTRAINT uq_calendar_address_mark UNIQUE (mark);
ALTER TABLE ONLY public.care
    ADD CONSTRAINT uq_care_audience_mark UNIQUE (audience_mark);
ALTER TABLE ONLY public.drill_part
    ADD CONSTRAINT uq_drill_part_whose UNIQUE (whose);
ALTER TABLE ONLY public.invitation
    ADD CONSTRAINT uq_invitation_whose UNIQUE (whose);
ALTER TABLE ONLY public.job
    ADD CONSTRAINT uq_job_key UNIQUE (key);
ALTER TABLE ONLY public.own_note
    ADD CONSTRAINT uq_own_note_whose_day UNIQUE (whose, day);
ALTER TABLE ONLY public.person
    ADD CONSTRAINT uq_person_email_mark UNIQUE (email_mark);
ALTER TABLE ONLY public.platform_account
    ADD CONSTRAINT uq_platform_account_mark UNIQUE (mark);
ALTER TABLE ONLY public.programme_version
    ADD CONSTRAINT uq_programme_version_number UNIQUE (number);
ALTER TABLE ONLY public.report
    ADD CONSTRAINT uq_report_mark UNIQUE (mark);
ALTER TABLE ONLY public.turn_change
    ADD CONSTRAINT uq_turn_change_of_option_area_starts UNIQUE (of, option, area, starts);
CREATE INDEX ix_adverse_event_state ON public.adverse_event USING btree (state);
CREATE INDEX ix_adverse_event_unit ON public.adverse_event USING btree (unit);
CREATE INDEX ix_asked_lately_at ON public.asked_lately USING btree (at);
CREATE INDEX ix_calendar_turn_person ON public.calendar_turn USING btree (person);
CREATE INDEX ix_care_event ON public.care USING btree (event);
CREATE INDEX ix_care_whose ON public.care USING btree (whose);
CREATE INDEX ix_colleague_note_whose ON public.colleague_note USING btree (whose);
CREATE INDEX ix_counter_month_area_name ON public.counter USING btree (month, area, name);
CREATE INDEX ix_drill_ask_drill ON public.drill_ask USING btree (drill);
CREATE INDEX ix_drill_part_drill ON public.drill_part USING btree (drill);
CREATE INDEX ix_erasures_written ON public.erasures USING btree (written);
CREATE INDEX ix_group_session_event ON public.group_session USING btree (event);
CREATE INDEX ix_held_back_area ON public.held_back USING btree (area);
CREATE INDEX ix_held_back_whose ON public.held_back USING btree (whose);
CREATE INDEX ix_home_message_at ON public.home_message USING btree (at);
CREATE INDEX ix_installation_platform_tenant ON public.installation USING btree (platform, tenant);
CREATE INDEX ix_invitation_session ON public.invitation USING btree (session);
CREATE INDEX ix_job_state_lease_until ON public.job USING btree (state, lease_until);
CREATE INDEX ix_job_state_urgency_due_at_reference ON public.job USING btree (state, urgency, due_at, reference);
CREATE INDEX ix_job_subject_state ON public.job USING btree (subject, state);
CREATE INDEX ix_last_colleague_note_at ON public.last_colleague_note USING btree (at);
CREATE INDEX ix_last_first_note_at ON public.last_first_note USING btree (at);
CREATE INDEX ix_last_said_erase_at ON public.last_said USING btree (erase_at);
CREATE INDEX ix_person_manager ON public.person USING btree (manager);
CREATE INDEX ix_person_roster ON public.person USING btree (roster);
CREATE INDEX ix_person_unit ON public.person USING btree (unit);
CREATE INDEX ix_platform_account_person ON public.platform_account USING btree (person);
CREATE INDEX ix_report_event ON public.report USING btree (event);
CREATE INDEX ix_report_state ON public.report USING btree (state);
CREATE INDEX ix_seen_at ON public.seen USING btree (at);
CREATE INDEX ix_shown_card_mark ON public.shown_card USING btree (mark);
CREATE INDEX ix_shown_card_subject ON public.shown_card USING btree (subject);
CREATE INDEX ix_support_request_care ON public.support_request USING btree (care);
CREATE INDEX ix_support_request_held_by ON public.support_request USING btree (held_by);
CREATE INDEX ix_support_request_state ON public.support_request USING btree (state);
CREATE INDEX ix_support_request_whose ON public.support_request USING btree (whose);
CREATE INDEX ix_talk_slip_erase_at ON public.talk_slip USING btree (erase_at);
CREATE INDEX ix_time_out_state ON public.time_out USING btree (state);
CREATE INDEX ix_time_out_whose ON public.time_out USING btree (whose);
CREATE INDEX ix_turn_change_by ON public.turn_change USING btree (by);
CREATE INDEX ix_turn_change_ends ON public.turn_change USING btree (ends);
CREATE INDEX ix_unread_last_at ON public.unread USING btree (last_at);
CREATE INDEX ix_vault_keys_key_id ON public.vault_keys USING btree (key_id);
