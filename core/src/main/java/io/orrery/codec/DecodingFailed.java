package io.orrery.codec;

import org.jspecify.annotations.Nullable;

/**
 * Bytes are not an encoded value of the wanted type: cut, altered, made by something else, or of a
 * newer version of the type than this process knows. Trying again with the same code won't help. Of
 * the data, the message tells only what must be known to mend it: the component, and the name of an
 * unknown enum constant or record.
 */
public final class DecodingFailed extends RuntimeException {
  private static final long serialVersionUID = 1;

  DecodingFailed(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
