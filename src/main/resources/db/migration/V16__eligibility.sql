-- Official records that are asked of schools (REC-9, COE-7, COE-8). Persons and schools stand here and not in the engine.
create table records_request (
    id           text        primary key,
    student_id   text        not null,
    school       text        not null,
    state        text        not null,
    -- the certificate whose approval makes the elements due, or null where a person asked
    certificate  text,
    requested_on date        not null,
    channel      text,
    outcome      text,
    obtained_on  date,
    reason       text,
    answered_by  text,
    answered_at  timestamptz
);

create index records_request_student on records_request (student_id);

-- A child that was found ineligible gets no services and is withdrawn from MSIX; its moves stay (COE-17).
alter table child add column ineligible_on date;
alter table child add column ineligible_reason text;
alter table child add column ineligible_by text;

-- The sample of a reporting year (1 September to 31 August), named by the year in which it begins; the seed draws it again.
create table reinterview_sample (
    year     integer     primary key,
    size     integer     not null,
    seed     bigint      not null,
    drawn_at timestamptz not null,
    drawn_by text        not null
);

create table reinterview (
    year              integer not null references reinterview_sample,
    student_id        text    not null,
    region            text    not null,
    position          integer not null,
    result            text,
    interviewed_on    date,
    corrective_action text,
    entered_by        text,
    entered_at        timestamptz,
    primary key (year, student_id)
);

-- Who was told that a child's eligibility ends: once for each child, date and span (COE-18).
create table expiry_notice (
    student_id text        not null,
    expires_on date        not null,
    days       integer     not null,
    sent_at    timestamptz not null,
    primary key (student_id, expires_on, days)
);
