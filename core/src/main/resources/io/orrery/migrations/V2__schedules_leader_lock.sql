-- Schedules, and what became of each of their ticks.

CREATE TABLE orrery.schedule (
    name        text        PRIMARY KEY,
    revision    bigint      NOT NULL DEFAULT 1,      -- +1 with every edit: the leader and an editor never overwrite one another unseen
    created_at  timestamptz NOT NULL,
    changed_at  timestamptz NOT NULL,
    starts_at   timestamptz NOT NULL,                -- the origin of a fixed rate
    ends_at     timestamptz,
    given_start timestamptz,                         -- starts_at, if somebody chose it
    next_tick   timestamptz,                         -- NULL: none is due: paused, over, or waiting for its job
    last_tick   timestamptz,                         -- the latest that was decided
    succeeded   timestamptz,                         -- the latest tick whose job is known to have succeeded
    last_job    uuid,
    interval_ms bigint,
    timeout_ms  bigint,                              -- of each job; NULL: no limit
    paused      boolean     NOT NULL DEFAULT false,
    priority    smallint    NOT NULL,
    max_retries integer     NOT NULL,
    catch_up    integer     NOT NULL,                -- of CATCH_UP: the most ticks
    rule        text        NOT NULL,
    cron        text,
    zone        text,
    misfire     text        NOT NULL,
    overlap     text        NOT NULL,
    queue       text        NOT NULL,
    type        text        NOT NULL,
    tags        text[],
    arguments   bytea,                               -- NULL: the tick itself
    CONSTRAINT rule_known CHECK (
        CASE rule WHEN 'CRON' THEN cron IS NOT NULL AND zone IS NOT NULL
                  WHEN 'FIXED_RATE' THEN interval_ms IS NOT NULL
                  WHEN 'FIXED_DELAY' THEN interval_ms IS NOT NULL
                  ELSE false END),
    CONSTRAINT misfire_known CHECK (misfire IN ('FIRE_ONCE', 'CATCH_UP', 'SKIP')),
    CONSTRAINT overlap_known CHECK (overlap IN ('ALLOW', 'SKIP', 'QUEUE_ONE'))
) WITH (fillfactor = 50);

CREATE INDEX schedule_due ON orrery.schedule (next_tick) WHERE next_tick IS NOT NULL AND NOT paused;

-- What was decided of each tick: the key makes a second job for one impossible, whoever leads.
CREATE TABLE orrery.tick (
    schedule   text        NOT NULL,
    due        timestamptz NOT NULL,
    decided_at timestamptz NOT NULL,
    job_id     uuid,
    outcome    text        NOT NULL,
    PRIMARY KEY (schedule, due),
    CONSTRAINT outcome_known CHECK (outcome IN ('FIRED', 'MISSED', 'OVERLAPPED')),
    CONSTRAINT fired_with_job CHECK ((job_id IS NOT NULL) = (outcome = 'FIRED'))
);

ALTER TABLE orrery.job ADD COLUMN schedule text;     -- whose tick made it

-- The unfinished jobs of a schedule: few, if any.
CREATE INDEX job_of_schedule ON orrery.job (schedule)
    WHERE schedule IS NOT NULL AND state IN ('SCHEDULED', 'PENDING', 'RUNNING');

-- Which coordinator tries first to lead, where no Redis says so. It elects nobody: that is orrery.leadership alone.
CREATE TABLE orrery.leader_lock (
    one        boolean     PRIMARY KEY DEFAULT true,
    holder     uuid,
    held_until timestamptz NOT NULL,
    releases   bigint      NOT NULL DEFAULT 0,       -- what the others watch
    releaser   uuid,
    CONSTRAINT only_one CHECK (one)
);
INSERT INTO orrery.leader_lock (held_until) VALUES ('-infinity');
