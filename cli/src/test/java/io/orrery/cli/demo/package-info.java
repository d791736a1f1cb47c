@NullMarked
package io.orrery.cli.demo;

import org.jspecify.annotations.NullMarked;
