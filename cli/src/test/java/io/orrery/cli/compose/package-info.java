/** Tests of the compose file and what belongs to it. */
@NullMarked
package io.orrery.cli.compose;

import org.jspecify.annotations.NullMarked;
