-- Marks workers whose lease ended before a moment at which PostgreSQL is known to have answered, and not before that of this
-- statement: if all stood still in between, live workers could not beat. Safe: the mark and a beat serialise on the row, and
-- the lease is tested again on its newest version. A row that somebody holds, be it a beat, is passed over until the next
-- look: one must not keep the others' jobs waiting.
WITH f AS MATERIALIZED (
    SELECT FROM orrery.leadership WHERE epoch = :epoch AND lease_until > orrery.clock() FOR KEY SHARE
),
l AS MATERIALIZED (
    SELECT x.tid
    FROM f
    CROSS JOIN LATERAL (
        SELECT w.ctid AS tid
        FROM orrery.worker w
        WHERE w.lease_until < :ended_before AND w.status IN ('ACTIVE', 'DRAINING')
        FOR NO KEY UPDATE OF w SKIP LOCKED
    ) x
),
u AS (
    UPDATE orrery.worker w SET status = 'LOST' FROM l WHERE w.ctid = l.tid RETURNING w.id
)
SELECT f.leads, u.id FROM (SELECT count(*) > 0 AS leads FROM f) f LEFT JOIN u ON true
