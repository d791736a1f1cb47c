/** How a long-lived part of a process ends with it. For Orrery's own modules. */
@NullMarked
package io.orrery.lifecycle;

import org.jspecify.annotations.NullMarked;
