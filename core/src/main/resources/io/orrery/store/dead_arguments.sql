-- The state is tested outside, so that no index of dead letters is taken for the key's.
SELECT x.arguments
FROM (SELECT j.state, j.arguments FROM orrery.job j WHERE j.id = :id OFFSET 0) x
WHERE x.state IN ('DEAD', 'CANCELLED')
