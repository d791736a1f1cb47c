package io.orrery.codec;

import com.fasterxml.jackson.core.ObjectCodec;
import com.fasterxml.jackson.core.io.IOContext;
import java.io.IOException;
import org.msgpack.jackson.dataformat.MessagePackParser;

/** Refuses a number that its component can't hold, where its parent would cut off the high bits. */
final class ExactParser extends MessagePackParser {

  ExactParser(IOContext context, int features, ObjectCodec codec, byte[] bytes) throws IOException {
    super(context, features, codec, bytes, false);
  }

  @Override
  public byte getByteValue() {
    int number = getIntValue();
    if (number != (byte) number) {
      throw new ArithmeticException("byte overflow");
    }
    return (byte) number;
  }

  @Override
  public int getIntValue() {
    return Math.toIntExact(getLongValue());
  }

  @Override
  public long getLongValue() {
    return getNumberType() == NumberType.BIG_INTEGER
        ? getBigIntegerValue().longValueExact()
        : super.getLongValue();
  }
}
