-- Frees the lock if :me holds it, and counts the release, for those who watch, in any case: one that led without the lock leads
-- no more. Waits for nobody, as lock_take.sql.
WITH l AS MATERIALIZED (
    SELECT k.ctid AS tid, k.holder = :me AND k.held_until > orrery.clock() AS mine
    FROM orrery.leader_lock k
    FOR NO KEY UPDATE OF k SKIP LOCKED
)
UPDATE orrery.leader_lock k
SET holder = CASE WHEN l.mine THEN NULL ELSE k.holder END,
    held_until = CASE WHEN l.mine THEN '-infinity' ELSE k.held_until END,
    releases = k.releases + 1, releaser = :me
FROM l
WHERE k.ctid = l.tid
