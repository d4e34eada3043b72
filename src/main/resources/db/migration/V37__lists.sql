-- Whether a clock of a case was missed stands with the case: late cases lie among many more that were not.
alter table case_file add column missed boolean not null default false;
update case_file f set missed = true where exists (
    select 1 from clock k where k.process_key = f.process_key and k.business_key = f.business_key and k.state = 'MISSED');

create function case_missed() returns trigger language plpgsql as $$
begin
    update case_file set missed = exists (
        select 1 from clock k
        where k.process_key = new.process_key and k.business_key = new.business_key and k.state = 'MISSED')
    where process_key = new.process_key and business_key = new.business_key;
    return null;
end
$$;

create trigger case_missed after update of state on clock
    for each row when ((old.state = 'MISSED') <> (new.state = 'MISSED')) execute function case_missed();
create trigger case_missed_at_once after insert on clock
    for each row when (new.state = 'MISSED') execute function case_missed();

create index case_file_missed on case_file (opened_at desc, business_key) include (process_key, opened_by) where missed;

create index clock_cancelled on clock (process_key, business_key) where state = 'CANCELLED';

-- who opened a case is asked of each that is listed
drop index case_file_open_region;
create index case_file_open_region on case_file (region, process_instance_id)
    include (process_key, business_key, opened_at, opened_by) where closed_at is null;
