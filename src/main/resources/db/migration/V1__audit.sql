create table audit_entry (
    id      bigint generated always as identity primary key,
    at      timestamptz not null,
    actor   text        not null,
    action  text        not null,
    subject text        not null,
    detail  text        not null
);

create index audit_entry_subject on audit_entry (subject, at);
create index audit_entry_actor on audit_entry (actor, at);
