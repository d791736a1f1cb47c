-- The log of a job, attempt by attempt, from after a line on: at most :chunks chunks. The chunk that holds the line itself is
-- among them, since it may hold later ones.
SELECT l.attempt, l.fence, l.first_line, l.content
FROM orrery.job_log l
WHERE l.job_id = :id AND (l.fence, l.first_line + l.lines - 1) > (:fence, :line) AND l.fence >= :fence
ORDER BY l.fence, l.first_line
LIMIT :chunks
