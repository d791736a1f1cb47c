-- Gives every worker of a queue this many slots for it. Safe as queue_pause.sql is.
WITH q AS (
    INSERT INTO orrery.queue AS q (name, slots, changed_at)
    VALUES (:queue, :slots, orrery.clock())
    ON CONFLICT (name) DO UPDATE SET slots = excluded.slots, changed_at = excluded.changed_at
    WHERE q.slots IS DISTINCT FROM excluded.slots
    RETURNING q.name, q.changed_at, q.slots
)
INSERT INTO orrery.audit (at, actor, action, target, detail)
SELECT q.changed_at, :actor, 'queue.slots', q.name, q.slots::text FROM q
