-- What a recruiter typed of a certificate and has not sent yet, as he typed it. "base_version" is the version of the stored
-- certificate that it corrects, 0 where none is stored. A draft is a working paper: it goes when the certificate is sent.
create table certificate_draft (
    number       text        primary key,
    region       text        not null,
    fields       jsonb       not null,
    base_version integer     not null,
    revision     integer     not null,
    created_at   timestamptz not null,
    created_by   text        not null,
    changed_at   timestamptz not null,
    changed_by   text        not null
);

create index certificate_draft_region on certificate_draft (region, changed_at desc);

create index certificate_region on certificate (region, changed_at desc);
create index certificate_changed on certificate (changed_at desc);
create index certificate_created_by on certificate (created_by);
create index certificate_changed_by on certificate (changed_by);

-- Numbers of certificates and children that have none yet.
create sequence certificate_number;
create sequence child_number;

-- Append-only: who recorded which signature of a certificate, and when (COE-13).
create table certificate_signature (
    id           bigint generated always as identity primary key,
    number       text        not null,
    version      integer     not null,
    role         text        not null,
    name         text        not null,
    relationship text,
    signed_on    date        not null,
    electronic   boolean     not null,
    recorded_at  timestamptz not null,
    recorded_by  text        not null
);

create index certificate_signature_number on certificate_signature (number);

create trigger append_only before update or delete or truncate on certificate_signature
    for each statement execute function append_only();
