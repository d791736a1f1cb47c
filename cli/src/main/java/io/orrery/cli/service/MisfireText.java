package io.orrery.cli.service;

import io.orrery.schedule.Misfire;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A misfire policy as {@code --misfire} takes it. */
final class MisfireText implements ITypeConverter<Misfire> {
  private static final String CATCH_UP = "catch-up=";

  @Override
  public Misfire convert(String text) {
    return switch (text) {
      case "fire-once" -> Misfire.fireOnce();
      case "skip" -> Misfire.skip();
      default -> catchUp(text);
    };
  }

  private static Misfire catchUp(String text) {
    if (!text.matches(CATCH_UP + "[0-9]{1,9}")) {
      throw new TypeConversionException(
          "'" + text + "' is no policy: write fire-once, skip or catch-up=N, as in catch-up=10");
    }
    try {
      return Misfire.catchUp(Integer.parseInt(text.substring(CATCH_UP.length())));
    } catch (IllegalArgumentException e) {
      throw new TypeConversionException(e.getMessage());
    }
  }

  static String of(Misfire misfire) {
    return switch (misfire) {
      case Misfire.FireOnce once -> "fire-once";
      case Misfire.CatchUp some -> CATCH_UP + some.most();
      case Misfire.Skip none -> "skip";
    };
  }
}
