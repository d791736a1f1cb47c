/** What users of Orrery type: handlers, job types, verdicts, ids, states. */
@NullMarked
package io.orrery;

import org.jspecify.annotations.NullMarked;
