-- What each run of the self-check found. A night has one run, whichever node is first.
create table selfcheck_run (
    id         bigint generated always as identity primary key,
    night      date unique,
    started_at timestamptz not null,
    started_by text        not null,
    ended_at   timestamptz
);

create index selfcheck_run_started on selfcheck_run (started_at);

create table selfcheck_finding (
    run_id  bigint  not null references selfcheck_run (id),
    -- key of the check
    name    text    not null,
    -- null where the check itself failed
    found   bigint,
    -- kind of the failure
    failure text,
    millis  integer not null,
    primary key (run_id, name),
    check ((found is null) = (failure is not null))
);

create index mail_nobody on mail (queued_at) where state = 'NOBODY';
