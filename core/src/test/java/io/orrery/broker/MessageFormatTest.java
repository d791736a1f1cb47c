package io.orrery.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.orrery.JobId;
import io.orrery.JobState;
import io.orrery.QueueName;
import io.orrery.report.JobEvent;
import io.orrery.report.LogLine;
import io.orrery.report.Progress;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.msgpack.core.MessageBufferPacker;
import org.msgpack.core.MessagePack;
import org.slf4j.event.Level;

class MessageFormatTest {
  private static final QueueName MAIL = new QueueName("mail");

  @Test
  void doorbellsKeepTheirQueuePriorityAndIds() {
    Doorbell most = new Doorbell(new QueueName("q".repeat(128)), 9, ids(Doorbell.MOST_JOBS));

    assertThat(DoorbellFormat.decode(DoorbellFormat.encode(most))).isEqualTo(most);
  }

  @Test
  void deadNoticesKeepTheirFieldsAtTheirLongest() {
    DeadNotice longest =
        new DeadNotice(
            JobId.next(),
            "t".repeat(128),
            new QueueName("q".repeat(128)),
            "€".repeat(DeadNotice.LONGEST_REASON));

    assertThat(DeadNoticeFormat.decode(DeadNoticeFormat.encode(longest))).isEqualTo(longest);
  }

  @Test
  void reasonsAreCutToTheirBound() {
    DeadNotice notice = new DeadNotice(JobId.next(), "send-email", MAIL, "x".repeat(5_000));

    assertThat(notice.reason()).hasSize(DeadNotice.LONGEST_REASON);
  }

  @Test
  void hintsKeepTheirFields() {
    List<Hint> hints =
        List.of(
            new Hint.Cancel(JobId.next()),
            new Hint.Watch(Optional.empty(), 1),
            new Hint.Watch(Optional.of(JobId.next()), Hint.Watch.LONGEST_WATCH),
            new Hint.Due(Long.MAX_VALUE),
            new Hint.Queue(new QueueName("q".repeat(128))));

    assertThat(hints)
        .allSatisfy(h -> assertThat(HintFormat.decode(HintFormat.encode(h))).isEqualTo(h));
  }

  @Test
  void newsKeepTheirFieldsAtTheirLongest() {
    JobId job = JobId.next();
    LogLine line =
        new LogLine(3, 7, Instant.ofEpochMilli(5), Level.WARN, "a.B", "€".repeat(16 * 1024));
    News news =
        new News(
            List.of(
                new JobEvent.Moved(job, "t".repeat(128), MAIL, JobState.RUNNING, 2),
                new JobEvent.Progressed(job, 2, Progress.of(0.25, "€".repeat(500))),
                new JobEvent.Progressed(job, 2, Progress.of(7, Long.MAX_VALUE, null)),
                new JobEvent.Logged(job, Long.MAX_VALUE, line)),
            12);

    assertThat(NewsFormat.decode(NewsFormat.encode(news))).isEqualTo(news);
  }

  @Test
  void everyCutNewsIsMalformed() {
    JobEvent event = new JobEvent.Progressed(JobId.next(), 1, Progress.of(1, 2, "halfway"));
    byte[] whole = NewsFormat.encode(new News(List.of(event), 0));

    for (int length = 0; length < whole.length; length++) {
      refused(NewsFormat::decode, Arrays.copyOf(whole, length));
    }
  }

  @Test
  void anIdTakesSixteenBytes() {
    byte[] one = DoorbellFormat.encode(new Doorbell(MAIL, 5, ids(100)));
    byte[] more = DoorbellFormat.encode(new Doorbell(MAIL, 5, ids(200)));

    assertThat(more.length - one.length).isEqualTo(1_600);
  }

  @Test
  void everyCutMessageIsMalformed() {
    byte[] whole = DoorbellFormat.encode(new Doorbell(MAIL, 5, ids(3)));

    for (int length = 0; length < whole.length; length++) {
      refused(DoorbellFormat::decode, Arrays.copyOf(whole, length));
    }
  }

  @Test
  void trailingBytesAreMalformed() {
    byte[] whole = HintFormat.encode(new Hint.Due(5));

    refused(HintFormat::decode, Arrays.copyOf(whole, whole.length + 1));
  }

  @Test
  void anotherVersionIsNamed() throws IOException {
    byte[] next = packed(p -> p.packInt(2));

    assertThatExceptionOfType(MalformedMessage.class)
        .isThrownBy(() -> DoorbellFormat.decode(next))
        .withMessageContaining("version 2");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 8, 16 * 1_001})
  void idsMustBeWholeAndBetweenOneAndAThousand(int bytes) throws IOException {
    byte[] message =
        packed(
            p -> {
              p.packInt(1).packString("mail").packInt(5).packBinaryHeader(bytes);
              p.writePayload(new byte[bytes]);
            });

    refused(DoorbellFormat::decode, message);
  }

  @ParameterizedTest
  @ValueSource(ints = {0xC6, 0xC9, 0xDB, 0xDD, 0xDF})
  void headersThatPromiseGigabytesAreRefusedUnread(int header) throws IOException {
    ByteArrayOutputStream bomb = new ByteArrayOutputStream();
    bomb.write(packed(p -> p.packInt(1)));
    bomb.write(new byte[] {(byte) header, 0x7F, (byte) 0xFF, (byte) 0xFF, (byte) 0xFF});

    refused(DoorbellFormat::decode, bomb.toByteArray());
    refused(DeadNoticeFormat::decode, bomb.toByteArray());
    refused(HintFormat::decode, bomb.toByteArray());
  }

  @Test
  void noiseIsMalformedOrAMessageButNeverAnotherError() {
    Random random = new Random(20_260_101);
    byte[] whole = DoorbellFormat.encode(new Doorbell(MAIL, 5, ids(3)));

    for (int i = 0; i < 20_000; i++) {
      byte[] noisy = whole.clone();
      noisy[random.nextInt(noisy.length)] = (byte) random.nextInt();
      noisy[random.nextInt(noisy.length)] = (byte) random.nextInt();
      assertThat(readsOrRefuses(noisy)).isTrue();
    }
  }

  private static boolean readsOrRefuses(byte[] noisy) {
    try {
      return !DoorbellFormat.decode(noisy).jobs().isEmpty();
    } catch (MalformedMessage refused) {
      return true;
    }
  }

  private static void refused(Function<byte[], ?> decode, byte[] bytes) {
    assertThatExceptionOfType(MalformedMessage.class).isThrownBy(() -> decode.apply(bytes));
  }

  private static List<JobId> ids(int count) {
    return Stream.generate(JobId::next).limit(count).toList();
  }

  private interface Packing {
    void pack(MessageBufferPacker to) throws IOException;
  }

  private static byte[] packed(Packing packing) throws IOException {
    try (MessageBufferPacker packer = MessagePack.newDefaultBufferPacker()) {
      packing.pack(packer);
      return packer.toByteArray();
    }
  }
}
