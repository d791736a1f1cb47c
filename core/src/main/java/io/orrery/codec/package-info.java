/**
 * The codec of job arguments and results: records, enums and sealed interfaces of records to
 * MessagePack bytes and back. No Java class name is ever written or believed, sizes and depth are
 * checked before anything is allocated for them, and data outlives the code that wrote it by the
 * rules in docs/codec.md.
 */
@NullMarked
package io.orrery.codec;

import org.jspecify.annotations.NullMarked;
