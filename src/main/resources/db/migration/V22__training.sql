-- What each person was trained in, and until when it holds.
create table training_record (
    id                 bigint generated always as identity primary key,
    user_id            text        not null references account,
    module             text        not null,
    result             text,
    certificate_number text,
    completed_on       date        not null,
    -- null where nothing expires: being at an event
    expires_on         date,
    source             text        not null check (source in ('APPLICATION', 'REFRESHER', 'ENTERED', 'EVENT')),
    -- number of the case or event it comes from
    case_key           text,
    recorded_by        text        not null,
    recorded_at        timestamptz not null,
    check ((expires_on is null) = (source = 'EVENT'))
);

create index training_record_user on training_record (user_id, expires_on);
create unique index training_record_event on training_record (user_id, case_key) where source = 'EVENT';

-- accounts that were opened by cases before there was a register
insert into training_record
    (user_id, module, certificate_number, completed_on, expires_on, source, case_key, recorded_by, recorded_at)
select a.user_id, p.training_module, p.certificate_number, p.training_completed_on,
    p.training_completed_on + interval '1 year', 'APPLICATION', p.id, coalesce(p.decided_by, 'system'), a.created_at
from account_application p join account a on a.user_id = p.user_id;

-- The refreshers that people owe or owed, one for each due date. Its id is the number of the case.
create table refresher (
    id                 text        primary key,
    user_id            text        not null references account,
    trained_on         date        not null,
    due_on             date        not null,
    -- what the person told
    completed_on       date,
    certificate_number text,
    told_at            timestamptz,
    -- what became of it
    checked_by         text,
    checked_at         timestamptz,
    returned_why       text,
    unique (user_id, due_on)
);

-- Training events; the id is the number of the case.
create table training_event (
    id           text        primary key,
    kind         text        not null check (kind in ('STATEWIDE', 'REGIONAL')),
    region       text,
    need         text,
    asked_by     text        not null,
    asked_at     timestamptz not null,
    held_on      date,
    place        text,
    topics       text[]      not null default '{}',
    agenda       text,
    planned_by   text,
    planned_at   timestamptz,
    -- ASKED, PLANNED, DECLINED, HELD, NOT_HELD
    state        text        not null,
    -- why it was declined or not held
    reason       text,
    recorded_by  text,
    recorded_at  timestamptz,
    check ((kind = 'REGIONAL') = (region is not null))
);

create table training_attendance (
    event_id   text        not null references training_event,
    user_id    text        not null references account,
    -- the METS the person was there for; null for staff of the State
    region     text,
    capacity   text        not null check (capacity in ('DIRECTOR', 'DESIGNEE', 'DATA_SPECIALIST', 'OTHER')),
    entered_by text        not null,
    entered_at timestamptz not null,
    primary key (event_id, user_id)
);

-- A METS that did not send both its director or a designee and its data specialist.
create table training_gap (
    event_id     text not null references training_event,
    region       text not null,
    missing      text not null,
    caught_up_on date,
    follow_up    text,
    closed_by    text,
    closed_at    timestamptz,
    primary key (event_id, region)
);

-- What was held for the duties of a reporting year, in the order in which it was recorded.
create table training_year_proof (
    id       bigint generated always as identity primary key,
    year     integer not null,
    duty     text    not null,
    held_on  date    not null,
    event_id text    references training_event,
    evidence text,
    -- whether the case of the year has heard of it
    told     boolean not null,
    unique (duty, event_id)
);
