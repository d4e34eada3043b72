create table case_file (
    process_key         text        not null,
    business_key        text        not null,
    region              text,
    subject_key         text,
    opened_at           timestamptz not null,
    opened_by           text        not null,
    closed_at           timestamptz,
    outcome             text,
    process_instance_id text        not null,
    primary key (process_key, business_key)
);

create index case_file_region on case_file (region, process_key, opened_at);
create index case_file_open on case_file (process_key, opened_at) where closed_at is null;
create index case_file_instance on case_file (process_instance_id);

create table case_journal (
    id           bigint generated always as identity primary key,
    process_key  text        not null,
    business_key text        not null,
    at           timestamptz not null,
    actor        text        not null,
    what         text        not null,
    detail       text        not null,
    foreign key (process_key, business_key) references case_file (process_key, business_key)
);

create index case_journal_case on case_journal (process_key, business_key, at);
