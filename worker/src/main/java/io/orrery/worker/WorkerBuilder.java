package io.orrery.worker;

import io.orrery.Handler;
import io.orrery.JobId;
import io.orrery.QueueName;
import io.orrery.QueueStatus;
import io.orrery.broker.Hint;
import io.orrery.codec.Codec;
import io.orrery.codec.CodecLimits;
import io.orrery.config.OrreryConfig;
import io.orrery.config.ProcessName;
import io.orrery.schedule.Schedule;
import io.prometheus.client.CollectorRegistry;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Gathers what a {@link Worker} is to do. Not safe for many threads. */
public final class WorkerBuilder {
  /** The most jobs of one queue that a worker may run at once: more is a slip of the keyboard. */
  public static final int MOST_SLOTS = QueueStatus.MOST_SLOTS;

  private static final Logger log = LoggerFactory.getLogger(WorkerBuilder.class);

  private final OrreryConfig config;
  private final Map<QueueName, Integer> queues = new LinkedHashMap<>();
  private final List<Handler<?, ?>> handlers = new ArrayList<>();
  private CollectorRegistry metrics = new CollectorRegistry();
  private Consumer<JobId> onFenced = job -> {};

  WorkerBuilder(OrreryConfig config) {
    this.config =
        Objects.requireNonNull(config, "the configuration is null: try OrreryConfig.fromEnv()");
  }

  /** Serves a queue with the slots of the configuration, {@code ORRERY_WORKER_SLOTS}. */
  public WorkerBuilder queue(String name) {
    return queue(name, config.worker().slots());
  }

  /**
   * Serves a queue. Without any queue the worker serves {@code default}.
   *
   * @param slots how many of its jobs may run at once, 1 to 100,000; other queues have their own
   * @throws IllegalArgumentException if the name is not legal, was given before, or slots is out of
   *     that range
   */
  public WorkerBuilder queue(String name, int slots) {
    QueueName queue = new QueueName(name);
    if (slots < 1 || slots > MOST_SLOTS) {
      throw new IllegalArgumentException(
          "queue " + queue + " has " + slots + " slots: use 1 to " + MOST_SLOTS);
    }
    if (queues.putIfAbsent(queue, slots) != null) {
      throw new IllegalArgumentException("queue " + queue + " is given twice: name it once");
    }
    return this;
  }

  /** Runs jobs of the handler's type. The handler's class needs {@code @JobHandler}. */
  public WorkerBuilder handler(Handler<?, ?> handler) {
    handlers.add(
        Objects.requireNonNull(handler, "the handler is null: pass an object that runs jobs"));
    return this;
  }

  /**
   * Runs jobs of all handlers that the annotation processor listed in the jars of this class
   * loader. Each is made by a {@link HandlerModule} if one makes it, from this worker's
   * configuration, else by its constructor without arguments.
   *
   * @throws IllegalArgumentException if there is no list, or a handler can't be made; names class
   *     and constructors
   */
  public WorkerBuilder handlersFromIndex(ClassLoader loader) {
    Objects.requireNonNull(loader, "the class loader is null: try getClass().getClassLoader()");
    handlers.addAll(HandlerLoader.load(loader, config));
    return this;
  }

  /** Counts into this registry, which no other worker uses. Default: one of its own. */
  public WorkerBuilder metrics(CollectorRegistry registry) {
    this.metrics =
        Objects.requireNonNull(registry, "the registry is null: leave metrics(…) out for its own");
    return this;
  }

  /**
   * Is told of each job whose end was refused, since another attempt had taken it over: what its
   * handler did outside PostgreSQL may have been done twice. Called on one of the worker's own
   * threads; must not block.
   */
  public WorkerBuilder onFenced(Consumer<JobId> hook) {
    this.onFenced = Objects.requireNonNull(hook, "the hook is null: leave onFenced(…) out");
    return this;
  }

  /**
   * Connects, registers the worker and begins to run jobs. Waits for PostgreSQL, as long as the
   * configuration's start timeout; not for the broker, since jobs run without it.
   *
   * @throws IllegalArgumentException if there is no handler, two run one type, or a {@link
   *     io.orrery.Recurring} is wrong
   * @throws io.orrery.codec.EncodingFailed if a handler takes or returns what can't be encoded
   * @throws io.orrery.store.StoreUnavailable if PostgreSQL could not be reached in time
   * @throws io.orrery.store.StoreRefused if PostgreSQL said no, or its schema has another version
   * @throws io.orrery.broker.BrokerRefused if the broker said no
   */
  public Worker start() {
    WorkerPlan plan = plan();
    return start(plan, Connections.open(config, plan.name(), metrics));
  }

  /** On connections that are open, which the worker closes. */
  Worker start(WorkerPlan plan, Connections connections) {
    return start(plan, connections, System::nanoTime);
  }

  /**
   * @param nanoTime the worker's clock, monotonic
   */
  Worker start(WorkerPlan plan, Connections connections, LongSupplier nanoTime) {
    try {
      Engine engine =
          DaggerWorkerComponent.factory()
              .create(
                  plan,
                  codec(),
                  connections.runs(),
                  connections.reports(),
                  connections.broker(),
                  new WorkerMetrics(metrics),
                  nanoTime,
                  RandomGenerator.getDefault())
              .engine();
      put(plan.schedules(), connections);
      engine.start();
      log.info(
          "worker {} has started as {}: queues {}, types {}, {}",
          plan.name(),
          engine.worker(),
          plan.queues(),
          plan.handlers().types(),
          config);
      return new Worker(engine, connections.close());
    } catch (RuntimeException | Error e) {
      connections.close().run();
      throw e;
    }
  }

  private static void put(List<Schedule> schedules, Connections connections) {
    long changed = schedules.stream().filter(connections.schedules()).count();
    if (changed > 0) {
      // A leader that sleeps looks at them again.
      connections.broker().hint(new Hint.Due(0));
    }
  }

  /** Checks all that can be checked without a server. */
  WorkerPlan plan() {
    HandlerTable table = HandlerTable.of(handlers, codec());
    Map<QueueName, Integer> served =
        queues.isEmpty() ? Map.of(QueueName.DEFAULT, config.worker().slots()) : queues;
    for (Registered<?, ?> handler : table.all()) {
      if (!served.containsKey(handler.type().queue())) {
        log.warn(
            "jobs of type {} go to queue {} unless told otherwise, which this worker does not serve",
            handler.type().name(),
            handler.type().queue());
      }
    }
    return new WorkerPlan(
        config, ProcessName.of("worker"), served, table, Recurrences.of(table.all()), onFenced);
  }

  private Codec codec() {
    return new Codec(new CodecLimits(config.payloadLimit(), CodecLimits.DEFAULT.maxDepth()));
  }
}
