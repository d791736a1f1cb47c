package io.orrery.benchmarks;

import io.orrery.codec.Codec;
import io.orrery.codec.CodecLimits;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Arguments of about 200 bytes, there and back. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class CodecBenchmark {
  /** A record as users have them. */
  public record Mail(String to, String subject, String body, Instant at, List<String> tags) {}

  private final Codec codec = new Codec(CodecLimits.DEFAULT);
  private final Mail mail =
      new Mail("ann@example.org", "Hello", "x".repeat(120), Instant.EPOCH, List.of("a", "b"));
  private final byte[] encoded = codec.encode(mail, "arguments");

  @Benchmark
  public byte[] encode() {
    return codec.encode(mail, "arguments");
  }

  @Benchmark
  public Mail decode() {
    return codec.decode(encoded, Mail.class, "arguments");
  }
}
