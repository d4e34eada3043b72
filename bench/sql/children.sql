-- Children with their records, made up and looking it: demographics, moves, enrollments, courses, assessments, what was changed, who
-- looked at them, and what was sent to MSIX. For a database of profile demo that holds nothing of value.
--
--   psql -v first=1 -v last=100000 -f children.sql
--
-- Child 1 is NYB0000001, and so on; the certificate of its latest move is NY-B-1, which cases.sql writes with its case. Runs may follow each other:
-- first is then the last of before, plus one.
\set ON_ERROR_STOP on
begin;
-- neither foreign keys nor triggers: what they would do is done below, for all rows at once
set local session_replication_role = replica;
select setseed(0.4) \gset ignored_

create temp table made on commit drop as
select k, 'NYB' || lpad(k::text, 7, '0') as id,
    (array['brockport', 'cortland', 'fredonia', 'genesee', 'metro', 'midhudson', 'northeast', 'oswego', 'metro', 'metro'])
        [1 + (k * 7919::bigint) % 10] as region,
    initcap((array['sam', 'tes', 'dum', 'mo', 'pru', 'fin', 'in', 'su', 'ma', 'ej', 'lo', 'ip'])[1 + k % 12]
        || (array['pla', 'ti', 'mi', 'de', 'be', 'gi', 'ven', 'pu'])[1 + (k / 12) % 8]
        || (array['na', 'no', 'la', 'ta', 'rina', 'sta'])[1 + (k / 96) % 6]) as first_name,
    initcap((array['ejem', 'mues', 'maque', 'mode', 'prue', 'fic', 'supo', 'imagi', 'inven', 'dumi', 'lorem', 'ipsu'])[1 + (k * 31) % 12]
        || (array['plo', 'tra', 'ta', 'lo', 'ba', 'cio', 'sto', 'nario', 'tado', 'do'])[1 + (k * 17 / 12) % 10]
        || (array['', 'n', 'z', 'x', 'ra', 'vi', 'ko', 'sa', 'mu', 'qui', 'be', 'fo'])[1 + (k * 13 / 120) % 12]) as last_name,
    current_date - (1100 + (random() * 6200)::integer) as born,
    current_date - (random() * 1095)::integer as arrived,
    lpad((100000000000 + k * 7)::text, 12, '0') as msix_id,
    random() as chance
from generate_series(:first, :last) k;

insert into child (state_student_id, msix_id, region, approved, entry_no, first_key, last_key, birth_date, revision)
select id, case when chance < 0.97 then msix_id end, region, true, nextval('child_entry'), lower(first_name), lower(last_name), born, 1
from made;

insert into record_item (student_id, source_state, kind, record_id, natural_key, elements, changed_at)
select id, 'NY', 'DEMOGRAPHICS', 1, '-', jsonb_strip_nulls(jsonb_build_object(
    'sex', case when k % 2 = 0 then 'Female' else 'Male' end, 'birthDate', born, 'firstName', first_name,
    'lastName1', last_name, 'lastName2', case when chance < 0.8 then 'Prueba' end, 'multipleBirthFlag', k % 50 = 0,
    'maleParentFirstName', 'Testino', 'maleParentLastName', last_name, 'femaleParentFirstName', 'Sampla',
    'femaleParentLastName', case when chance < 0.9 then 'Muestra' end, 'parent1Email', 'sampla.ejemplo@example.org',
    'birthDateVerification', case when chance < 0.95 then '1004' end)), arrived::timestamptz + interval '3 days'
from made
union all
select id, case when move > 1 and k % 4 = 0 then 'FL' else 'NY' end, 'QUALIFYING_MOVE', move,
    'NY-B-' || k || case when move > 1 then '-' || move else '' end, jsonb_build_object(
    'qmToCity', 'Example City', 'qmToState', 'NY', 'qmFromCity', 'Immokalee', 'qmFromState', 'FL',
    'qualifyingArrivalDate', arrived - (move - 1) * 365,
    'eligibilityExpirationDate', (arrived - (move - 1) * 365 + interval '3 years')::date),
    arrived::timestamptz + interval '3 days'
from made, generate_series(1, 2) move where move <= 1 + k % 2
union all
select id, case when year > 1 and k % 5 = 0 then 'FL' else 'NY' end, 'ENROLLMENT', year,
    to_char(current_date - year * 365 + 280, 'YYYY') || '-09-09|01|Example School ' || k % 300, jsonb_strip_nulls(jsonb_build_object(
    'pfsFlag', k % 3 = 0, 'telephone', '3155550101',
    'gradeLevel', lpad(greatest(1, least(12, (current_date - born) / 365 - 5 - year + 1))::text, 2, '0'),
    'facilityZip', '13126', 'facilityCity', 'Example City', 'facilityName', 'Example School ' || k % 300,
    'iepIndicator', k % 11 = 0, 'lepIndicator', k % 2 = 0, 'facilityState', 'NY',
    'residencyDate', arrived, 'enrollmentDate', to_char(current_date - year * 365 + 280, 'YYYY') || '-09-09',
    'enrollmentType', '01', 'schoolDistrict', 'Example City School District',
    'facilityAddress1', '2 Example Street', 'schoolDistrictId', left(upper(region), 5) || k % 20,
    'districtOfResidence', left(upper(region), 5) || k % 20, 'algebra1Indicator', case when chance < 0.7 then false end,
    'medAlertIndicator', 'None', 'schoolOrProjectName', 'Example School ' || k % 300, 'immunizationRecordFlag', chance < 0.9,
    'withdrawalDate', case when year > 1 then to_char(current_date - (year - 1) * 365 + 280, 'YYYY') || '-06-24' end,
    'schoolIdentificationCode', '36' || lpad((k % 300)::text, 10, '0'), 'residencyVerificationDate', arrived + 2)),
    arrived::timestamptz + interval '4 days'
from made, generate_series(1, 3) year where k % 200 <> 0
union all
select id, 'NY', 'COURSE', course,
    (array['Algebra I', 'English 9', 'Biology', 'World History'])[course] || '|2026|2027|01|0827', jsonb_build_object(
    'termType', '0827', 'clockHours', 12, 'courseType', '01', 'courseTitle', (array['Algebra I', 'English 9', 'Biology', 'World History'])[course],
    'gradeToDate', (60 + k % 40)::text, 'courseSection', '01', 'endAcademicYear', 2027, 'subjectAreaName', 'Mathematics',
    'beginAcademicYear', 2026), arrived::timestamptz + interval '9 days'
from made, generate_series(1, 4) course where (current_date - born) / 365 >= 14
union all
select id, 'NY', 'ASSESSMENT', number, 'Grade 8 Mathematics|Mathematics|202' || 3 + number || '-05|01', jsonb_build_object(
    'scoreResults', (1 + k % 5)::text, 'assessmentType', '01', 'interpretation', 'Proficient', 'assessmentTitle', 'Grade 8 Mathematics',
    'reportingMethod', '0503', 'assessmentContent', 'Mathematics', 'administrationDate', '202' || 3 + number || '-05'),
    arrived::timestamptz + interval '20 days'
from made, generate_series(1, 2) number where (current_date - born) / 365 >= 9;

insert into element_change (at, actor, source, origin, student_id, kind, record_id, element, old_value, new_value)
select arrived::timestamptz + number * interval '5 days', 'ds-' || region, 'NY', 'api', id, 'ENROLLMENT', 1,
    (array['gradeLevel', 'pfsFlag', 'lepIndicator', 'iepIndicator', 'facilityName', 'enrollmentDate', 'telephone', 'residencyDate'])[number],
    null, 'x'
from made, generate_series(1, 8) number;

insert into disclosure
    (at, happened_on, actor, role, kind, student_id, part, purpose, interest, recipient_called)
select arrived::timestamptz + number * interval '30 days', arrived + number * 30, 'ds-' || region, 'data-specialist',
    case when number = 3 then 'PRINTED' else 'VIEWED' end, id, 'consolidated record',
    (array['ENROLLMENT', 'PLACEMENT', 'PARTICIPATION'])[number], 'looks after the child', false
from made, generate_series(1, 3) number where arrived + number * 30 <= current_date;

insert into arrival (student_id, certificate, region, arrived_on, due_on, used_at, used_by)
select id, 'NY-B-' || k, region, arrived, arrived + 7, case when chance < 0.97 then arrived::timestamptz + interval '5 days' end,
    case when chance < 0.97 then 'ds-' || region end
from made;
update arrival set reminded_at = due_on, escalated_at = due_on where used_at is null and student_id like 'NYB%';

insert into guide (number, kind, student_id, region, opened_at, opened_by, note, closed_at, closed_by)
select 'G-B-' || k, (array['ENROLLMENT', 'PLACEMENT', 'CREDIT_ACCRUAL'])[1 + k % 3], id, region, arrived::timestamptz + interval '2 days',
    'ds-' || region, case when chance < 0.97 then 'Placed by the record.' end,
    case when chance < 0.97 then arrived::timestamptz + interval '5 days' end, case when chance < 0.97 then 'ds-' || region end
from made where k % 5 = 0;
commit;
