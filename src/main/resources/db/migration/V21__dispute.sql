-- Statements by which parents and students dispute elements of a record (PRV-6). Nothing of them is deleted: one that was
-- withdrawn or replaced has an end, and marks nothing any more.
create table dispute_statement (
    id          bigint generated always as identity primary key,
    -- of the case it came with
    number      text        not null,
    student_id  text        not null,
    statement   text        not null,
    stated_by   text        not null,
    received_on date        not null,
    entered_at  timestamptz not null,
    entered_by  text        not null,
    ended_at    timestamptz,
    ended_by    text,
    ended_why   text check (ended_why in ('WITHDRAWN', 'REPLACED')),
    check ((ended_at is null) = (ended_by is null) and (ended_at is null) = (ended_why is null))
);

create unique index dispute_statement_standing on dispute_statement (number) where ended_at is null;

-- Where the disputed elements stand. A record that went away leaves its line behind, which is why item_id has no foreign key.
create table disputed_element (
    id           bigint generated always as identity primary key,
    statement_id bigint  not null references dispute_statement,
    -- whose record it is now
    student_id   text    not null,
    item_id      bigint  not null,
    kind         text    not null,
    source_state text    not null,
    record_id    integer not null,
    element      text    not null,
    -- the merge that brought it here; a split takes it back
    crosswalk_id bigint  references msix_crosswalk,
    unique (statement_id, item_id, element)
);

create index disputed_element_student on disputed_element (student_id);
create index disputed_element_item on disputed_element (item_id);

-- What a requester disputes and what became of it; who asks stands here and not in the engine.
create table dispute_case (
    id                  text        primary key,
    student_id          text        not null,
    received_on         date        not null,
    relation            text        not null,
    language            text        not null,
    requester_name      text        not null,
    requester_email     text,
    requester_address   text,
    -- number of the refused request to correct that it follows (COR-12)
    correction_number   text,
    -- where the paper of the requester lies
    reference           text,
    identity_checked_by text,
    outcome             text check (outcome in ('ENTERED', 'DECLINED')),
    reason              text,
    answered_by         text,
    answered_at         timestamptz
);

create index dispute_case_correction on dispute_case (correction_number);
create index dispute_case_student on dispute_case (student_id);

-- The elements that the Privacy Act Administrator chose before the statement is entered.
create table dispute_choice (
    number  text not null references dispute_case,
    element text not null,
    primary key (number, element)
);

-- Regions that read the record before, and were told that elements are disputed or no longer are.
create table dispute_told (
    number  text        not null references dispute_case,
    region  text        not null,
    told_at timestamptz not null,
    primary key (number, region, told_at)
);

-- Requests of parents to inspect the record of a child (PRV-13).
create table inspection_request (
    id                  text        primary key,
    student_id          text        not null,
    received_on         date        not null,
    relation            text        not null,
    language            text        not null,
    requester_name      text        not null,
    requester_email     text,
    requester_address   text,
    identity_checked_by text,
    outcome             text check (outcome in ('GIVEN', 'REFUSED')),
    given_by_means      text,
    given_on            date,
    reason              text,
    answered_by         text,
    answered_at         timestamptz
);

-- Letters to requesters as they were written, of both kinds of case; one of each kind.
create table dispute_letter (
    process_key  text        not null,
    business_key text        not null,
    kind         text        not null,
    language     text        not null,
    subject      text        not null,
    body         text        not null,
    on_paper     boolean     not null,
    written_at   timestamptz not null,
    posted_on    date,
    posted_by    text,
    primary key (process_key, business_key, kind)
);

create sequence dispute_number;
create sequence inspection_number;
