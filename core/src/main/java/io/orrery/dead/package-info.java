/**
 * Dead letters: jobs that used up their retries, lost too many workers, or failed in a way that
 * must not be tried again. They stay until somebody replays or discards them, or retention deletes
 * them.
 */
@NullMarked
package io.orrery.dead;

import org.jspecify.annotations.NullMarked;
