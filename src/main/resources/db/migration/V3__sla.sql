create table clock (
    id               bigint generated always as identity primary key,
    process_key      text        not null,
    business_key     text        not null,
    deadline         text        not null,
    started_at       timestamptz not null,
    started_on       date        not null,
    due_on           date        not null,
    due_at           timestamptz not null,
    calendar         text        not null,
    calendar_version text        not null,
    state            text        not null,
    level            integer     not null,
    met_at           timestamptz,
    version          integer     not null
);

-- one clock of a duty runs per case; a new one may start after the last one ended
create unique index clock_running on clock (process_key, business_key, deadline) where state = 'RUNNING';
create index clock_case on clock (process_key, business_key);
create index clock_due on clock (due_at) where state = 'RUNNING';

create table clock_event (
    id               bigint generated always as identity primary key,
    clock_id         bigint      not null references clock (id),
    at               timestamptz not null,
    actor            text        not null,
    event            text        not null,
    reason           text        not null,
    due_on           date        not null,
    rule             text        not null,
    calendar         text        not null,
    calendar_version text        not null
);

create index clock_event_clock on clock_event (clock_id, id);

create table clock_milestone (
    clock_id   bigint      not null references clock (id),
    kind       text        not null,
    level      integer     not null,
    repetition integer     not null,
    reached_at timestamptz not null,
    primary key (clock_id, kind, level, repetition)
);
