-- Finished jobs by queue, state and age: what retention deletes first, and how many there are, without a look at the table.
-- Each end of a job writes one entry, at the right end of its queue and state.
CREATE INDEX job_finished ON orrery.job (queue, state, finished_at) WHERE finished_at IS NOT NULL;
