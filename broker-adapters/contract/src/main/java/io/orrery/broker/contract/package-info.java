/**
 * What every broker adapter promises, as one JUnit suite. An adapter's test extends {@link
 * io.orrery.broker.contract.BrokerContract}, says how to connect and what it claims, and adds only
 * what is its own.
 */
@NullMarked
package io.orrery.broker.contract;

import org.jspecify.annotations.NullMarked;
