package io.orrery.codec;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.io.IOContext;
import java.io.IOException;
import java.io.OutputStream;
import org.msgpack.jackson.dataformat.MessagePackFactory;

/**
 * The MessagePack format with the codec's bounds. Reads only bytes that {@link Structure} passed.
 */
final class BoundedFormat extends MessagePackFactory {
  private static final long serialVersionUID = 1;

  private final CodecLimits limits;

  BoundedFormat(CodecLimits limits) {
    this.limits = limits;
    setStreamReadConstraints(
        StreamReadConstraints.builder()
            .maxNestingDepth(limits.maxDepth())
            .maxDocumentLength(limits.maxBytes())
            .maxStringLength(limits.maxBytes())
            .maxNameLength(limits.maxBytes())
            .maxNumberLength(TextType.MOST_DIGITS)
            .build());
  }

  private BoundedFormat(BoundedFormat source) {
    super(source);
    limits = source.limits;
  }

  @Override
  public JsonFactory copy() {
    return new BoundedFormat(this);
  }

  @Override
  public JsonGenerator createGenerator(OutputStream out, JsonEncoding encoding) throws IOException {
    return new BoundedGenerator(_generatorFeatures, _objectCodec, out, limits);
  }

  @Override
  protected JsonParser _createParser(byte[] data, int offset, int length, IOContext context)
      throws IOException {
    if (offset != 0 || length != data.length) {
      throw new IllegalArgumentException("only whole arrays are read");
    }
    return new ExactParser(context, _parserFeatures, _objectCodec, data);
  }
}
