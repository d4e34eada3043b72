-- What the rules of sign-in need to know of a user of the engine's identity service. Names stay there.
create table account (
    user_id             text        primary key,
    created_at          timestamptz not null,
    created_by          text        not null,
    password_set_at     timestamptz not null,
    -- the password was set by somebody else, who knows it
    must_change         boolean     not null,
    -- counts what ends sessions: a new password, a lock
    version             integer     not null default 1,
    strikes             integer     not null default 0,
    last_active_at      timestamptz not null,
    first_signed_in_at  timestamptz,
    disabled_at         timestamptz,
    disabled_by         text,
    disabled_why        text,
    rules_version       text,
    rules_accepted_at   timestamptz,
    check ((disabled_at is null) = (disabled_why is null))
);

-- Hashes of the passwords a user had, the newest last.
create table password_history (
    id      bigint generated always as identity primary key,
    user_id text        not null references account,
    hash    text        not null,
    salt    text        not null,
    set_at  timestamptz not null
);

create index password_history_user on password_history (user_id, id);

-- A link by which a password is set once. The link itself is in the mail only.
create table password_link (
    token_hash text        primary key,
    user_id    text        not null references account,
    expires_at timestamptz not null,
    used_at    timestamptz
);

create index password_link_user on password_link (user_id);

-- Applications for access. Applicants stand here and not in the engine.
create table account_application (
    id                    text        primary key,
    applicant_name        text        not null,
    email                 text        not null,
    role                  text        not null,
    region                text        not null,
    supervisor            text        not null,
    need                  text        not null,
    training_module       text        not null,
    training_completed_on date        not null,
    mep_staff             boolean     not null,
    received_at           timestamptz not null,
    received_by           text        not null,
    certificate_number    text,
    verified_by           text,
    verified_at           timestamptz,
    decided_by            text,
    decided_at            timestamptz,
    identity_check        text,
    -- why it was returned or rejected
    reason                text,
    user_id               text,
    -- waits for a decision; an address is asked for once at a time
    open                  boolean     not null default true
);

create unique index account_application_open on account_application (lower(email)) where open;
create index account_application_user on account_application (user_id);
