package io.orrery.cli.compose;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** The repository's compose file, as far as the tests ask. */
final class ComposeFile {
  static final Path REPOSITORY = Path.of("..");

  private final Map<?, ?> services;

  private ComposeFile(Map<?, ?> services) {
    this.services = services;
  }

  static ComposeFile read() throws IOException {
    String text = Files.readString(REPOSITORY.resolve("docker-compose.yml"));
    Map<?, ?> file = new Yaml(new SafeConstructor(new LoaderOptions())).load(text);
    return new ComposeFile((Map<?, ?>) file.get("services"));
  }

  List<String> services() {
    return services.keySet().stream().map(String::valueOf).toList();
  }

  /** Services that come from somebody else's image. */
  List<String> servers() {
    return services().stream().filter(service -> !has(service, "build")).toList();
  }

  boolean has(String service, String key) {
    return at(service).containsKey(key);
  }

  String text(String service, String key) {
    return String.valueOf(at(service).get(key));
  }

  List<String> list(String service, String key) {
    List<?> values = has(service, key) ? (List<?>) at(service).get(key) : List.of();
    return values.stream().map(String::valueOf).toList();
  }

  Map<String, String> map(String service, String key) {
    Map<?, ?> entries = has(service, key) ? (Map<?, ?>) at(service).get(key) : Map.of();
    return entries.entrySet().stream()
        .collect(
            Collectors.toMap(
                entry -> String.valueOf(entry.getKey()),
                entry -> String.valueOf(entry.getValue())));
  }

  private Map<?, ?> at(String service) {
    return (Map<?, ?>) services.get(service);
  }
}
