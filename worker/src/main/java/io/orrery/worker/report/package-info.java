/** Takes what handlers report of their attempts, and writes it to PostgreSQL in batches. */
@NullMarked
package io.orrery.worker.report;

import org.jspecify.annotations.NullMarked;
