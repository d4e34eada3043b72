-- The review of the data elements of a region that its data specialists sign each month (DQ-2); the id is the number of the case.
create table mde_review (
    id           text    primary key,
    region       text    not null,
    period_begin date    not null,
    period_end   date    not null,
    -- the figures on which the signature rests
    run_id       bigint  references quality_run,
    reviewed     text,
    still_open   text,
    signed_by    text,
    signed_at    timestamptz,
    unique (region, period_end)
);

create index mde_review_latest on mde_review (period_end desc, region);

-- A finding has been shared only once the State Data Administrator did so, with what can be done about it (DQ-4).
alter table quality_finding add column solutions text;
alter table quality_finding add column shared_by text;
update quality_finding set shared_by = reviewed_by where findings is not null;

-- A quarter has the one name that reports give it.
update quality_run set quarter = substr(quarter, 1, 4) || '-' || substr(quarter, 5) where quarter ~ '^\d{4}Q';
update quality_count set quarter = substr(quarter, 1, 4) || '-' || substr(quarter, 5) where quarter ~ '^\d{4}Q';
update quality_finding set quarter = substr(quarter, 1, 4) || '-' || substr(quarter, 5) where quarter ~ '^\d{4}Q';

-- What a check found stands once, whether a night or the save of a child found it (DQ-11).
delete from quality_hit h using quality_hit other
    where other.student_id = h.student_id and other.element = h.element and other.rule = h.rule and other.id < h.id;
create unique index quality_hit_once on quality_hit (student_id, element, rule);

-- Children of a region that MSIX has accepted and not withdrawn, at the measurement (DQ-10); null where it was not counted.
alter table quality_score add column accepted integer;

-- Whom the State's own database counts, where it tells more than the number (DQ-10).
create table quality_counted (
    quarter    text not null,
    region     text not null,
    student_id text not null,
    primary key (region, quarter, student_id)
);

-- Child by child, where the three counts differ: of the latest measurement or the latest list (DQ-10).
create table quality_difference (
    region     text not null,
    student_id text not null,
    kind       text not null,
    primary key (region, kind, student_id)
);

-- What a visit found, one by one, each with its severity and what is done about it (DQ-6).
create table monitoring_finding (
    id          bigint generated always as identity primary key,
    visit_id    text not null references monitoring_visit,
    area        text not null,
    severity    text not null,
    finding     text not null,
    recorded_by text not null,
    action      text,
    action_by   date,
    planned_by  text
);

create index monitoring_finding_visit on monitoring_finding (visit_id, id);

insert into monitoring_finding (visit_id, area, severity, finding, recorded_by, action, action_by, planned_by)
    select id, 'GENERAL', severity, findings, coalesce(recorded_by, 'system'), action, action_by, planned_by
    from monitoring_visit where findings is not null and severity <> 'NONE';
alter table monitoring_visit drop column severity, drop column findings, drop column action, drop column action_by,
    drop column planned_by;

-- The checklist as it stood when the visit was recorded.
alter table monitoring_visit add column checklist jsonb;

-- Why the Department may have what it is told (DQ-8).
alter table inquiry add column privacy_basis text;
