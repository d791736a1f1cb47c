-- What jobs report while they run, how queues are steered, and what people did.

-- Queues that somebody steers. One without a row runs as its workers were started.
CREATE TABLE orrery.queue (
    name       text        PRIMARY KEY,
    paused     boolean     NOT NULL DEFAULT false,
    slots      integer,                      -- of each worker; NULL: as it was started with
    changed_at timestamptz NOT NULL,
    CONSTRAINT slots_in_range CHECK (slots BETWEEN 1 AND 100000)
) WITH (fillfactor = 50);

-- How far the latest attempt that said so has come. Written once a second at most, and only for jobs that report.
CREATE TABLE orrery.progress (
    job_id      uuid             PRIMARY KEY,
    fence       bigint           NOT NULL,
    attempt     integer          NOT NULL,
    reported_at timestamptz      NOT NULL,
    fraction    double precision NOT NULL,   -- 0 to 1
    done        bigint,                      -- of total, where the handler counts
    total       bigint,
    message     text
) WITH (fillfactor = 50, autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 5000, autovacuum_vacuum_cost_delay = 0);

-- What attempts logged, in chunks of lines, compressed by the worker.
CREATE TABLE orrery.job_log (
    job_id     uuid        NOT NULL,
    fence      bigint      NOT NULL,
    first_line integer     NOT NULL,         -- of this attempt, from 1
    attempt    integer     NOT NULL,
    lines      integer     NOT NULL,
    written_at timestamptz NOT NULL,
    content    bytea       NOT NULL,
    PRIMARY KEY (job_id, fence, first_line)
);
ALTER TABLE orrery.job_log ALTER COLUMN content SET STORAGE EXTERNAL;

-- Results of steps, kept so that a later attempt need not do them again.
CREATE TABLE orrery.job_step (
    job_id  uuid        NOT NULL,
    name    text        NOT NULL,
    fence   bigint      NOT NULL,
    attempt integer     NOT NULL,
    done_at timestamptz NOT NULL,
    result  bytea,
    PRIMARY KEY (job_id, name)
);

-- Who changed what by hand. Written by the statement that makes the change.
CREATE TABLE orrery.audit (
    n      bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    at     timestamptz NOT NULL,
    actor  text        NOT NULL,
    action text        NOT NULL,
    job_id uuid,
    target text        NOT NULL,
    detail text
);
CREATE INDEX audit_of_job ON orrery.audit (job_id, n) WHERE job_id IS NOT NULL;

-- What a dead letter died of, in a word: a class of error. Dead letters are found by it, by their type and by time.
ALTER TABLE orrery.job ADD COLUMN error_type text;
CREATE INDEX job_dead ON orrery.job (finished_at, id) WHERE state = 'DEAD';
CREATE INDEX job_dead_type ON orrery.job (type, finished_at, id) WHERE state = 'DEAD';
CREATE INDEX job_dead_error ON orrery.job (error_type, finished_at, id) WHERE state = 'DEAD';
