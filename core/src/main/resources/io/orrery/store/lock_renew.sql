-- Keeps the lock, if it has not ended in the meantime. Waits for nobody, as lock_take.sql.
WITH l AS MATERIALIZED (
    SELECT k.ctid AS tid
    FROM orrery.leader_lock k
    WHERE k.holder = :me AND k.held_until > orrery.clock()
    FOR NO KEY UPDATE OF k SKIP LOCKED
)
UPDATE orrery.leader_lock k
SET held_until = orrery.clock() + :ttl_ms * interval '1 ms'
FROM l
WHERE k.ctid = l.tid
