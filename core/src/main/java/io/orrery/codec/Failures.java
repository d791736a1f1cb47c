package io.orrery.codec;

import com.fasterxml.jackson.core.exc.StreamReadException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.InvalidDefinitionException;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * Says in the codec's words what went wrong. Jackson's messages quote the data, which is nobody's
 * business in a log; so when reading, neither they nor its exceptions are passed on. What a
 * record's own code threw always is.
 */
final class Failures {
  /** What helps against data that this code does not understand. */
  static final String WAY_OUT =
      "deploy the code that knows the version of it that was written, or enqueue the job anew: see docs/codec.md";

  private Failures() {}

  /** Whether an encoding ended at the limit of bytes. */
  static boolean tooLarge(Exception failure) {
    return root(failure) instanceof LimitReached reached
        && reached.limit() == LimitReached.Limit.BYTES;
  }

  static EncodingFailed encoding(String what, Class<?> type, int maxDepth, Exception failure) {
    Throwable root = root(failure);
    String reason =
        switch (root) {
          case LimitReached reached ->
              "nests deeper than %d: pass keys in place of what contains itself"
                  .formatted(maxDepth);
          case BadComponent bad -> bad.getOriginalMessage();
          default -> "can't be written: " + root.getClass().getSimpleName();
        };
    String path = path(failure);
    return new EncodingFailed(
        "%s can't be encoded: %s %s"
            .formatted(
                what,
                path.isEmpty() ? "the value" : "component %s of %s".formatted(path, type.getName()),
                reason),
        root);
  }

  static DecodingFailed decoding(String what, Exception failure) {
    Throwable cause =
        switch (failure) {
          case ValueInstantiationException refused -> refused.getCause();
          case InvalidDefinitionException undefined -> undefined;
          default -> null;
        };
    return new DecodingFailed(
        "%s can't be read: %s %s; %s"
            .formatted(
                what,
                path(failure).isEmpty() ? "the value" : "component " + path(failure),
                reason(failure),
                wayOut(failure)),
        cause);
  }

  private static String wayOut(Exception failure) {
    return switch (failure) {
      case ValueInstantiationException refused ->
          "deploy code that takes it, or enqueue the job anew with what is taken: see docs/codec.md";
      case InvalidDefinitionException undefined ->
          "open its package to com.fasterxml.jackson.databind: see docs/codec.md";
      default -> WAY_OUT;
    };
  }

  private static String reason(Exception failure) {
    if (failure instanceof BadComponent bad) {
      return bad.getOriginalMessage();
    }
    if (failure instanceof ValueInstantiationException refused) {
      return "was refused by " + refused.getType().getRawClass().getName();
    }
    if (failure instanceof InvalidDefinitionException undefined) {
      return "can't be made: Jackson has no access to " + Shown.type(undefined.getType());
    }
    if (failure instanceof InvalidFormatException format && format.getTargetType().isEnum()) {
      return unknownConstant(format);
    }
    if (failure instanceof MismatchedInputException mismatch && mismatch.getTargetType() != null) {
      return "is no " + mismatch.getTargetType().getName();
    }
    if (failure.getCause() instanceof ArithmeticException) {
      return "is a number that its type can't hold";
    }
    // After the structural check, a repeated field is all that the parser finds wrong.
    boolean parsing =
        failure instanceof StreamReadException || failure.getCause() instanceof StreamReadException;
    return parsing ? "has a field twice" : "is malformed";
  }

  private static String unknownConstant(InvalidFormatException format) {
    List<String> known =
        Arrays.stream(format.getTargetType().getEnumConstants())
            .map(constant -> ((Enum<?>) constant).name())
            .toList();
    return "is the unknown constant \"%s\": %s has %s"
        .formatted(
            Shown.name(String.valueOf(format.getValue())),
            format.getTargetType().getName(),
            Shown.names(known));
  }

  private static Throwable root(Exception failure) {
    return Stream.<Throwable>iterate(failure, e -> e != null, Throwable::getCause)
        .reduce(failure, (outer, inner) -> inner);
  }

  /** "" for the whole value. */
  private static String path(Exception failure) {
    return failure instanceof JsonMappingException mapping ? Shown.path(mapping) : "";
  }
}
