-- Counts the release, for those who watch; one after the lock's time is over, when another may hold it, does nothing. Waits
-- for nobody, as lock_take.sql.
WITH l AS MATERIALIZED (
    SELECT k.ctid AS tid
    FROM orrery.leader_lock k
    WHERE k.holder = :me AND k.held_until > orrery.clock()
    FOR NO KEY UPDATE OF k SKIP LOCKED
)
UPDATE orrery.leader_lock k
SET holder = NULL, held_until = '-infinity', releases = k.releases + 1, releaser = :me
FROM l
WHERE k.ctid = l.tid
