-- The ledger of the clocks and the journal of a case are only added to, whoever connects.
create trigger append_only before update or delete or truncate on clock_event
    for each statement execute function append_only();
create trigger append_only before update or delete or truncate on case_journal
    for each statement execute function append_only();
