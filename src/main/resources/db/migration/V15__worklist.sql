-- Who stands in for whom. A period counts whole days of the State; it ends early when it is withdrawn.
create table absence (
    id            bigint generated always as identity primary key,
    user_id       text        not null,
    substitute_id text        not null,
    from_day      date        not null,
    to_day        date        not null check (to_day >= from_day),
    named_by      text        not null,
    named_at      timestamptz not null,
    ended_at      timestamptz,
    check (user_id <> substitute_id)
);

create index absence_user on absence (user_id, to_day) where ended_at is null;
create index absence_substitute on absence (substitute_id, to_day) where ended_at is null;

-- A task that was given to somebody: from whom, to whom, why. The journal of the case holds the keys only.
create table reassignment (
    id            bigint generated always as identity primary key,
    task_id       text        not null,
    process_key   text        not null,
    business_key  text        not null,
    element       text        not null,
    from_user     text,
    to_user       text        not null,
    group_added   text,
    region_left   text,
    reason        text        not null,
    reassigned_by text        not null,
    reassigned_at timestamptz not null,
    foreign key (process_key, business_key) references case_file (process_key, business_key)
);

create index reassignment_case on reassignment (process_key, business_key, id);

-- Why a clock was missed: a reason for a service target, an explanation for a duty of the law.
create table miss (
    clock_id bigint      primary key references clock (id),
    text     text        not null,
    given_by text        not null,
    given_at timestamptz not null
);

-- the register of misses asks for the clocks that are late, the board for the cases that were closed
create index clock_late on clock (due_at) where state in ('RUNNING', 'MISSED');
create index case_file_closed on case_file (closed_at) where closed_at is not null;

-- Groups that see a task together, under the tenant the task then has.
create table task_circle (
    tenant   text not null,
    group_id text not null,
    primary key (tenant, group_id)
);

create index task_circle_group on task_circle (group_id);
