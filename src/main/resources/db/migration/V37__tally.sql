-- what ended lately, which is all that the board asks of the tally by day
create index clock_tally_day on clock_tally (day);
drop index clock_tally_fresh;
