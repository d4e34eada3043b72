-- Mails of the mailbox, as they came: none is read twice and none is lost (MOV-1).
create table alert_mail (
    id          bigint generated always as identity primary key,
    message_id  text        not null unique,
    received_at timestamptz not null,
    raw         bytea       not null,
    case_key    text
);

-- The log of all alerts (MOV-8); what people wrote stands here and not in the engine.
create table move_alert (
    id                  text        primary key,
    direction           text        not null,
    msix_id             text,
    student_id          text,
    other_state         text,
    town                text,
    town_unknown_reason text,
    noticed_at          timestamptz not null,
    region              text,
    note                text        not null,
    recipient_email     text,
    to_region           text,
    mail_id             bigint      references alert_mail,
    override_reason     text,
    direct_contact      text,
    contacted_by        text,
    contacted_at        timestamptz,
    sent_by             text,
    sent_at             timestamptz,
    found               boolean,
    coe_number          text,
    not_an_alert        text
);

create index move_alert_log on move_alert (noticed_at desc);
create index move_alert_region on move_alert (region, noticed_at desc);

create sequence move_alert_number;
