/** When schedules are due: cron rules by the wall clock of a time zone, and intervals. */
@NullMarked
package io.orrery.schedule;

import org.jspecify.annotations.NullMarked;
