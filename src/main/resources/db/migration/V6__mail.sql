create table mail (
    id                bigint generated always as identity primary key,
    dedup_key         text        not null unique,
    recipient_id      text        not null,
    recipient_address text        not null,
    kind              text        not null,
    process_key       text        not null,
    business_key      text        not null,
    deadline          text        not null,
    role              text        not null,
    level             integer     not null,
    repetition        integer     not null,
    due_on            date        not null,
    statutory         boolean     not null,
    msix_id           text,
    state             text        not null,
    queued_at         timestamptz not null,
    next_attempt_at   timestamptz not null,
    attempts          integer     not null default 0,
    sent_at           timestamptz,
    -- the kind of the last failure; what a server says may quote an address
    last_error        text,
    -- the application was told that it waits, and not yet that it went
    reported          boolean     not null default false
);

create index mail_waiting on mail (next_attempt_at) where state = 'QUEUED';
create index mail_reported on mail (process_key, business_key) where reported;
create index mail_case on mail (process_key, business_key);
