-- Gives a schedule the next tick that newer time zone data says. Safe: the compare-and-set on next_tick and revision lets it
-- through only while nobody has edited the schedule or decided its tick since it was read, and the version only rises; the
-- epoch row is held in share. A schedule that somebody holds is left for the next look, as in fire.sql.
WITH f AS MATERIALIZED (
    SELECT FROM orrery.leadership WHERE epoch = :epoch AND lease_until > orrery.clock() FOR KEY SHARE
),
l AS MATERIALIZED (
    SELECT x.tid
    FROM f
    CROSS JOIN LATERAL (
        SELECT s.ctid AS tid
        FROM orrery.schedule s
        WHERE s.name = :name AND s.revision = :revision AND s.next_tick = :expected::timestamptz AND NOT s.paused
          AND s.zone_data COLLATE "C" < :zone_data
        FOR NO KEY UPDATE OF s SKIP LOCKED
    ) x
),
u AS (
    UPDATE orrery.schedule s
    SET next_tick = :next::timestamptz, zone_data = :zone_data
    FROM l
    WHERE s.ctid = l.tid
    RETURNING s.name AS id
)
SELECT f.leads, u.* FROM (SELECT count(*) > 0 AS leads FROM f) f LEFT JOIN u ON true
