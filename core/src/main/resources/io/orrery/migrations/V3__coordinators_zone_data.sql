-- What operators see of the processes, and by which time zone data a schedule's next tick was computed.

-- The coordinators that run, for people: it elects nobody, and nothing depends on it.
CREATE TABLE orrery.coordinator (
    id             uuid        PRIMARY KEY,
    started_at     timestamptz NOT NULL,
    seen_at        timestamptz NOT NULL,   -- when it last said that it is there
    lock_answers   boolean     NOT NULL,
    broker_answers boolean     NOT NULL,
    name           text        NOT NULL,   -- host and process id, for people
    lock           text        NOT NULL,   -- where it looks for who tries first: all should look in the same place
    zone_data      text        NOT NULL    -- the version of its time zone data
) WITH (fillfactor = 50);

-- In the order of queues; empty for a worker that was registered before there was this column.
ALTER TABLE orrery.worker ADD COLUMN queue_slots integer[] NOT NULL DEFAULT '{}';

-- The time zone data by which next_tick was computed, as in 2026a. Before there was this column: older than any.
ALTER TABLE orrery.schedule ADD COLUMN zone_data text NOT NULL DEFAULT '';
