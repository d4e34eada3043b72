-- The use of a consolidated record, step by step: the evidence of who used it, when and for what (REC-4).
create sequence guide_number;

create table guide (
    number     text        primary key,
    kind       text        not null check (kind in ('ENROLLMENT', 'PLACEMENT', 'CREDIT_ACCRUAL', 'RECRUITMENT')),
    student_id text        not null references child,
    -- where the child was when the guide was opened; reports count it here
    region     text        not null,
    opened_at  timestamptz not null,
    opened_by  text        not null,
    -- what came of it: names nobody
    note       text,
    closed_at  timestamptz,
    closed_by  text,
    check ((closed_at is null) = (closed_by is null) and (closed_at is null) = (note is null))
);

-- two people who open the same guide for a child work on one
create unique index guide_open on guide (student_id, kind) where closed_at is null;
create index guide_student on guide (student_id, opened_at);
create index guide_latest on guide (opened_at desc) where closed_at is null;
create index guide_done on guide (closed_at) where closed_at is not null;

-- Append-only: each step that was ticked.
create table guide_step (
    number  text        not null references guide,
    step    integer     not null,
    outcome text        not null check (outcome in ('DONE', 'NOT_NEEDED')),
    done_at timestamptz not null,
    done_by text        not null,
    primary key (number, step)
);

create trigger append_only before update or delete or truncate on guide_step
    for each statement execute function append_only();

-- Children who arrived, one row for each certificate that says so; their record is to be used.
create table arrival (
    student_id  text        not null references child,
    certificate text        not null,
    region      text        not null,
    arrived_on  date        not null,
    due_on      date        not null,
    reminded_at timestamptz,
    escalated_at timestamptz,
    -- the first guide that was finished after it
    guide       text        references guide,
    used_at     timestamptz,
    used_by     text,
    primary key (student_id, certificate)
);

create index arrival_unused on arrival (due_on, student_id) where used_at is null;
create index arrival_day on arrival (arrived_on);

-- Append-only: who made the daily query of a region (REC-14).
create table daily_query (
    day     date        not null,
    region  text        not null,
    user_id text        not null,
    at      timestamptz not null,
    primary key (day, region, user_id)
);

create trigger append_only before update or delete or truncate on daily_query
    for each statement execute function append_only();

-- moves by the day of the year, for arrivals that repeat
create index record_item_season on record_item (substr(elements ->> 'qualifyingArrivalDate', 6, 5))
    where kind = 'QUALIFYING_MOVE';
-- children without an enrollment
create index record_item_enrollments on record_item (student_id) where kind = 'ENROLLMENT';
-- how old the newest item of each child is, without reading the items
create index record_item_newest on record_item (student_id, changed_at);
create index record_item_changed on record_item (changed_at);
create index disclosure_day on disclosure (happened_on);
