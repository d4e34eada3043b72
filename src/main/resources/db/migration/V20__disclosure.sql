-- Written consents to what the routine uses do not cover (PRV-3). What was given stays; a withdrawal is a row of its own.
create sequence consent_number;

create table consent (
    number         text        primary key,
    student_id     text        not null,
    given_by       text        not null,
    relation       text        not null check (relation in ('PARENT', 'GUARDIAN', 'STUDENT')),
    signed_on      date        not null,
    purpose        text        not null,
    recipient_name text        not null,
    -- where the signed paper lies
    paper          text        not null,
    valid_until    date        not null,
    entered_at     timestamptz not null,
    entered_by     text        not null,
    check (valid_until >= signed_on)
);

create index consent_student on consent (student_id);

create table consent_withdrawal (
    number       text        primary key references consent,
    withdrawn_on date        not null,
    entered_at   timestamptz not null,
    entered_by   text        not null
);

-- Who saw, printed or passed on what about a child, when, what for, and to whom (PRV-4). No row is ever changed or deleted.
create table disclosure (
    id                bigint generated always as identity primary key,
    at                timestamptz not null,
    -- the day it happened; what happened outside of the system is entered later
    happened_on       date        not null,
    actor             text        not null,
    role              text        not null,
    kind              text        not null
        check (kind in ('VIEWED', 'PRINTED', 'EXPORTED', 'SENT', 'LETTER', 'FAXED', 'TOLD')),
    student_id        text        not null,
    part              text        not null,
    purpose           text        not null,
    interest          text        not null,
    -- only where it left the programme
    recipient_name    text,
    recipient_address text,
    consent           text        references consent,
    recipient_called  boolean     not null,
    check (kind <> 'FAXED' or recipient_called),
    check (purpose <> 'OTHER' or consent is not null)
);

create index disclosure_student on disclosure (student_id, id);

create trigger append_only before update or delete or truncate on disclosure
    for each statement execute function append_only();
create trigger append_only before update or delete or truncate on consent
    for each statement execute function append_only();
create trigger append_only before update or delete or truncate on consent_withdrawal
    for each statement execute function append_only();

-- Paper and storage media with data of children, until they are disposed of (PRV-10).
create table media (
    id            bigint generated always as identity primary key,
    -- null: the State's office
    region        text,
    kind          text        not null,
    content       text        not null,
    kept_where    text        not null,
    encrypted     boolean     not null,
    registered_at timestamptz not null,
    registered_by text        not null,
    disposal      text,
    disposed_on   date,
    disposed_at   timestamptz,
    disposed_by   text,
    check ((disposal is null) = (disposed_on is null))
);

create index media_region on media (region);
