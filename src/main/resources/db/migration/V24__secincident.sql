-- Security incidents (SEC-6): what was reported. The text is for those who handle it and never reaches the engine.
create table secincident (
    id          text        primary key,
    kind        text        not null,
    signs       text[]      not null,
    description text        not null,
    reported_by text        not null,
    reported_at timestamptz not null
);

-- The timeline of an incident: notes are added, never changed.
create table secincident_note (
    id          bigint generated always as identity primary key,
    incident_id text        not null references secincident,
    at          timestamptz not null,
    actor       text        not null,
    what        text        not null,
    text        text        not null
);

create index secincident_note_incident on secincident_note (incident_id, id);

create trigger append_only before update or delete or truncate on secincident_note
    for each statement execute function append_only();

-- Accounts in doubt: frozen in the name of an incident, until somebody checked who asks.
create table frozen_account (
    incident_id text        not null references secincident,
    user_id     text        not null,
    frozen_at   timestamptz not null,
    lifted_at   timestamptz,
    primary key (incident_id, user_id, frozen_at)
);

create index frozen_account_user on frozen_account (user_id) where lifted_at is null;

create sequence secincident_number;

-- Sessions of people on pages and webapps (SEC-1, SEC-10). Their instants are the machine's: the clock of the demo may be moved,
-- and nobody has left his desk by that.
create table user_session (
    id             text        primary key,
    user_id        text        not null,
    started_at     timestamptz not null,
    -- when a person last did something; what a page asks for by itself does not count
    last_active_at timestamptz not null,
    address        text        not null,
    browser        text        not null,
    ended_at       timestamptz,
    ended_why      text,
    check ((ended_at is null) = (ended_why is null))
);

create index user_session_open on user_session (user_id) where ended_at is null;
create index user_session_ended on user_session (ended_at) where ended_at is not null;

-- One row for each minute in which a node was up (SEC-15); kept for 91 days.
create table heartbeat (
    minute timestamptz not null,
    node   text        not null,
    primary key (minute, node)
);

-- Interconnection agreements (SEC-16).
create table agreement (
    id         bigint generated always as identity primary key,
    partner    text        not null,
    reference  text        not null,
    signed_on  date        not null,
    expires_on date        not null,
    stored_at  timestamptz not null,
    stored_by  text        not null,
    check (expires_on > signed_on)
);
