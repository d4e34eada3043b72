-- What has to reach MSIX, what went there, and what MSIX said.

create table upload_run (
    run_id       text        primary key,
    state        text        not null check (state in ('BUILT', 'SENT')),
    window_begin timestamptz not null,
    window_end   timestamptz not null check (window_end > window_begin),
    students     int         not null,
    records      bigint      not null,
    refused      int         not null,
    built_at     timestamptz not null,
    sent_at      timestamptz
);

create index upload_run_window on upload_run (window_end);

create table upload_file (
    name     text   primary key,
    run_id   text   not null references upload_run,
    number   int    not null,
    students int    not null,
    records  bigint not null,
    sha256   text   not null,
    content  bytea, -- gzip; kept until the file is sent, then it is MSIX's
    sent_at  timestamptz,
    unique (run_id, number)
);

create table submission (
    id               bigint generated always as identity primary key,
    state_student_id text        not null,
    region           text        not null,
    action           text        not null check (action in ('I', 'U', 'D')),
    state            text        not null
        check (state in ('PENDING', 'BUILT', 'SENT', 'ACCEPTED', 'REJECTED', 'SUPERSEDED')),
    queued_at        timestamptz not null,
    queued_by        text        not null,
    run_id           text references upload_run,
    file_name        text references upload_file,
    position         int,
    sent_at          timestamptz,
    answered_at      timestamptz,
    msix_id          text,
    reasons          text[]      not null default '{}'
);

-- a child waits for the next file at most once, whoever asks
create unique index submission_pending on submission (state_student_id) where state = 'PENDING';
create index submission_student on submission (state_student_id, id);
create index submission_state on submission (state, region, id);
create index submission_file on submission (file_name, state_student_id);
create index submission_sent on submission (sent_at);

-- which cases wait for a submission; the answer to its latest one is what a case waits for
create table submission_case (
    submission_id bigint  not null references submission,
    process       text    not null,
    business_key  text    not null,
    waiting       boolean not null default true,
    primary key (process, business_key, submission_id)
);

create index submission_case_submission on submission_case (submission_id) where waiting;

create table inbound_file (
    id         bigint generated always as identity primary key,
    name       text        not null,
    sha256     text        not null,
    first_seen timestamptz not null,
    handled_at timestamptz,
    outcome    text        not null check (outcome in ('WAITING', 'PROCESSED', 'REPEATED', 'SET_ASIDE')),
    reason     text        not null
);

create unique index inbound_file_waiting on inbound_file (name) where outcome = 'WAITING';
create unique index inbound_file_processed on inbound_file (sha256) where outcome = 'PROCESSED';

create table near_match (
    id               bigint generated always as identity primary key,
    submission_id    bigint      not null references submission,
    state_student_id text        not null,
    msix_ids         text[]      not null,
    reported_at      timestamptz not null
);

create index near_match_student on near_match (state_student_id);
