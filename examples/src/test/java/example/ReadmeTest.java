package example;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The README shows no Java that is not compiled here, and run by {@link ShopTest} and {@link
 * MailWorkerTest}.
 */
class ReadmeTest {
  private static final Pattern JAVA = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);
  private static final Path PROJECT = Path.of("..");

  @Test
  void everySnippetIsPartOfTheExample() throws IOException {
    List<String> snippets = snippets(PROJECT.resolve("README.md"));
    List<String> sources = sources();

    assertThat(snippets).hasSizeGreaterThanOrEqualTo(4);
    assertThat(snippets)
        .allSatisfy(snippet -> assertThat(sources).anyMatch(source -> source.contains(snippet)));
  }

  private static List<String> snippets(Path document) throws IOException {
    return JAVA.matcher(Files.readString(document)).results().map(ReadmeTest::code).toList();
  }

  private static String code(MatchResult block) {
    return compact(block.group(1));
  }

  private static List<String> sources() throws IOException {
    try (Stream<Path> files = Files.walk(Path.of("src", "main", "java"))) {
      return files
          .filter(Files::isRegularFile)
          .map(ReadmeTest::read)
          .map(ReadmeTest::compact)
          .toList();
    }
  }

  /** The README may break lines elsewhere. */
  private static String compact(String code) {
    return code.replaceAll("\\s+", "");
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
