-- Leads under the next epoch if nobody's lease holds. Safe: epoch is a key, so that this waits for every statement of the old
-- epoch that still runs, and each write of an epoch commits before the next epoch exists. Bumped on expiry alone, so that a
-- broken lock can't cause an epoch war.
UPDATE orrery.leadership
SET epoch = epoch + 1, leader = :leader, lease_until = orrery.clock() + :lease_ms * interval '1 ms'
WHERE lease_until < orrery.clock()
RETURNING epoch
