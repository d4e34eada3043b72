-- What a parent asked and what became of it; what tells of persons stands here and not in the engine (COR-2).
create table correction_request (
    id                  text        primary key,
    part_of             text        references correction_request,
    student_id          text        not null,
    received_on         date        not null,
    channel             text,
    relation            text        not null,
    language            text        not null,
    requester_name      text        not null,
    requester_email     text,
    requester_address   text,
    statement           text        not null,
    identity_checked_by text,
    owner_state         text,
    finding             text,
    finding_by          text,
    decision            text,
    reason              text,
    decided_by          text,
    decided_at          timestamptz,
    forwarded_to        text,
    forwarded_by_means  text,
    forwarded_on        date,
    forwarded_by        text
);

-- Every letter as it was written; one of each kind.
create table parent_letter (
    request_id text        not null references correction_request,
    kind       text        not null,
    language   text        not null,
    subject    text        not null,
    body       text        not null,
    on_paper   boolean     not null,
    written_at timestamptz not null,
    posted_on  date,
    posted_by  text,
    primary key (request_id, kind)
);

-- Regions that read the wrong data and were told (COR-15).
create table correction_told (
    request_id text        not null references correction_request,
    region     text        not null,
    told_at    timestamptz not null,
    primary key (request_id, region)
);

create sequence correction_number;
