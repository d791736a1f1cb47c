package io.orrery.codec;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;

/** Writes every {@link TextType}. */
final class TextSerializer extends StdSerializer<Object> {
  private static final long serialVersionUID = 1;

  /** The least bits that surely take more than {@link TextType#MOST_DIGITS} decimal digits. */
  private static final int TOO_MANY_BITS = 334;

  TextSerializer() {
    super(Object.class);
  }

  @Override
  public void serialize(Object value, JsonGenerator to, SerializerProvider provider)
      throws IOException {
    switch (value) {
      case BigDecimal decimal -> to.writeString(digits(decimal.unscaledValue(), decimal));
      case BigInteger integer -> to.writeString(digits(integer, integer));
      default -> to.writeString(value.toString());
    }
  }

  /** Refuses what {@link TextType#read} would, and before the slow making of the text. */
  private static String digits(BigInteger unscaled, Number number) throws IOException {
    if (unscaled.bitLength() < TOO_MANY_BITS) {
      String text = number.toString();
      if (text.length() <= TextType.MOST_DIGITS) {
        return text;
      }
    }
    throw new BadComponent(
        "has more than " + TextType.MOST_DIGITS + " digits: round it, or pass it as byte[]");
  }
}
