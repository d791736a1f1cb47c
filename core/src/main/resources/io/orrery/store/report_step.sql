-- Keeps the result of a step. Safe: the row's lock and its fence, tested on the locked version, keep out an attempt that was
-- replaced. A repeat after a lost reply, or by a handler that asks for one step twice, keeps what was kept first.
WITH j AS MATERIALIZED (
    SELECT j.id FROM orrery.job j WHERE j.id = :id AND j.fence = :fence AND j.state = 'RUNNING' FOR SHARE OF j
),
w AS (
    INSERT INTO orrery.job_step (job_id, name, fence, attempt, done_at, result)
    SELECT j.id, :name, :fence, :attempt, orrery.clock(), :result FROM j
    ON CONFLICT (job_id, name) DO NOTHING
)
SELECT count(*) > 0 AS held FROM j
