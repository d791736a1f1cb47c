-- The first schema: jobs, their ended attempts, workers and the leader's epoch.

-- The one clock of every statement. It inlines to clock_timestamp(), so that it costs nothing; a test replaces it by one
-- that can be moved. Never now(): that is the start of the transaction, and lags behind after a wait for a lock.
CREATE FUNCTION orrery.clock() RETURNS timestamptz
    LANGUAGE sql VOLATILE PARALLEL SAFE
    AS 'SELECT clock_timestamp()';

CREATE TYPE orrery.job_state AS ENUM ('SCHEDULED', 'PENDING', 'RUNNING', 'SUCCEEDED', 'DEAD', 'CANCELLED');

-- The order in which waiting jobs of one queue and priority take their turn.
CREATE SEQUENCE orrery.ring_order;

-- Columns of fixed width come first, so that no padding is stored. fillfactor leaves room for the versions that claim and
-- finish write. autovacuum looks at dead rows alone, and does not pause: a queue's table churns (H32).
CREATE TABLE orrery.job (
    id               uuid              PRIMARY KEY,
    worker_id        uuid,                                    -- who runs it, or ran it last
    fence            bigint            NOT NULL DEFAULT 0,    -- +1 on every claim and every forced take-away
    ring_order       bigint,                                  -- NULL: written in a caller's own transaction, not yet rung
    created_at       timestamptz       NOT NULL,
    run_at           timestamptz,                             -- when it is or was due, if it had to wait
    relay_at         timestamptz,                             -- PENDING only: when the relay may ring again
    claimed_at       timestamptz,
    deadline         timestamptz,                             -- NULL: no timeout
    finished_at      timestamptz,
    attempts         integer           NOT NULL DEFAULT 0,    -- +1 per claim: what people see
    failures         integer           NOT NULL DEFAULT 0,    -- handled failures and losses: the retry budget
    max_retries      integer           NOT NULL,
    lost             smallint          NOT NULL DEFAULT 0,    -- worker deaths on this job alone
    rings            smallint          NOT NULL DEFAULT 0,    -- times that the relay rang
    priority         smallint          NOT NULL,
    state            orrery.job_state  NOT NULL,
    cancel_requested boolean           NOT NULL DEFAULT false,
    timeout          interval,
    queue            text              NOT NULL,
    type             text              NOT NULL,
    unique_key       text,
    reason           text,                                    -- why it is DEAD or CANCELLED
    tags             text[],
    arguments        bytea             NOT NULL,
    result           bytea,
    CONSTRAINT priority_in_range CHECK (priority BETWEEN 0 AND 9),
    CONSTRAINT finished_when_terminal CHECK ((finished_at IS NOT NULL) = (state IN ('SUCCEEDED', 'DEAD', 'CANCELLED')))
) WITH (
    fillfactor = 80,
    autovacuum_vacuum_scale_factor = 0,
    autovacuum_vacuum_threshold = 5000,
    autovacuum_vacuum_insert_scale_factor = 0,
    autovacuum_vacuum_insert_threshold = 50000,
    autovacuum_vacuum_cost_delay = 0
);

-- priority DESC: the scan that backs up a lost broker reads the index in its own order, with no sort.
CREATE INDEX job_pending ON orrery.job (queue, priority DESC, ring_order) WHERE state = 'PENDING';
CREATE INDEX job_scheduled ON orrery.job (run_at) WHERE state = 'SCHEDULED';
-- Committed by a caller's own transaction and not yet given a turn: empty but for a second after such a commit.
CREATE INDEX job_unrung ON orrery.job (relay_at) WHERE state = 'PENDING' AND ring_order IS NULL;
-- Rung again and still waiting: what is forgotten when the broker lost its messages. Few, if any, however long the backlog.
CREATE INDEX job_rung ON orrery.job (relay_at) WHERE state = 'PENDING' AND rings > 0;
CREATE INDEX job_running ON orrery.job (worker_id) WHERE state = 'RUNNING';
CREATE UNIQUE INDEX job_unique_key ON orrery.job (type, unique_key)
    WHERE unique_key IS NOT NULL AND state IN ('SCHEDULED', 'PENDING', 'RUNNING');

-- Attempts that ended in any other way than success, written by the statement that ended them. Success needs no row: the
-- job's own columns carry it.
CREATE TABLE orrery.attempt (
    job_id     uuid        NOT NULL,
    fence      bigint      NOT NULL,   -- the fence that the attempt held
    attempt    integer     NOT NULL,
    worker_id  uuid        NOT NULL,
    claimed_at timestamptz NOT NULL,
    ended_at   timestamptz NOT NULL,
    outcome    text        NOT NULL,
    error      text,
    PRIMARY KEY (job_id, fence),
    CONSTRAINT outcome_known CHECK (outcome IN ('FAILED', 'TIMED_OUT', 'DISCARDED', 'SNOOZED', 'RELEASED', 'CANCELLED', 'LOST', 'OVERRUN'))
);

-- One row per incarnation of a worker process; ids are never used again.
CREATE TABLE orrery.worker (
    id          uuid        PRIMARY KEY,
    started_at  timestamptz NOT NULL,
    lease_until timestamptz NOT NULL,
    status      text        NOT NULL,
    name        text        NOT NULL,   -- host and process id, for people
    queues      text[]      NOT NULL,
    types       text[]      NOT NULL,
    slots       integer     NOT NULL,
    claimed_to  jsonb       NOT NULL DEFAULT '{}',   -- the largest ring_order claimed, by "queue/priority"
    CONSTRAINT status_known CHECK (status IN ('ACTIVE', 'DRAINING', 'GONE', 'LOST'))
) WITH (fillfactor = 50);

-- Who leads. LOGGED, so that an epoch never repeats after a crash. epoch is UNIQUE so that a bump is a key update, which
-- waits for every statement that holds FOR KEY SHARE on the row, while a renewal is none and does not wait.
CREATE TABLE orrery.leadership (
    one         boolean     PRIMARY KEY DEFAULT true,
    epoch       bigint      NOT NULL UNIQUE,
    leader      uuid,
    lease_until timestamptz NOT NULL,
    CONSTRAINT only_one CHECK (one)
);
INSERT INTO orrery.leadership (epoch, lease_until) VALUES (0, '-infinity');
