-- Entries wait here until they are part of the chain; so no writer waits for another one's place in it.
create table audit_pending (
    entry_id bigint      primary key,
    since    timestamptz not null default clock_timestamp()
);

create table audit_seal (
    seq      bigint primary key,
    entry_id bigint not null unique,
    hash     bytea  not null
);

insert into audit_pending (entry_id) select id from audit_entry;

create function audit_entry_pends() returns trigger language plpgsql as $$
begin
    insert into audit_pending (entry_id) values (new.id);
    return null;
end
$$;

create trigger audit_entry_pends after insert on audit_entry for each row execute function audit_entry_pends();

create index audit_entry_at on audit_entry (at, id);
create index audit_entry_action on audit_entry (action, at);
create index audit_entry_behalf on audit_entry (at) where actor like '% for %';

create table legal_hold (
    id        bigint      generated always as identity primary key,
    kind      text        not null check (kind in ('CASE', 'CHILD', 'ACCOUNT', 'LOG')),
    key       text        not null,
    from_day  date,
    to_day    date,
    reason    text        not null,
    authority text        not null,
    placed_at timestamptz not null,
    placed_by text        not null
);

create index legal_hold_key on legal_hold (kind, key);

create table legal_hold_lifted (
    hold_id   bigint      primary key references legal_hold,
    reason    text        not null,
    lifted_at timestamptz not null,
    lifted_by text        not null
);

create function append_only() returns trigger language plpgsql as $$
begin
    raise exception 'Rows of % are never changed or deleted', tg_table_name using errcode = 'insufficient_privilege';
end
$$;

create trigger append_only before update or delete or truncate on audit_entry
    for each statement execute function append_only();
create trigger append_only before update or delete or truncate on audit_seal
    for each statement execute function append_only();
create trigger append_only before update or delete or truncate on legal_hold
    for each statement execute function append_only();
create trigger append_only before update or delete or truncate on legal_hold_lifted
    for each statement execute function append_only();
