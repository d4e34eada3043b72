-- the clocks of a period, for the report on timeliness and for evidence packs
create index clock_due_on on clock (due_on);

-- the cases that a region closed in a quarter
create index case_file_region_closed on case_file (region, closed_at) where closed_at is not null;

-- the children whom a period sent
create index submission_queued on submission (queued_at);
