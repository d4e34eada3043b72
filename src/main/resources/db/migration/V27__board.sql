-- The region that a clock counts for: that of its case while it runs, and the one in which it ended from then on. Null is the State.
alter table clock add column region text;

update clock set region = f.region from case_file f
where f.process_key = clock.process_key and f.business_key = clock.business_key;

create function clock_region() returns trigger language plpgsql as $$
begin
    select f.region into new.region from case_file f
    where f.process_key = new.process_key and f.business_key = new.business_key;
    return new;
end
$$;

create trigger clock_region before insert on clock for each row execute function clock_region();

create function clock_follows_case() returns trigger language plpgsql as $$
begin
    update clock set region = new.region
    where process_key = new.process_key and business_key = new.business_key and state = 'RUNNING';
    return null;
end
$$;

create trigger clock_follows_case after update of region on case_file
    for each row when (old.region is distinct from new.region) execute function clock_follows_case();

-- the lists behind the board
create index clock_open on clock (region, deadline, due_at) include (process_key, level) where state = 'RUNNING';
create index clock_ended on clock (met_at) where state in ('MET', 'MISSED');

-- How many clocks were met and missed on each day. Each that ends adds a fresh row, so that nobody waits for anybody; from time
-- to time the fresh ones are added up. The sum is always right, also for what is recorded late. Region '' is the State.
create table clock_tally (
    day         date    not null,
    region      text    not null,
    process_key text    not null,
    deadline    text    not null,
    met         integer not null,
    missed      integer not null,
    fresh       boolean not null
);

create unique index clock_tally_added_up on clock_tally (day, region, process_key, deadline) where not fresh;
create index clock_tally_fresh on clock_tally (day) where fresh;

create function clock_counted() returns trigger language plpgsql as $$
begin
    insert into clock_tally (day, region, process_key, deadline, met, missed, fresh)
    values ((new.met_at at time zone 'America/New_York')::date, coalesce(new.region, ''), new.process_key, new.deadline,
        (new.state = 'MET')::integer, (new.state = 'MISSED')::integer, true);
    return null;
end
$$;

create trigger clock_counted after update of state on clock
    for each row when (old.state = 'RUNNING' and new.state in ('MET', 'MISSED')) execute function clock_counted();
create trigger clock_counted_at_once after insert on clock
    for each row when (new.state in ('MET', 'MISSED')) execute function clock_counted();

insert into clock_tally (day, region, process_key, deadline, met, missed, fresh)
select (met_at at time zone 'America/New_York')::date, coalesce(region, ''), process_key, deadline,
    count(*) filter (where state = 'MET'), count(*) filter (where state = 'MISSED'), false
from clock where state in ('MET', 'MISSED') and met_at is not null
group by 1, 2, 3, 4;

-- How many clocks run, by the moment they are due; kept in the same way: what starts adds one, what ends, moves or climbs takes it away.
create table clock_load (
    region      text        not null,
    process_key text        not null,
    deadline    text        not null,
    due_at      timestamptz not null,
    level       integer     not null,
    running     integer     not null,
    fresh       boolean     not null
);

create unique index clock_load_added_up on clock_load (region, process_key, deadline, due_at, level) where not fresh;

create function clock_loaded() returns trigger language plpgsql as $$
begin
    if tg_op <> 'INSERT' and old.state = 'RUNNING' then
        insert into clock_load (region, process_key, deadline, due_at, level, running, fresh)
        values (coalesce(old.region, ''), old.process_key, old.deadline, old.due_at, old.level, -1, true);
    end if;
    if tg_op <> 'DELETE' and new.state = 'RUNNING' then
        insert into clock_load (region, process_key, deadline, due_at, level, running, fresh)
        values (coalesce(new.region, ''), new.process_key, new.deadline, new.due_at, new.level, 1, true);
    end if;
    return null;
end
$$;

create trigger clock_loaded after insert or delete on clock for each row execute function clock_loaded();
create trigger clock_load_changed after update on clock for each row
    when ((old.state, old.region, old.due_at, old.level) is distinct from (new.state, new.region, new.due_at, new.level))
    execute function clock_loaded();

insert into clock_load (region, process_key, deadline, due_at, level, running, fresh)
select coalesce(region, ''), process_key, deadline, due_at, level, count(*), false
from clock where state = 'RUNNING' group by 1, 2, 3, 4, 5;

-- The path of each case through its diagram, for as long as the case is in the register and whatever the engine forgets. Keys and
-- names of the diagram only.
create table case_step (
    id           bigint generated always as identity primary key,
    process_key  text        not null,
    business_key text        not null,
    -- of the diagram
    version      integer     not null,
    element      text        not null,
    kind         text        not null,
    name         text        not null,
    -- the engine's id of this one visit
    visit        text        not null,
    -- the flow that led here; null where a flow did not, or the engine did not say
    flow         text,
    entered_at   timestamptz not null,
    left_at      timestamptz,
    -- who completed a task
    left_by      text,
    -- left because something else ended it
    interrupted  boolean     not null default false,
    foreign key (process_key, business_key) references case_file (process_key, business_key)
);

create index case_step_case on case_step (process_key, business_key, id);
create index case_step_open on case_step (process_key, element) where left_at is null and kind = 'userTask';

-- cases that were under way before; where there is no engine, as in tests of single tables, there are none
do $$
begin
    if to_regclass('act_hi_actinst') is null then
        return;
    end if;

    insert into case_step
        (process_key, business_key, version, element, kind, name, visit, entered_at, left_at, left_by, interrupted)
    select f.process_key, f.business_key, d.version_, a.act_id_, a.act_type_, coalesce(a.act_name_, a.act_id_), a.id_,
        a.start_time_::timestamptz, a.end_time_::timestamptz,
        case when a.act_type_ = 'userTask' and a.end_time_ is not null then a.assignee_ end, a.act_inst_state_ = 2
    from act_hi_actinst a
        join case_file f on f.process_instance_id = a.proc_inst_id_
        join act_re_procdef d on d.id_ = a.proc_def_id_
    where a.act_type_ <> 'multiInstanceBody'
    order by a.start_time_, a.sequence_counter_;
end
$$;

-- searching the register
create index case_file_opened on case_file (opened_at desc, business_key);
create index case_file_region_opened on case_file (region, opened_at desc, business_key);
create index case_file_process_opened on case_file (process_key, opened_at desc, business_key);
create index case_file_key on case_file (business_key text_pattern_ops);
