/** The leader's lock in Redis. It says who tries first to lead, and never who leads. */
@NullMarked
package io.orrery.coordinator.lock;

import org.jspecify.annotations.NullMarked;
