alter table region add column office text not null default '';

-- Whether the State works by regions at all (REG-1); one row.
create table region_structure (
    only_row boolean primary key default true check (only_row),
    enabled  boolean not null
);

insert into region_structure (enabled) values (true);

-- Append-only but for the state of a change: who changed what, when, why, and how far the work that follows has come.
create table region_change (
    id           bigint generated always as identity primary key,
    kind         text        not null,
    -- the region it is about; for a district, the one it leaves
    region       text,
    district     text,
    -- where a district, or what a disabled region had, goes; null is the State
    to_region    text,
    effective_on date        not null,
    reason       text        not null,
    changed_by   text        not null,
    changed_at   timestamptz not null,
    -- PLANNED, MOVING, DONE or WITHDRAWN
    state        text        not null,
    children     integer     not null default 0,
    done_at      timestamptz
);

create index region_change_open on region_change (id) where state in ('PLANNED', 'MOVING');

-- What a change did: one line for each case, and one for each of its tasks.
create table region_change_line (
    id            bigint generated always as identity primary key,
    change_id     bigint      not null references region_change,
    process_key   text        not null,
    business_key  text        not null,
    region_before text,
    region_after  text,
    -- null where the case had no task to offer to others
    task_id       text,
    element       text,
    groups_before text        not null,
    groups_after  text        not null,
    -- who had claimed it and has it no longer
    unassigned    text,
    moved_at      timestamptz not null
);

create index region_change_line_change on region_change_line (change_id, id);

create table district (
    id   text    primary key,
    -- stands for the district where PostgreSQL compares ranges only
    no   integer generated always as identity unique,
    name text    not null
);

-- Which region a district belonged, belongs and will belong to: from a day on, to a day exclusive. No two of a district
-- overlap, whoever writes (REG-6).
create table district_region (
    id          bigint generated always as identity primary key,
    district_no integer not null references district (no),
    region      text    not null references region (key),
    from_day    date    not null,
    to_day      date,
    change_id   bigint  not null references region_change,
    check (to_day is null or to_day > from_day),
    exclude using gist (int4range(district_no, district_no, '[]') with =, daterange(from_day, to_day) with &&)
);

create index district_region_region on district_region (region, from_day);

-- What a change of regions looks for.
create index case_file_subject on case_file (subject_key) where closed_at is null;
create index record_item_district on record_item ((elements ->> 'schoolDistrictId')) where kind = 'ENROLLMENT';
