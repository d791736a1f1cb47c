/**
 * The PostgreSQL store: one guarded statement per transition, each in its own {@code .sql} file
 * with the reason why it is safe beside it. Public for Orrery's own modules; users need none of it.
 */
@NullMarked
package io.orrery.store;

import org.jspecify.annotations.NullMarked;
