alter table child add column merged boolean not null default false;

-- Which MSIX ID is whose now (MRG-8); a split marks the row, and nothing is ever deleted.
create table msix_crosswalk (
    id                bigint generated always as identity primary key,
    old_msix_id       text        not null,
    old_student_id    text        not null,
    master_msix_id    text        not null,
    master_student_id text        not null,
    merged_by_case    text        not null,
    merged_at         timestamptz not null,
    merged_by         text        not null,
    split_by_case     text,
    undone_at         timestamptz,
    undone_by         text
);

create unique index msix_crosswalk_old on msix_crosswalk (old_msix_id) where undone_at is null;
create index msix_crosswalk_master on msix_crosswalk (master_student_id);

-- What a merge added to the master's record; a split takes exactly this back.
create table merge_moved (
    crosswalk_id bigint not null references msix_crosswalk,
    kind         text   not null,
    natural_key  text   not null,
    primary key (crosswalk_id, kind, natural_key)
);

-- To whom a child of a certificate led before the merge.
create table merge_led (
    crosswalk_id         bigint not null references msix_crosswalk,
    certificate_child_id bigint not null references certificate_child,
    student_id           text   not null,
    decision             text,
    decided_by           text,
    decided_at           timestamptz,
    primary key (crosswalk_id, certificate_child_id)
);

-- What is to be merged or split, and what became of it; reasons and advice stand here and not in the engine.
create table merge_item (
    id             text        primary key,
    kind           text        not null,
    msix_ids       text[]      not null,
    master         text        not null,
    received_at    timestamptz not null,
    initiated_by   text,
    reason         text,
    contact        text,
    contacted_by   text,
    advice         text,
    advised_by     text,
    decision       text,
    decision_reason text,
    decided_by     text,
    decided_at     timestamptz,
    comparison     jsonb
);

-- Records in question are locked for other merges and splits until the decision (MRG-6).
create table merge_lock (
    msix_id      text primary key,
    business_key text not null references merge_item
);

create sequence merge_number;
