-- What another State or the Department asked, and what it was answered. Persons stand here and not in the engine.
create table inquiry (
    id                 text        primary key,
    from_state         text        not null,
    kind               text        not null,
    student_id         text,
    received_on        date        not null,
    question           text        not null,
    contact_name       text,
    contact_email      text,
    requester_name     text,
    requester_email    text,
    requester_address  text,
    finding            text,
    finding_by         text,
    response           text,
    responded_by       text,
    responded_at       timestamptz,
    corrected          boolean,
    -- why the response was not mailed, or null
    not_mailed         text,
    parent_notified_on date,
    parent_notified_by text
);

create index inquiry_student on inquiry (student_id);
