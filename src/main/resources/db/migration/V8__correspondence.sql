-- Mail to people outside the programme: what was written to whom stays with its case.
create table correspondence (
    id              bigint generated always as identity primary key,
    process_key     text        not null,
    business_key    text        not null,
    kind            text        not null,
    language        text        not null,
    recipient_name  text        not null,
    recipient_email text        not null,
    subject         text        not null,
    body            text        not null,
    state           text        not null,
    queued_at       timestamptz not null,
    queued_by       text        not null,
    next_attempt_at timestamptz not null,
    attempts        integer     not null default 0,
    sent_at         timestamptz,
    -- the kind of the last failure; what a server says may quote an address
    last_error      text,
    unique (process_key, business_key, kind)
);

create index correspondence_waiting on correspondence (next_attempt_at) where state = 'QUEUED';
