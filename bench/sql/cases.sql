-- Cases of three years over all regions, made up: in the register, with clocks, their ledger, journals, paths, mails, certificates and
-- submissions. Some of them are open and have the engine's rows of a demo case that waits at the same task, timers included. For a
-- database of profile demo, after its cases are in view; needs the first children of children.sql.
--
--   psql -v first=1 -v last=300000 -v open=5000 -v children=100000 -f cases.sql
--
-- Runs may follow each other. open is about how many of these cases are open.
\set ON_ERROR_STOP on
begin;
-- neither foreign keys nor triggers: what they would do is done below, for all rows at once
set local session_replication_role = replica;
set local work_mem = '256MB';
select setseed(0.7) \gset ignored_

-- what an open case of a process looks like in the engine
create temp table model on commit drop as
select distinct on (f.process_key) f.process_key, f.business_key, f.region, f.process_instance_id as instance
from case_file f join act_ru_task t on t.proc_inst_id_ = f.process_instance_id
where (f.process_key, t.task_def_key_) in (('coe', 'enterRecord'), ('term', 'enterUpdates'), ('residency', 'submitUpdates'))
    and f.business_key not like '%-B-%'
order by f.process_key, t.due_date_ desc;

create temp table made on commit drop as
select n, process_key, deadline, amount, is_open, region, student,
    case process_key when 'coe' then 'NY-B-' || n / 2 when 'term' then 'T-B-' || n || ':' || student when 'residency' then 'R-B-' || n
        when 'movealert' then 'A-B-' || n else 'G-B-' || n end as business_key,
    opened, opened + amount * interval '1 day' as due,
    case when not is_open then opened + case when is_late then amount + 1 + chance * 6 else chance * amount end * interval '1 day' end as closed,
    is_late, md5('B' || n) as instance
from (
    select n, chance, process_key, is_open, is_late,
        case process_key when 'coe' then 'COE_UPLOAD' when 'term' then 'TERM_UPLOAD' when 'residency' then 'RESIDENCY_UPLOAD'
            when 'movealert' then 'MOVE_CONTACT' else 'WORKLIST_RESOLVE' end as deadline,
        case process_key when 'term' then 30 when 'movealert' then 1 else 14 end as amount,
        'NYB' || lpad(number::text, 7, '0') as student,
        (array['brockport', 'cortland', 'fredonia', 'genesee', 'metro', 'midhudson', 'northeast', 'oswego', 'metro', 'metro'])
            [1 + (number * 7919::bigint) % 10] as region,
        case when is_open then now() - case when is_late then 18 + chance * 8 else chance * 12 end * interval '1 day'
            else now() - (30 + chance * 1065) * interval '1 day' end as opened
    from (
        select n, random() as chance, random() < 0.08 as is_late,
            case when n % 2 = 0 then 'coe' when n % 10 in (1, 3, 5) then 'term' when n % 10 = 7 then 'residency'
                when n % 20 = 9 then 'movealert' else 'merge' end as process_key,
            1 + (case when n % 2 = 0 then n / 2 - 1 else n end) % :children as number,
            n % 10 <> 9 and (n * 48271::bigint) % 65537 < 65537.0 * :open / 0.9 / (:last - :first + 1) as is_open
        from generate_series(:first, :last) n) counted) drawn;

insert into case_file (process_key, business_key, region, subject_key, opened_at, opened_by, closed_at, outcome, process_instance_id,
    process_version, missed)
select process_key, business_key, region, case when process_key in ('coe', 'merge', 'movealert') then null else student end, opened,
    'mis2000', closed, case when not is_open then case process_key when 'movealert' then 'logged' when 'merge' then 'validated' else 'uploaded' end end,
    instance, 1, is_late and not is_open
from made;

insert into case_journal (process_key, business_key, at, actor, what, detail)
select process_key, business_key, opened + (number - 1) * interval '6 hours', case number when 1 then 'mis2000' else 'ds-' || region end,
    (array['opened', 'completed enterRecord', 'closed'])[number], '' from made, generate_series(1, 3) number
where not is_open or number = 1;

create temp table told (clock_id bigint, n bigint) on commit drop;
insert into told select nextval(pg_get_serial_sequence('clock', 'id')), n from made;
create unique index on told (n);
analyze made; analyze told;

insert into clock (id, process_key, business_key, deadline, started_at, started_on, due_on, due_at, calendar, calendar_version, state, level,
    met_at, version, region)
overriding system value
select clock_id, process_key, business_key, deadline, opened, opened::date, due::date, date_trunc('day', due) + interval '1 day' - interval '1 second',
    'ny-office', '2026.1', case when is_open then 'RUNNING' when closed < date_trunc('day', due) + interval '1 day' - interval '1 second' then 'MET' else 'MISSED' end,
    is_late::integer, closed, 1, region
from made join told using (n);

insert into clock_event (clock_id, at, actor, event, reason, due_on, rule, calendar, calendar_version)
select clock_id, case number when 1 then opened else closed end, 'mis2000', case when number = 1 then 'STARTED'
    when closed < date_trunc('day', due) + interval '1 day' - interval '1 second' then 'MET' else 'MISSED' end,
    'COE Approval Date', due::date, '10 WORKING_DAYS', 'ny-office', '2026.1'
from made join told using (n), generate_series(1, 2) number where number = 1 or not is_open;

insert into clock_milestone (clock_id, kind, level, repetition, reached_at)
select clock_id, 'ESCALATION', 1, 0, due + interval '1 minute' from made join told using (n) where is_late;

insert into miss (clock_id, text, given_by, given_at)
select clock_id, 'The school answered late.', 'ds-' || region, closed from made join told using (n) where is_late and not is_open and n % 3 <> 0;

-- as the triggers of the ledger count, and ClockTally adds up
insert into clock_tally as t (day, region, process_key, deadline, met, missed, fresh)
select case when day < date_trunc('month', now()) - interval '1 month' then date_trunc('month', day)::date else day end, region,
    process_key, deadline, count(*) filter (where state = 'MET'), count(*) filter (where state = 'MISSED'), false
from (
    select c.*, (c.met_at at time zone 'America/New_York')::date as day
    from told join clock c on c.id = clock_id where c.state in ('MET', 'MISSED')
) ended
group by 1, 2, 3, 4
on conflict (day, region, process_key, deadline) where not fresh
do update set met = t.met + excluded.met, missed = t.missed + excluded.missed;
insert into clock_load as l (region, process_key, deadline, due_at, level, running, fresh)
select c.region, c.process_key, c.deadline, c.due_at, c.level, count(*), false
from told join clock c on c.id = clock_id where c.state = 'RUNNING' group by 1, 2, 3, 4, 5
on conflict (region, process_key, deadline, due_at, level) where not fresh do update set running = l.running + excluded.running;

insert into case_step (process_key, business_key, version, element, kind, name, visit, flow, entered_at, left_at, left_by)
select process_key, business_key, 1, (array['received', 'startClock', 'coeUpload', 'enterRecord', 'submit', 'accepted'])[number],
    (array['startEvent', 'serviceTask', 'subProcess', 'userTask', 'serviceTask', 'terminateEndEvent'])[number],
    (array['Certificate received', 'Start the clock', 'COE upload', 'Enter record', 'Submit', 'Accepted'])[number], 'B' || n || '-' || number,
    null, opened + number * interval '1 hour', case when not is_open or number < 3 then opened + number * interval '2 hours' end,
    case when number = 4 and not is_open then 'ds-' || region end
from made, generate_series(1, 6) number where not is_open or number <= 4;

insert into mail (dedup_key, recipient_id, recipient_address, kind, process_key, business_key, deadline, role, level, repetition, due_on,
    statutory, state, queued_at, next_attempt_at, attempts, sent_at)
select 'B-' || n, 'ds-' || region, 'ds-' || region || '@example.org', 'REMINDER', process_key, business_key, deadline, 'data-specialist',
    1, 0, due::date, true, 'SENT', due - interval '1 day', due - interval '1 day', 1, due - interval '1 day'
from made where n % 2 = 0 or is_late;

insert into certificate (number, region, status, version, content, reviewer, approved_on, searched_by, created_at, created_by, changed_at,
    changed_by, revision)
select business_key, region, 'APPROVED', 1, jsonb_build_object('number', business_key, 'region', region, 'children', jsonb_build_array(
    jsonb_build_object('stateStudentId', student, 'firstName', 'Sampla', 'lastName1', 'Ejemplo', 'sex', 'Female', 'birthDate', '2014-05-05',
        'birthDateVerification', '1004', 'residencyDate', opened::date)),
    'move', jsonb_build_object('to', jsonb_build_object('city', 'Example City', 'state', 'NY', 'district', 'Example City'),
        'from', jsonb_build_object('city', 'Immokalee', 'state', 'FL', 'country', 'US'), 'qualifyingArrivalDate', opened::date),
    'work', jsonb_build_object('sector', 'AGRICULTURE', 'duration', 'SEASONAL', 'description', 'picking apples'),
    'family', jsonb_build_object('homeLanguage', 'es', 'telephone', '3155550100')),
    'idr', opened::date, 'ds-' || region, opened, 'recruiter-' || region, opened, 'recruiter-' || region, 1
from made where process_key = 'coe';

insert into certificate_child (number, sent_id, student_id, decision, decided_by, decided_at)
select business_key, student, student, 'NEW', 'ds-' || region, opened from made where process_key = 'coe' and not is_open;

insert into move_alert (id, direction, msix_id, student_id, other_state, town, noticed_at, region, note, contacted_by, contacted_at, found)
select business_key, 'INCOMING', lpad((100000000000 + n * 7)::text, 12, '0'), student, 'FL', 'Example City', opened, region,
    'The family is expected.', 'sda', opened, true
from made where process_key = 'movealert';

insert into merge_item (id, kind, msix_ids, master, received_at, decision, decided_by, decided_at)
select business_key, 'NEAR_MATCH', array['100000000007', '100000000014'], '100000000007', opened, 'VALIDATE', 'sda', closed
from made where process_key = 'merge';

-- a file a day
insert into upload_run (run_id, state, window_begin, window_end, students, records, refused, built_at, sent_at)
select 'U-B-' || closed::date, 'SENT', closed::date::timestamptz - interval '1 day', closed::date, count(*), count(*) * 5, 0,
    closed::date, closed::date::timestamptz + interval '1 minute'
from made where process_key in ('coe', 'term', 'residency') and closed is not null group by closed::date on conflict do nothing;
insert into upload_file (name, run_id, number, students, records, sha256, sent_at)
select 'NY-' || run_id || '-001.xml', run_id, 1, students, records, md5(run_id), sent_at from upload_run where run_id like 'U-B-%' on conflict do nothing;

create temp table owed on commit drop as
select nextval(pg_get_serial_sequence('submission', 'id')) as id, m.* from made m where process_key in ('coe', 'term', 'residency') and not is_open;
insert into submission (id, state_student_id, region, action, state, queued_at, queued_by, run_id, file_name, position, sent_at, answered_at, msix_id)
overriding system value
select id, student, region, 'U', 'ACCEPTED', closed - interval '8 hours', 'ds-' || region, 'U-B-' || closed::date,
    'NY-U-B-' || closed::date || '-001.xml', n, closed - interval '2 hours', closed, lpad((100000000000 + n * 7)::text, 12, '0')
from owed;
insert into submission_case (submission_id, process, business_key, waiting) select id, process_key, business_key, false from owed;

-- open cases in the engine
create temp table under_way on commit drop as
select m.n, m.process_key, m.business_key, m.region, m.due, m.is_late, o.business_key as model_key, o.region as model_region, o.instance as model
from made m join model o using (process_key) where m.is_open;

create function pg_temp.own(id text, n bigint, model text) returns text language sql immutable as $$
    select case when id is null then null when id = model then md5('B' || n)
        when position(':' in id) > 0 then split_part(id, ':', 1) || ':' || md5(split_part(id, ':', 2) || n) else md5(id || n) end
$$;

insert into act_ru_execution (id_, rev_, root_proc_inst_id_, proc_inst_id_, business_key_, parent_id_, proc_def_id_, act_id_, act_inst_id_,
    is_active_, is_concurrent_, is_scope_, is_event_scope_, suspension_state_, cached_ent_state_, sequence_counter_, tenant_id_, proc_def_key_)
select pg_temp.own(e.id_, n, model), e.rev_, pg_temp.own(e.root_proc_inst_id_, n, model), pg_temp.own(e.proc_inst_id_, n, model),
    case when e.business_key_ is not null then u.business_key end, pg_temp.own(e.parent_id_, n, model), e.proc_def_id_, e.act_id_,
    pg_temp.own(e.act_inst_id_, n, model), e.is_active_, e.is_concurrent_, e.is_scope_, e.is_event_scope_, e.suspension_state_,
    e.cached_ent_state_, e.sequence_counter_, e.tenant_id_, e.proc_def_key_
from under_way u join act_ru_execution e on e.proc_inst_id_ = u.model;

insert into act_ru_task (id_, rev_, execution_id_, proc_inst_id_, proc_def_id_, name_, description_, task_def_key_, assignee_, priority_,
    create_time_, due_date_, suspension_state_, tenant_id_, task_state_)
select pg_temp.own(t.id_, n, model), t.rev_, pg_temp.own(t.execution_id_, n, model), pg_temp.own(t.proc_inst_id_, n, model), t.proc_def_id_,
    replace(t.name_, model_key, u.business_key), t.description_, t.task_def_key_, null, case when is_late then 70 else 50 end,
    t.create_time_, u.due, 1, replace(t.tenant_id_, model_region, u.region), t.task_state_
from under_way u join act_ru_task t on t.proc_inst_id_ = u.model;

insert into act_ru_identitylink (id_, rev_, group_id_, type_, task_id_)
select pg_temp.own(l.id_, n, model), 1, replace(l.group_id_, model_region, u.region), l.type_, pg_temp.own(l.task_id_, n, model)
from under_way u join act_ru_task t on t.proc_inst_id_ = u.model join act_ru_identitylink l on l.task_id_ = t.id_
where l.group_id_ is not null;

insert into act_ru_variable (id_, rev_, type_, name_, execution_id_, proc_inst_id_, proc_def_id_, task_id_, double_, long_, text_, var_scope_,
    sequence_counter_, is_concurrent_local_)
select pg_temp.own(v.id_, n, model), v.rev_, v.type_, v.name_, pg_temp.own(v.execution_id_, n, model), pg_temp.own(v.proc_inst_id_, n, model),
    v.proc_def_id_, pg_temp.own(v.task_id_, n, model), v.double_, v.long_,
    replace(replace(v.text_, model_key, u.business_key), model_region, u.region), pg_temp.own(v.var_scope_, n, model), v.sequence_counter_,
    v.is_concurrent_local_
from under_way u join act_ru_variable v on v.proc_inst_id_ = u.model;

-- not due while something is measured
insert into act_ru_job (id_, rev_, type_, exclusive_, execution_id_, root_proc_inst_id_, process_instance_id_, process_def_id_,
    process_def_key_, retries_, duedate_, handler_type_, handler_cfg_, deployment_id_, suspension_state_, job_def_id_, priority_,
    sequence_counter_, create_time_)
select pg_temp.own(j.id_, n, model), 1, j.type_, j.exclusive_, pg_temp.own(j.execution_id_, n, model),
    pg_temp.own(j.root_proc_inst_id_, n, model), pg_temp.own(j.process_instance_id_, n, model), j.process_def_id_, j.process_def_key_, 3,
    greatest(u.due, now() + interval '2 days')::timestamp, j.handler_type_, j.handler_cfg_, j.deployment_id_, 1, j.job_def_id_, j.priority_, 1, j.create_time_
from under_way u join act_ru_job j on j.process_instance_id_ = u.model;

insert into act_hi_procinst (id_, proc_inst_id_, business_key_, proc_def_key_, proc_def_id_, start_time_, start_user_id_, start_act_id_,
    root_proc_inst_id_, state_)
select pg_temp.own(h.id_, n, model), pg_temp.own(h.proc_inst_id_, n, model), u.business_key, h.proc_def_key_, h.proc_def_id_, h.start_time_,
    h.start_user_id_, h.start_act_id_, pg_temp.own(h.root_proc_inst_id_, n, model), h.state_
from under_way u join act_hi_procinst h on h.proc_inst_id_ = u.model;
commit;
