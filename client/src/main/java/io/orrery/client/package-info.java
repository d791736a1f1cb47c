/**
 * The client: enqueue, await and cancel jobs from any app. {@link io.orrery.client.OrreryClient} is
 * the way in. It runs no job, and no thread of it turns while nobody calls.
 */
@NullMarked
package io.orrery.client;

import org.jspecify.annotations.NullMarked;
