-- Takes the lock if it is free or over, or keeps it. A row that somebody holds is not waited for: it elects nobody.
WITH l AS MATERIALIZED (
    SELECT k.ctid AS tid
    FROM orrery.leader_lock k
    WHERE k.holder = :me OR k.held_until <= orrery.clock()
    FOR NO KEY UPDATE OF k SKIP LOCKED
)
UPDATE orrery.leader_lock k
SET holder = :me, held_until = orrery.clock() + :ttl_ms * interval '1 ms'
FROM l
WHERE k.ctid = l.tid
