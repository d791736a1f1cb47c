/**
 * The rules that a compiler doesn't hold: who may see whom, what nobody may call, how nothing may
 * be named. They look at the compiled classes of every module, tests left out.
 */
@NullMarked
package io.orrery.testing.architecture;

import org.jspecify.annotations.NullMarked;
