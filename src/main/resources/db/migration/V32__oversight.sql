-- Documents: policies, procedures and strategies, in versions that are never changed (GOV-1, COL-3).
create table document (
    id    bigint generated always as identity primary key,
    title text    not null,
    kind  text    not null,
    -- the number of the version in force or to come; the rows of versions stay as they were written
    latest integer not null default 0,
    withdrawn_at timestamptz,
    withdrawn_by text
);

create unique index document_title on document (lower(title)) where withdrawn_at is null;

create table document_version (
    document_id    bigint      not null references document,
    number         integer     not null,
    body           text        not null,
    changes        text        not null,
    valid_from     date        not null,
    -- roles that acknowledge it, until which day; none where nobody has to
    roles          text[]      not null,
    acknowledge_by date,
    published_at   timestamptz not null,
    published_by   text        not null,
    primary key (document_id, number),
    check ((acknowledge_by is null) = (cardinality(roles) = 0))
);

create table document_acknowledgement (
    user_id     text        not null,
    document_id bigint      not null,
    number      integer     not null,
    at          timestamptz not null,
    primary key (user_id, document_id, number),
    foreign key (document_id, number) references document_version
);

create index document_acknowledgement_version on document_acknowledgement (document_id, number);

create trigger append_only before update or delete or truncate on document_version
    for each statement execute function append_only();
create trigger append_only before update or delete or truncate on document_acknowledgement
    for each statement execute function append_only();

-- The job-responsibility table of the policy (GOV-2): 18 duties, six support roles.
create table responsibility (
    key          text    primary key,
    position     integer not null,
    duty         text    not null,
    requirements text    not null,
    holders      text[]  not null check (cardinality(holders) > 0)
);

create table responsibility_change (
    id             bigint generated always as identity primary key,
    responsibility text        not null references responsibility,
    before_holders text[]      not null,
    after_holders  text[]      not null,
    reason         text        not null,
    at             timestamptz not null,
    actor          text        not null
);

create trigger append_only before update or delete or truncate on responsibility_change
    for each statement execute function append_only();

insert into responsibility (key, position, duty, requirements, holders) values
    ('training-coordination', 1, 'Coordinate MSIX training development and information', 'TRN-5', '{LEAD}'),
    ('accounts', 2, 'Create user accounts and reset passwords', 'ACC-11, X1', '{LEAD}'),
    ('ome-meetings', 3, 'Attend meetings hosted by OME', 'COL-5', '{LEAD}'),
    ('technology', 4, 'Work with the MSIX contractor on technology', 'UPL-11', '{TECHNICAL}'),
    ('policies', 5, 'Policies and procedures on records transfer', 'GOV-1', '{LEAD}'),
    ('idr-staff', 6, 'Work with ID&R staff, at the SEA and in the regions', 'COL-7', '{LEAD}'),
    ('work-list', 7, 'Manage and support work-list items', 'WRK-6', '{DATA_ADMIN}'),
    ('user-reports', 8, 'Create MSIX user reports', 'RPT-2', '{USER_ADMIN,DATA_ADMIN}'),
    ('collaboration', 9, 'Strategies for collaboration with other States and within the State', 'COL-3', '{LEAD}'),
    ('promotion', 10, 'Promote MSIX with end users, parents and students', 'COL-6', '{LEAD}'),
    ('implementation', 11, 'Work closely with the State Lead to implement MSIX', 'COL-7', '{USER_ADMIN,DATA_ADMIN,MEP_SPECIALIST}'),
    ('regional-training', 12, 'Coordinate the training of Regional Data Record staff', 'TRN-6', '{LEAD}'),
    ('updating-training', 13, 'Train Data Record staff on timely updating', 'TRN-7', '{LEAD}'),
    ('notification-training', 14, 'Train staff on e-mail notifications and the like', 'TRN-8, MOV-16', '{LEAD,USER_ADMIN,DATA_ADMIN}'),
    ('priorities', 15, 'Procedures to prioritize MSIX responsibilities', 'WRK-7', '{LEAD,USER_ADMIN}'),
    ('timely-upload', 16, 'Initiate identification and recruitment, upload in time', 'COE-15', '{IDR_COORDINATOR}'),
    ('reinterviews', 17, 'Re-signatures and re-interviews with MSIX data', 'COE-16', '{IDR_COORDINATOR}'),
    ('current-records', 18, 'Keep student information current, as a tool of recruitment and placement', 'REC-15', '{IDR_COORDINATOR}');

-- What is configured, and every change of it (GOV-3): one row for each value that came, changed or went.
create table configuration_change (
    id           bigint generated always as identity primary key,
    item         text        not null,
    name         text        not null,
    before_value text,
    after_value  text,
    version      text        not null,
    at           timestamptz not null
);

create index configuration_change_value on configuration_change (item, name, id);

create trigger append_only before update or delete or truncate on configuration_change
    for each statement execute function append_only();

-- Which version of its diagram a case follows (GOV-4); the register keeps it when the engine's history is gone.
alter table case_file add column process_version integer;

create index case_file_version on case_file (process_key, process_version) where closed_at is null;

-- Offices of other States (COL-2). Offices only: nobody's private address.
create table state_contact (
    state     text        primary key,
    office    text        not null,
    role      text        not null,
    email     text        not null,
    telephone text        not null,
    stored_at timestamptz not null,
    stored_by text        not null
);

create table conversation (
    id           bigint generated always as identity primary key,
    state        text        not null,
    subject      text        not null,
    region       text,
    process_key  text,
    business_key text,
    opened_at    timestamptz not null,
    opened_by    text        not null,
    latest_on    date        not null,
    closed_at    timestamptz,
    check ((process_key is null) = (business_key is null))
);

create index conversation_latest on conversation (latest_on desc, id desc);
create index conversation_case on conversation (process_key, business_key) where process_key is not null;

create table conversation_entry (
    id              bigint generated always as identity primary key,
    conversation_id bigint      not null references conversation,
    happened_on     date        not null,
    channel         text        not null,
    said            text        not null,
    at              timestamptz not null,
    actor           text        not null
);

create index conversation_entry_conversation on conversation_entry (conversation_id, id);

create trigger append_only before update or delete or truncate on conversation_entry
    for each statement execute function append_only();

-- Meetings, outreach and what schools ask for (COL-1, COL-4 to COL-7).
create table activity (
    id          bigint generated always as identity primary key,
    kind        text        not null,
    level       text        not null,
    region      text,
    happened_on date        not null,
    title       text        not null,
    about       text        not null,
    -- who of the programme was there, by user id; and how many others
    attended    text[]      not null,
    others      integer     not null,
    -- of a request of a school only
    due_on      date,
    answered_on date,
    answer      text,
    at          timestamptz not null,
    actor       text        not null,
    check ((answered_on is null) = (answer is null))
);

create index activity_day on activity (happened_on desc, id desc);
create index activity_due on activity (due_on) where due_on is not null and answered_on is null;

-- Technology issues with the contractor of MSIX (UPL-11).
create table vendor_issue (
    id          bigint generated always as identity primary key,
    title       text        not null,
    severity    text        not null,
    status      text        not null,
    opened_on   date        not null,
    opened_by   text        not null,
    reported_on date,
    reference   text,
    noted_on    date        not null,
    closed_on   date,
    resolution  text,
    check ((closed_on is null) = (resolution is null))
);

create index vendor_issue_open on vendor_issue (noted_on) where closed_on is null;

create table vendor_issue_note (
    id       bigint generated always as identity primary key,
    issue_id bigint      not null references vendor_issue,
    at       timestamptz not null,
    actor    text        not null,
    status   text        not null,
    text     text        not null
);

create index vendor_issue_note_issue on vendor_issue_note (issue_id, id);

create trigger append_only before update or delete or truncate on vendor_issue_note
    for each statement execute function append_only();

-- Whose an interview of the sample is, and when the corrective action was done (COE-16).
alter table reinterview add column owner text;
alter table reinterview add column corrected_on date;
