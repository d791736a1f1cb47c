-- The cron schedules whose next tick was computed by older time zone data than :zone_data, by the code points of its version.
-- Only a look: rezone.sql decides. A schedule has few rows beside it, and this is asked for once a minute.
SELECT s.*
FROM orrery.schedule s
WHERE s.rule = 'CRON' AND s.next_tick IS NOT NULL AND NOT s.paused AND s.zone_data COLLATE "C" < :zone_data
ORDER BY s.next_tick
