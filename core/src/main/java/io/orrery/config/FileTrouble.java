package io.orrery.config;

import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;

/** Why a file can't be read, in words: many an exception's message is the file's name alone. */
public final class FileTrouble {
  private FileTrouble() {}

  /** Returns a few words that go on after the file's name and a colon. */
  public static String of(Exception trouble) {
    return switch (trouble) {
      case NoSuchFileException e -> "there is no such file";
      case AccessDeniedException e -> "this user may not read it";
      case CharacterCodingException e -> "it is not written in UTF-8";
      case FileSystemException e when e.getReason() != null -> e.getReason();
      default -> String.valueOf(trouble.getMessage());
    };
  }
}
