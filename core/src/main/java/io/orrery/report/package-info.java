/**
 * What attempts report while they run: how far they are, and what they log. Both reach PostgreSQL
 * once a second, in batches, under the fence of their attempt.
 */
@NullMarked
package io.orrery.report;

import org.jspecify.annotations.NullMarked;
