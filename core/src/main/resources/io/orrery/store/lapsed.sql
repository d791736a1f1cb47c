-- For how long the leader's lease has been over. A lease that never was counts as over for a day: an interval of infinity
-- is no number.
SELECT CASE WHEN lease_until = '-infinity' THEN 86400000
            ELSE (extract(epoch FROM orrery.clock() - lease_until) * 1000)::bigint
       END
FROM orrery.leadership
