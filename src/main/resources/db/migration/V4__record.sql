create table certificate (
    number      text        primary key,
    region      text        not null,
    status      text        not null,
    version     integer     not null,
    content     jsonb       not null,
    reason      text,
    reviewer    text,
    approved_on date,
    searched_by text,
    created_at  timestamptz not null,
    created_by  text        not null,
    changed_at  timestamptz not null,
    changed_by  text        not null,
    revision    bigint      not null
);

-- Every version that was replaced, as it stood when it was replaced.
create table certificate_version (
    number      text        not null,
    version     integer     not null,
    status      text        not null,
    content     jsonb       not null,
    reason      text,
    reviewer    text,
    approved_on date,
    changed_at  timestamptz not null,
    changed_by  text        not null,
    replaced_at timestamptz not null,
    replaced_by text        not null,
    primary key (number, version)
);

create table certificate_child (
    id         bigint generated always as identity primary key,
    number     text not null references certificate,
    sent_id    text not null,
    student_id text not null,
    decision   text,
    decided_by text,
    decided_at timestamptz,
    unique (number, sent_id)
);

create index certificate_child_sent on certificate_child (sent_id);
create index certificate_child_student on certificate_child (student_id);

create sequence child_entry;

create table child (
    state_student_id text    primary key,
    type             text,
    msix_id          text,
    region           text    not null,
    approved         boolean not null,
    entry_no         bigint,
    first_key        text,
    last_key         text,
    birth_date       date,
    revision         bigint  not null
);

create index child_first on child (first_key);
create index child_birth on child (birth_date);
create index child_msix on child (msix_id);

create table record_item (
    id           bigint generated always as identity primary key,
    student_id   text        not null references child,
    source_state text        not null,
    kind         text        not null,
    record_id    integer     not null check (record_id between 1 and 999),
    natural_key  text        not null,
    elements     jsonb       not null,
    changed_at   timestamptz not null,
    unique (student_id, source_state, kind, natural_key),
    unique (student_id, source_state, kind, record_id)
);

-- Append-only: who changed which element from what to what, and where the change came from (MDE-1). "source" is the State
-- whose record it is, "origin" one of: api, certificate <number>, link <number>, msix.
create table element_change (
    id         bigint generated always as identity primary key,
    at         timestamptz not null,
    actor      text        not null,
    source     text        not null,
    origin     text        not null,
    student_id text        not null,
    kind       text        not null,
    record_id  integer     not null,
    element    text        not null,
    old_value  text,
    new_value  text
);

create index element_change_student on element_change (student_id, at);
