-- A measurement of all children, or of one region's; its figures stay so that quarters can be compared (DQ-3, DQ-5).
create table quality_run (
    id          bigint generated always as identity primary key,
    -- NIGHTLY, QUARTER or RECHECK
    kind        text        not null,
    -- null for all regions
    region      text,
    -- the quarter it closes, such as 2026Q3; of a QUARTER only
    quarter     text,
    day         date        not null,
    started_at  timestamptz not null,
    done        integer     not null default 0,
    total       integer     not null,
    finished_at timestamptz
);

-- whatever the number of nodes, a night and a quarter are measured once
create unique index quality_run_quarter on quality_run (quarter) where kind = 'QUARTER';
create unique index quality_run_night on quality_run (day) where kind = 'NIGHTLY';
create index quality_run_latest on quality_run (id) where finished_at is not null;

create table quality_measure (
    run_id   bigint  not null references quality_run on delete cascade,
    region   text    not null,
    element  text    not null,
    expected integer not null,
    there    integer not null,
    primary key (run_id, region, element)
);

create table quality_score (
    run_id   bigint  not null references quality_run on delete cascade,
    region   text    not null,
    children integer not null,
    -- children without a hit of an accuracy check
    clean    integer not null,
    on_time  integer not null,
    late     integer not null,
    primary key (run_id, region)
);

-- What the latest measurement of a region found, child by child, for its data specialists to work off (DQ-11).
create table quality_hit (
    id         bigint generated always as identity primary key,
    region     text not null,
    student_id text not null,
    element    text not null,
    rule       text not null
);

create index quality_hit_region on quality_hit (region, element, student_id);

-- How many children the State's own database counts (DQ-10).
create table quality_count (
    quarter  text        not null,
    region   text        not null,
    children integer     not null check (children >= 0),
    told_by  text        not null,
    told_at  timestamptz not null,
    primary key (quarter, region)
);

-- What a quarter found in a region and what became of it; the id is the number of the case.
create table quality_finding (
    id           text   primary key,
    quarter      text   not null,
    region       text   not null,
    run_id       bigint not null references quality_run,
    findings     text,
    reviewed_by  text,
    plan         text,
    planned_by   text,
    work         text,
    worked_by    text,
    recheck_id   bigint references quality_run,
    note         text,
    rechecked_by text,
    unique (quarter, region)
);

-- The yearly visit to a METS (DQ-6); the id is the number of the case.
create table monitoring_visit (
    id           text    primary key,
    year         integer not null,
    region       text    not null,
    visited_on   date,
    severity     text,
    findings     text,
    recorded_by  text,
    -- the figures of the day on which the findings were recorded
    run_id       bigint references quality_run,
    action       text,
    action_by    date,
    planned_by   text,
    verification text,
    verified_by  text,
    unique (year, region)
);
