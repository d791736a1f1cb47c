-- All coordinators, the one that leads first, and the database's time.
SELECT c.*, l.epoch, n.now
FROM (SELECT orrery.clock() AS now OFFSET 0) n
CROSS JOIN orrery.coordinator c
LEFT JOIN orrery.leadership l ON l.leader = c.id AND l.lease_until > n.now
ORDER BY l.epoch NULLS LAST, c.started_at, c.id
LIMIT 10000
