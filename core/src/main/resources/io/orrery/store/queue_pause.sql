-- Pauses a queue: from the next claim on, nothing of it starts. Safe: the row decides under its lock, and who did it is written
-- by the same statement, so that there is a change in the audit exactly where there was one. Its row count is the answer.
WITH q AS (
    INSERT INTO orrery.queue AS q (name, paused, changed_at)
    VALUES (:queue, true, orrery.clock())
    ON CONFLICT (name) DO UPDATE SET paused = true, changed_at = excluded.changed_at WHERE NOT q.paused
    RETURNING q.name, q.changed_at
)
INSERT INTO orrery.audit (at, actor, action, target)
SELECT q.changed_at, :actor, 'queue.pause', q.name FROM q
