-- What is counted over all children stands beside the elements it is taken from, so that an index alone answers. Generated: it cannot
-- differ from them.
alter table record_item
    add column eligible_until text
        generated always as (case when kind = 'QUALIFYING_MOVE' then elements ->> 'eligibilityExpirationDate' end) stored,
    add column enrolled_on text
        generated always as (case when kind = 'ENROLLMENT' then coalesce(elements ->> 'enrollmentDate', '') end) stored,
    add column grade text generated always as (case when kind = 'ENROLLMENT' then elements ->> 'gradeLevel' end) stored,
    add column priority text generated always as (case when kind = 'ENROLLMENT' then elements ->> 'pfsFlag' end) stored,
    add column district text generated always as (case when kind = 'ENROLLMENT' then elements ->> 'schoolDistrictId' end) stored;

create index record_item_eligible on record_item (student_id, eligible_until) where kind = 'QUALIFYING_MOVE';
drop index record_item_moves;

create index record_item_enrolled on record_item (student_id, source_state, enrolled_on desc, record_id desc)
    include (grade, priority, district) where kind = 'ENROLLMENT';
drop index record_item_enrollments;

create index record_item_in_district on record_item (district, student_id) where kind = 'ENROLLMENT';
drop index record_item_district;

-- the certificates that have to be signed again, oldest first
create index certificate_approved on certificate (approved_on, number) where status = 'APPROVED';

-- the clocks of a period, counted by duty and region
create index clock_period on clock (due_on) include (deadline, region, state, process_key, due_at, started_at, met_at);
drop index clock_due_on;

-- late clocks, latest due date first, and how many of a region
create index clock_missed on clock (due_at, id) include (region, process_key, deadline) where state in ('RUNNING', 'MISSED');
drop index clock_late;

-- what ended, by due date
create index clock_ended_due on clock (due_at, id) where state in ('MET', 'MISSED');

-- which cases of the work list are in contact
create index case_journal_contacted on case_journal (process_key, business_key)
    where what in ('completed contact', 'completed contactRegion');

-- the cases of a submission that was answered, and the submissions of a case
create index submission_case_of on submission_case (submission_id);
drop index submission_case_submission;
create index submission_case_key on submission_case (business_key);

-- open cases by region, and those of tasks: they lie scattered among the closed ones, so the index holds all that lists show
create index case_file_open_region on case_file (region, process_instance_id)
    include (process_key, business_key, opened_at) where closed_at is null;

-- the submissions of a period by region and state, and the latest of each region
create index submission_period on submission (queued_at) include (region, state);
drop index submission_queued;
create index submission_last_queued on submission (region, queued_at);
create index submission_last_sent on submission (region, sent_at);
create index submission_last_accepted on submission (region, answered_at) where state = 'ACCEPTED';

-- what other States sent lately
create index record_item_newly on record_item (changed_at) include (student_id, source_state);
drop index record_item_changed;

-- whose a certificate is, for as many as moved at a season
create unique index certificate_whose on certificate (number) include (region);

-- words of the names of children, each found by how it begins
alter table child
    add column name_words tsvector generated always as (array_to_tsvector(array_remove(
        string_to_array(coalesce(first_key, '') || ' ' || coalesce(last_key, ''), ' '), ''))) stored;
create index child_name_words on child using gin (name_words);
