-- Registers an incarnation of a worker. Repeating it does nothing.
INSERT INTO orrery.worker (id, started_at, lease_until, status, name, queues, queue_slots, types, slots)
VALUES (:worker, orrery.clock(), orrery.clock() + :lease_ms * interval '1 ms', 'ACTIVE', :name, :queues, :queue_slots, :types, :slots)
ON CONFLICT (id) DO NOTHING
