/** Dead letters with all that takes part, on real servers. */
@NullMarked
package io.orrery.cli.dead;

import org.jspecify.annotations.NullMarked;
