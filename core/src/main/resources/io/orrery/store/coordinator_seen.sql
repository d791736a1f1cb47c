-- Says that a coordinator is there, by the one row that nobody else writes.
INSERT INTO orrery.coordinator (id, started_at, seen_at, lock_answers, broker_answers, name, lock, zone_data)
VALUES (:id, orrery.clock(), orrery.clock(), :lock_answers, :broker_answers, :name, :lock, :zone_data)
ON CONFLICT (id) DO UPDATE
SET seen_at = excluded.seen_at, lock_answers = excluded.lock_answers, broker_answers = excluded.broker_answers
