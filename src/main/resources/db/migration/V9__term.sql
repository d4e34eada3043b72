create table term (
    id             text        primary key,
    region         text        not null,
    -- identifier of a school district that keeps terms of its own, or null for all others of the region
    district       text,
    type           text        not null,
    starts_on      date        not null,
    ends_on        date        not null,
    version        integer     not null,
    changed_at     timestamptz not null,
    changed_by     text        not null,
    change_reason  text        not null,
    closing_at     timestamptz,
    closing_by     text,
    closed_at      timestamptz,
    -- who looked after the children of the region when the term began (EOT-2)
    start_checked_at timestamptz,
    start_checked_by text
);

create index term_region on term (region, ends_on);
create index term_closing on term (id) where closing_at is not null and closed_at is null;

-- Append-only: every version of a term as it was set.
create table term_version (
    term_id       text        not null references term,
    version       integer     not null,
    region        text        not null,
    district      text,
    type          text        not null,
    starts_on     date        not null,
    ends_on       date        not null,
    changed_at    timestamptz not null,
    changed_by    text        not null,
    change_reason text        not null,
    primary key (term_id, version)
);

-- The children of a term. A row without opened_at still needs its case; one with another counted_version than its term
-- needs its clock counted anew.
create table term_child (
    term_id         text        not null references term,
    student_id      text        not null,
    reason          text        not null,
    opened_at       timestamptz,
    counted_version integer,
    failure         text,
    answer          text,
    answered_by     text,
    answered_at     timestamptz,
    primary key (term_id, student_id)
);

create index term_child_to_open on term_child (term_id, student_id) where opened_at is null and failure is null;
create index term_child_student on term_child (student_id);

create index record_item_moves on record_item (student_id) where kind = 'QUALIFYING_MOVE';
create index child_region on child (region) where approved;
