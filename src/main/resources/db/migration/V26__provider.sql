-- Issuer and subject of the person of an OpenID Connect provider who signs in as the user.
alter table account add column provider_subject text unique;
