package io.orrery.config;

import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;

/** Why a file can't be read, in words: many an exception's message is the file's name alone. */
final class FileTrouble {
  private FileTrouble() {}

  static String of(Exception trouble) {
    return switch (trouble) {
      case NoSuchFileException e -> "there is no such file";
      case AccessDeniedException e -> "this user may not read it";
      case CharacterCodingException e -> "it is not written in UTF-8";
      default -> String.valueOf(trouble.getMessage());
    };
  }
}
