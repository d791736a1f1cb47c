package io.orrery.codec;

import org.jspecify.annotations.Nullable;

/**
 * A value or a type can't be encoded: the code that made it must change. The message names what was
 * being encoded, the component, and the way out; it holds no component's value.
 */
public final class EncodingFailed extends RuntimeException {
  private static final long serialVersionUID = 1;

  EncodingFailed(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
