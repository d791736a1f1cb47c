-- Cancels what waits, and asks what runs to stop. Safe: one row decides. A plain UPDATE by key tests its state again on the
-- newest version after a wait for the lock.
UPDATE orrery.job
SET state = CASE WHEN state = 'RUNNING' THEN state ELSE 'CANCELLED' END,
    finished_at = CASE WHEN state = 'RUNNING' THEN NULL ELSE orrery.clock() END,
    cancel_requested = true,
    relay_at = NULL,
    reason = :reason
WHERE id = :id AND state IN ('SCHEDULED', 'PENDING', 'RUNNING')
RETURNING state::text
