create table region (
    key     text    not null primary key,
    name    text    not null,
    enabled boolean not null
);
