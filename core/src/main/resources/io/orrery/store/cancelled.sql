-- Whether a cancel of this job, for this reason, has already taken effect. A statement of its own: cancel.sql may have waited
-- for the lock of its own first run, whose reply was lost, and would look at the row as it was before.
SELECT j.state::text
FROM orrery.job j
WHERE j.id = :id AND j.state = 'CANCELLED' AND j.cancel_requested AND j.reason = :reason
