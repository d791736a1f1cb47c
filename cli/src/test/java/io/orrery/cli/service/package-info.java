/** Tests of the commands that run one part of Orrery. */
@NullMarked
package io.orrery.cli.service;

import org.jspecify.annotations.NullMarked;
