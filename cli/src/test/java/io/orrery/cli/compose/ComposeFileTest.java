package io.orrery.cli.compose;

import static org.assertj.core.api.Assertions.assertThat;

import io.orrery.config.ConfigKey;
import io.orrery.config.OrreryConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Holds docker-compose.yml, Dockerfile and .env.example against the product and good habits. */
class ComposeFileTest {
  private static final Pattern OUR_KEY = Pattern.compile("ORRERY_[A-Z0-9_]+");
  private static final Pattern PASSWORD = Pattern.compile("\\$\\{([A-Z]+_PASSWORD):\\?[^}]+}");

  private ComposeFile compose;

  @BeforeEach
  void readIt() throws IOException {
    compose = ComposeFile.read();
  }

  @Test
  void everyKeyOfOursIsKnown() throws IOException {
    Set<String> known =
        Arrays.stream(ConfigKey.values())
            .flatMap(key -> Stream.of(key.environment(), key.environment() + "_FILE"))
            .collect(Collectors.toSet());

    for (String file : List.of("docker-compose.yml", "Dockerfile", ".env.example")) {
      assertThat(matches(OUR_KEY, text(file))).as(file).isSubsetOf(known);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"migrate", "coordinator", "worker"})
  void theEnvironmentOfEachOfOurServicesIsAccepted(String service) {
    Map<String, String> environment = compose.map(service, "environment");
    environment.replaceAll((key, value) -> PASSWORD.matcher(value).replaceAll("hush"));

    OrreryConfig config = OrreryConfig.fromEnv(environment);

    assertThat(config.postgres().url()).contains("//postgres:5432/");
    assertThat(config.broker().getHost()).isEqualTo("rabbitmq");
    assertThat(config.redis())
        .hasValueSatisfying(
            u -> assertThat(u.address().nodes().getFirst().host()).isEqualTo("redis"));
  }

  @Test
  void oneCoordinatorStandsByForTheOther() {
    assertThat(compose.map("coordinator", "deploy")).containsEntry("replicas", "2");
  }

  @Test
  void eachServerHasAHealthCheckAndKeepsItsDataInAVolume() {
    assertThat(compose.servers()).containsExactly("postgres", "rabbitmq", "redis");
    assertThat(compose.servers())
        .allMatch(server -> compose.map(server, "healthcheck").containsKey("test"))
        .noneMatch(server -> compose.list(server, "volumes").isEmpty());
  }

  @Test
  void eachImageIsPinned() throws IOException {
    Stream<String> composed = compose.services().stream().map(each -> compose.text(each, "image"));
    Stream<String> built =
        Pattern.compile("(?m)^FROM (\\S+)")
            .matcher(text("Dockerfile"))
            .results()
            .map(from -> from.group(1));

    assertThat(Stream.concat(composed, built))
        .hasSizeGreaterThan(5)
        .allMatch(image -> image.matches("[a-z-]+:[0-9][0-9a-z.-]*"));
  }

  @Test
  void portsAreOpenToThisMachineAlone() {
    assertThat(compose.services().stream().flatMap(each -> compose.list(each, "ports").stream()))
        .isNotEmpty()
        .allMatch(port -> port.startsWith("127.0.0.1:"));
  }

  @Test
  void anUnsetPasswordStopsTheStart() throws IOException {
    String text = text("docker-compose.yml");

    assertThat(matches(Pattern.compile("\\$\\{[A-Z]+_PASSWORD[^}]*}"), text))
        .isNotEmpty()
        .allMatch(use -> PASSWORD.matcher(use).matches());
    assertThat(matches(Pattern.compile("(?m)^[A-Z]+_PASSWORD="), text(".env.example")))
        .hasSize(3)
        .allMatch(line -> text.contains("${" + line.replace("=", ":?")));
    assertThat(text(".env.example")).doesNotContainPattern("_PASSWORD=\\S");
  }

  @ParameterizedTest
  @ValueSource(strings = {"coordinator", "worker"})
  void nothingOfOursStartsBeforeTheSchemaIsThere(String service) {
    assertThat(compose.map(service, "depends_on").get("migrate"))
        .contains("service_completed_successfully");
    assertThat(compose.map("migrate", "depends_on").get("postgres")).contains("service_healthy");
  }

  @ParameterizedTest
  @ValueSource(strings = {"migrate", "coordinator", "worker"})
  void ourServicesRunWithoutRights(String service) throws IOException {
    assertThat(compose.text(service, "read_only")).isEqualTo("true");
    assertThat(compose.list(service, "cap_drop")).containsExactly("ALL");
    assertThat(text("Dockerfile")).containsPattern("(?m)^USER [1-9][0-9]*:[1-9][0-9]*$");
  }

  @Test
  void theServersAreThoseThatTheTestsRunOn() throws IOException {
    String images =
        text("testing/servers/src/main/java/io/orrery/testing/servers/DockerImages.java");
    String script = text("testing/provide-servers.sh");

    assertThat(compose.servers().stream().map(server -> compose.text(server, "image")))
        .allMatch(image -> images.contains('"' + image + '"'))
        .allMatch(image -> matches(Pattern.compile("[a-z]+:[0-9.a-z-]+"), script).contains(image));
  }

  private static String text(String file) throws IOException {
    return Files.readString(ComposeFile.REPOSITORY.resolve(file));
  }

  private static Set<String> matches(Pattern pattern, String text) {
    return pattern.matcher(text).results().map(MatchResult::group).collect(Collectors.toSet());
  }
}
