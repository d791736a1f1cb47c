package io.orrery.codec;

import com.fasterxml.jackson.databind.JsonMappingException;

/**
 * A component that can't be written or read, for a reason in our own words: they say nothing of the
 * data but what the reader must know. Jackson adds the path on the way up.
 */
final class BadComponent extends JsonMappingException {
  private static final long serialVersionUID = 1;

  BadComponent(String reason) {
    super(null, reason);
  }
}
