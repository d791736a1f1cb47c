-- Marks workers whose lease ended before a moment at which PostgreSQL is known to have answered, and not before that of this
-- statement: if all stood still in between, live workers could not beat. Safe: the mark and a beat serialise on the row, and
-- the lease is tested again on its newest version.
WITH f AS MATERIALIZED (
    SELECT FROM orrery.leadership WHERE epoch = :epoch AND lease_until > orrery.clock() FOR KEY SHARE
),
u AS (
    UPDATE orrery.worker
    SET status = 'LOST'
    WHERE lease_until < :ended_before AND status IN ('ACTIVE', 'DRAINING')
      AND EXISTS (SELECT FROM f)
    RETURNING id
)
SELECT f.leads, u.id FROM (SELECT count(*) > 0 AS leads FROM f) f LEFT JOIN u ON true
