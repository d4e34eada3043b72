-- Tasks that were opened before tenants told who sees them: the group a task was offered to first. Grants per task go.
-- Where there is no engine, as in tests of single tables, there are no tasks.
do $$
begin
    if to_regclass('act_ru_task') is null then
        return;
    end if;

    update act_ru_task task
    set tenant_id_ = offered.first, name_ = name_ || ' · ' || case_file.business_key, rev_ = rev_ + 1
    from (
        select distinct on (task_id_) task_id_, group_id_ as first
        from act_ru_identitylink
        where task_id_ is not null and type_ = 'candidate' and group_id_ is not null
        order by task_id_, (group_id_ ~ '^(recruiter|data-specialist)\.') desc, group_id_
    ) offered, case_file
    where offered.task_id_ = task.id_ and case_file.process_instance_id = task.proc_inst_id_ and task.tenant_id_ is null;

    delete from act_ru_authorization where resource_type_ = 7;

    create index task_tenant on act_ru_task (tenant_id_, priority_ desc, due_date_);
end
$$;
