-- What closed cases have left in the database, by kind of case: rows and bytes per case, without and with indexes.
-- psql -f docs/growth.sql; reads only. What stands on it: docs/growth.md.
with closed as (
    select process_key, count(*) as cases from case_file where closed_at is not null group by process_key
), columns as (
    select table_name, array_agg(column_name::text) as names from information_schema.columns
    where table_schema = 'public' group by table_name
), joins as (
    select table_name, 'engine' as part, 't.root_proc_inst_id_ = f.process_instance_id' as condition
    from columns where names @> '{root_proc_inst_id_}' and (table_name like 'act\_hi%' or table_name = 'act_ge_bytearray')
    union all
    select table_name, 'ours', 't.process_key = f.process_key and t.business_key = f.business_key'
    from columns where names @> '{process_key,business_key}'
    union all
    select table_name, 'ours', 't.process = f.process_key and t.business_key = f.business_key'
    from columns where names @> '{process,business_key}'
    union all
    select table_name, 'ours',
        't.clock_id in (select id from clock c where c.process_key = f.process_key and c.business_key = f.business_key)'
    from columns where names @> '{clock_id}'
), counted as (
    select j.part, j.table_name, query_to_xml(format(
        'select f.process_key as p, count(*) as n, sum(pg_column_size(t.*) + 4) as b from case_file f join %I t on %s
         where f.closed_at is not null group by 1', j.table_name, j.condition), false, false, '') as found
    from joins j
), rows as (
    select c.part, c.table_name, r.p as process_key, r.n, r.b
    from counted c, xmltable('/table/row' passing c.found columns p text path 'p', n bigint path 'n', b bigint path 'b') r
), indexes as (
    select relname, (pg_relation_size(oid) + pg_indexes_size(oid))::numeric / nullif(pg_relation_size(oid), 0) as factor
    from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace
)
select r.process_key, k.cases, r.part, round(sum(r.n)::numeric / k.cases, 1) as rows, round(sum(r.b) / k.cases) as bytes,
    round(sum(r.b * i.factor) / k.cases) as bytes_with_indexes
from rows r join closed k using (process_key) join indexes i on i.relname = r.table_name
group by r.process_key, k.cases, r.part order by r.process_key, r.part;
