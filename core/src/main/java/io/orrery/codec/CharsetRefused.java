package io.orrery.codec;

import java.nio.charset.Charset;

/** This JVM would garble arguments: its default charset is not UTF-8. */
public final class CharsetRefused extends RuntimeException {
  private static final long serialVersionUID = 1;

  CharsetRefused(Charset charset) {
    super(
        "the JVM's default charset is "
            + charset
            + ", which would garble job arguments: start it without -Dfile.encoding=COMPAT");
  }
}
