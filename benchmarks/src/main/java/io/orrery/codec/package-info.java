/** Benchmarks of the codec. */
@NullMarked
package io.orrery.codec;

import org.jspecify.annotations.NullMarked;
