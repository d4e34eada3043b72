-- Changes of residency: where a child moved, what told of it, and what was answered.
create table residency_change (
    id          text primary key,
    student_id  text not null,
    to_state    text,
    to_district text,
    to_region   text
);

create index residency_change_student on residency_change (student_id);

-- A departure form and a notice of MSIX of one move are one case.
create table residency_trigger (
    change_id      text        not null references residency_change (id),
    kind           text        not null,
    received_on    date        not null,
    form_reference text,
    noted_by       text        not null,
    noted_at       timestamptz not null,
    primary key (change_id, kind)
);

create table residency_answer (
    id              bigint generated always as identity primary key,
    change_id       text        not null references residency_change (id),
    outcome         text        not null,
    withdrawal_date date,
    without_grades  boolean     not null,
    answered_by     text        not null,
    answered_at     timestamptz not null
);

create index residency_answer_change on residency_answer (change_id);

-- Regions that read a case besides its own; written before the case is in the register.
create table case_region (
    process_key  text not null,
    business_key text not null,
    region       text not null,
    primary key (process_key, business_key, region)
);

create index case_region_region on case_region (region);
