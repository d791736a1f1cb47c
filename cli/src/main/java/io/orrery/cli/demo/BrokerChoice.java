package io.orrery.cli.demo;

/** Which broker the demo's doorbells take. */
enum BrokerChoice {
  /** A private RabbitMQ. */
  rabbitmq,
  /** Within this process. */
  memory
}
