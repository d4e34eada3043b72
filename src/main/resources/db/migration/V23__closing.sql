-- A disabled account may open again by itself; a closed one never does, and its papers are kept.
alter table account
    add column returns_on        date,
    add column closed_at         timestamptz,
    add column closed_by         text,
    add column papers_kept_until date,
    add check (closed_at is null or (disabled_why = 'CLOSED' and papers_kept_until is not null)),
    add check (returns_on is null or disabled_why = 'ADMINISTRATOR');

-- Every address that an account ever had; it belongs to that account for ever.
create table account_address (
    address text primary key,
    user_id text not null
);

create index account_address_user on account_address (user_id);

-- What was done to an account, with the reason; personal data of staff may stand here and nowhere else.
create table account_change (
    id      bigint generated always as identity primary key,
    user_id text        not null,
    at      timestamptz not null,
    actor   text        not null,
    what    text        not null,
    detail  text        not null
);

create index account_change_user on account_change (user_id, id);

create sequence closing_number;

create table closing (
    id             text        primary key,
    user_id        text        not null,
    region         text,
    reason         text        not null,
    last_day       date        not null,
    revocation     boolean     not null,
    asked_by       text        not null,
    asked_at       timestamptz not null,
    colleague      text,
    handed_over_by text,
    handed_over_at timestamptz,
    decided_by     text,
    decided_at     timestamptz,
    -- why the account is kept after all
    kept_because   text,
    closed_at      timestamptz,
    open           boolean     not null default true
);

create unique index closing_open on closing (user_id) where open;
create index closing_user on closing (user_id);

create sequence access_report_number;

-- Reviews of a quarter, and reports that somebody has more access than needed.
create table access_review (
    id             text        primary key,
    kind           text        not null check (kind in ('QUARTERLY', 'EXCESS')),
    region         text,
    quarter        text,
    opened_at      timestamptz not null,
    -- of a report: whom it is about, who made it, and what it says; shown to those who decide only
    user_id        text,
    reported_by    text,
    report         text,
    signed_by      text,
    signed_at      timestamptz,
    decided_by     text,
    decided_at     timestamptz,
    outcome        text,
    reason         text,
    check ((kind = 'EXCESS') = (user_id is not null))
);

-- One account as it stood when the review was opened, and what was decided about it.
create table access_review_line (
    review_id         text        not null references access_review,
    user_id           text        not null,
    groups            text[]      not null,
    training_on       date,
    rules_accepted_at timestamptz,
    last_active_at    timestamptz,
    disabled_why      text,
    answer            text check (answer in ('KEEP', 'CHANGE', 'REMOVE')),
    new_groups        text[]      not null default '{}',
    note              text,
    answered_by       text,
    answered_at       timestamptz,
    done              text,
    primary key (review_id, user_id)
);
