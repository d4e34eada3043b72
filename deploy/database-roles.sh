#!/bin/sh
# Makes the database user the application works as. It owns nothing; the application's start as owner (Flyway) gives it its rights,
# and none to change or delete rows of the audit log. Runs by itself on a new volume; on one from before, run it once by hand:
#   docker compose exec database /docker-entrypoint-initdb.d/database-roles.sh
set -eu
psql -v ON_ERROR_STOP=1 -v password="$APPLICATION_PASSWORD" -U "$POSTGRES_USER" -d "$POSTGRES_DB" <<'SQL'
select 'create role casework_application login' where to_regrole('casework_application') is null \gexec
alter role casework_application password :'password';
SQL
