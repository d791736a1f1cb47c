-- Lets the workers of a queue have the slots again that they were started with. Safe as queue_pause.sql is.
WITH q AS (
    UPDATE orrery.queue SET slots = NULL, changed_at = orrery.clock() WHERE name = :queue AND slots IS NOT NULL
    RETURNING name, changed_at
)
INSERT INTO orrery.audit (at, actor, action, target, detail)
SELECT q.changed_at, :actor, 'queue.slots', q.name, 'as started' FROM q
