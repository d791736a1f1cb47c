/** The commands that run one part of Orrery against configured services. */
@NullMarked
package io.orrery.cli.service;

import org.jspecify.annotations.NullMarked;
