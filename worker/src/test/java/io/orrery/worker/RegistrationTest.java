package io.orrery.worker;

import static io.orrery.worker.Handlers.plain;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orrery.Handler;
import io.orrery.HandlerIndex;
import io.orrery.JobContext;
import io.orrery.JobHandler;
import io.orrery.config.OrreryConfig;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a worker refuses before it connects to anything, and what it says then. */
class RegistrationTest {
  private final OrreryConfig config =
      OrreryConfig.builder()
          .postgres("jdbc:postgresql://unused/unused", "ann", "")
          .broker("memory:unused")
          .build();
  private final WorkerBuilder builder = Worker.builder(config);

  @TempDir private Path folder;

  @Test
  void twoHandlersOfOneTypeAreNamedBoth() {
    builder.handler(plain((text, job) -> text)).handler(new Twin());

    assertThatThrownBy(builder::start)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContainingAll("Handlers$Plain", "RegistrationTest$Twin", "\"plain\"");
  }

  @Test
  void aWorkerNeedsAHandler() {
    assertThatThrownBy(builder::start).hasMessageContaining("handler(…)");
  }

  @Test
  void aHandlerNeedsItsAnnotation() {
    Handler<Handlers.Text, Handlers.Text> bare = new Bare();

    assertThatThrownBy(() -> builder.handler(bare).start())
        .hasMessageContainingAll("RegistrationTest$Bare", "@JobHandler");
  }

  @Test
  void aQueueHasALegalNameSlotsAndComesOnce() {
    assertThatThrownBy(() -> builder.queue("two words")).hasMessageContaining("two words");
    assertThatThrownBy(() -> builder.queue("email", 0)).hasMessageContaining("1 to 100000");
    assertThatThrownBy(() -> builder.queue("email", 100_001))
        .hasMessage("queue email has 100001 slots: use 1 to 100000");
    assertThatThrownBy(() -> builder.queue("sms", 1).queue("sms", 2)).hasMessageContaining("sms");
  }

  @Test
  void whatIsMissingIsNamed() {
    assertThatThrownBy(() -> Worker.builder(null)).hasMessageContaining("configuration is null");
    assertThatThrownBy(() -> builder.handler(null)).hasMessageContaining("handler is null");
    assertThatThrownBy(() -> builder.handlersFromIndex(null))
        .hasMessageContaining("class loader is null");
    assertThatThrownBy(() -> builder.metrics(null)).hasMessageContaining("registry is null");
    assertThatThrownBy(() -> builder.onFenced(null)).hasMessageContaining("hook is null");
  }

  @Test
  void withoutAQueueTheDefaultOneIsServedWithFiveSlots() {
    WorkerPlan plan = builder.handler(new Twin()).plan();

    assertThat(plan.row(new java.util.UUID(1, 1)).queues()).containsOnlyKeys("default");
    assertThat(plan.slots()).isEqualTo(5);
  }

  @Test
  void handlersOfAnIndexAreMadeByTheirConstructorOrByAModule() throws IOException {
    List<Handler<?, ?>> handlers =
        HandlerLoader.load(
            loaderWith(List.of(Twin.class, NeedsMailer.class), Mailing.class), config);

    assertThat(handlers).hasExactlyElementsOfTypes(NeedsMailer.class, Twin.class);
  }

  @Test
  void aModuleGetsTheConfigurationOfTheWorker() throws IOException {
    List<Handler<?, ?>> handlers =
        HandlerLoader.load(loaderWith(List.of(NeedsMailer.class), Mailing.class), config);

    assertThat(handlers).containsExactly(new NeedsMailer("smtp of ann"));
  }

  @Test
  void aHandlerThatNobodyCanMakeIsNamedWithItsConstructor() throws IOException {
    ClassLoader loader = loaderWith(List.of(NeedsMailer.class));

    assertThatThrownBy(() -> builder.handlersFromIndex(loader))
        .hasMessageContainingAll(
            NeedsMailer.class.getName(), "java.lang.String", HandlerModule.class.getName());
  }

  @Test
  void aConstructorThatThrowsIsTold() throws IOException {
    ClassLoader loader = loaderWith(List.of(Throwing.class));

    assertThatThrownBy(() -> builder.handlersFromIndex(loader))
        .hasMessageContainingAll(Throwing.class.getName(), "no mail server");
  }

  @Test
  void anIndexThatNamesAClassThatIsGoneIsTold() throws IOException {
    write(HandlerIndex.PATH, "com.example.Gone\n");

    assertThatThrownBy(() -> builder.handlersFromIndex(loader()))
        .hasMessageContaining("com.example.Gone");
  }

  @ParameterizedTest
  @ValueSource(strings = {"java.lang.String", "io.orrery.worker.RegistrationTest$Bare"})
  void anIndexThatNamesAClassThatIsNoHandlerIsToldWithTheIndexAndTheWayOut(String name)
      throws IOException {
    write(HandlerIndex.PATH, name + "\n");

    assertThatThrownBy(() -> builder.handlersFromIndex(loader()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(
            folder.resolve(HandlerIndex.PATH).toUri().toURL() + " lists " + name + ", which is no")
        .hasMessageContainingAll("@JobHandler", "build that jar from clean");
  }

  @Test
  void aClassPathWithoutAnIndexIsTold() {
    assertThatThrownBy(() -> builder.handlersFromIndex(loader()))
        .hasMessageContainingAll(HandlerIndex.PATH, "orrery-processor");
  }

  private ClassLoader loaderWith(List<Class<?>> handlers, Class<?>... modules) throws IOException {
    write(HandlerIndex.PATH, HandlerIndex.format(handlers.stream().map(Class::getName).toList()));
    for (Class<?> module : modules) {
      write("META-INF/services/" + HandlerModule.class.getName(), module.getName());
    }
    return loader();
  }

  private ClassLoader loader() throws MalformedURLException {
    return new URLClassLoader(new URL[] {folder.toUri().toURL()}, getClass().getClassLoader());
  }

  private void write(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  @JobHandler(type = "plain")
  static final class Twin implements Handler<Handlers.Text, Handlers.Text> {
    @Override
    public Handlers.Text handle(Handlers.Text text, JobContext job) {
      return text;
    }
  }

  static final class Bare implements Handler<Handlers.Text, Handlers.Text> {
    @Override
    public Handlers.Text handle(Handlers.Text text, JobContext job) {
      return text;
    }
  }

  @JobHandler(type = "mail")
  record NeedsMailer(String mailer) implements Handler<Handlers.Text, Handlers.Text> {
    @Override
    public Handlers.Text handle(Handlers.Text text, JobContext job) {
      return text;
    }
  }

  @JobHandler(type = "throwing")
  static final class Throwing implements Handler<Handlers.Text, Handlers.Text> {
    Throwing() {
      throw new IllegalStateException("no mail server");
    }

    @Override
    public Handlers.Text handle(Handlers.Text text, JobContext job) {
      return text;
    }
  }

  /** Public, with a public constructor: {@link java.util.ServiceLoader} asks for that. */
  public static final class Mailing implements HandlerModule {
    @Override
    public List<Handler<?, ?>> handlers(OrreryConfig config) {
      return List.of(new NeedsMailer("smtp of " + config.postgres().user().orElseThrow()));
    }
  }
}
