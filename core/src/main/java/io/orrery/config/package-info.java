/**
 * What a process of Orrery is told at its start: addresses, secrets and tuning values, from the
 * environment, a properties file or code, all checked at once before anything is opened.
 */
@NullMarked
package io.orrery.config;

import org.jspecify.annotations.NullMarked;
