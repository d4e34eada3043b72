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
