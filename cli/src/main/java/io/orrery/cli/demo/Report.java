package io.orrery.cli.demo;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.orrery.Printable;
import io.orrery.codec.Codec;
import io.orrery.codec.CodecLimits;
import io.orrery.config.FileTrouble;
import java.io.IOException;
import java.io.Writer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** Writes each file's result as a line of JSON, read back from PostgreSQL. */
final class Report implements AutoCloseable {
  private static final String FINGERPRINTS =
      """
      SELECT j.state::text AS state, j.reason, j.arguments, j.result,
             (SELECT a.error FROM orrery.attempt a WHERE a.job_id = j.id ORDER BY a.fence DESC LIMIT 1) AS error
      FROM orrery.job j
      WHERE j.type = 'fingerprint'
      ORDER BY j.ring_order
      """;

  /** The driver fetches so many rows at a time: a report of millions needs no memory. */
  private static final int FETCH = 5_000;

  private final Path path;
  private final FileChannel file;
  private final Codec codec = new Codec(CodecLimits.DEFAULT);
  private final ObjectMapper json =
      JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

  private Report(Path path, FileChannel file) {
    this.path = path;
    this.file = file;
  }

  /**
   * Opens the file, so that a run of minutes does not end on this. What is in it stays until there
   * is something to write.
   *
   * @throws IllegalArgumentException if it can't be written; says why
   */
  static Report to(Path path) {
    try {
      return new Report(
          path, FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.WRITE));
    } catch (IOException e) {
      throw new IllegalArgumentException(cannotBeWritten(path, e), e);
    }
  }

  void write(Ledger ledger) throws IOException, SQLException {
    try {
      if (file.size() > 0) {
        file.truncate(0);
      }
      writeAll(ledger.connection());
    } catch (IOException e) {
      throw new IOException(cannotBeWritten(path, e), e);
    }
  }

  private void writeAll(Connection connection) throws IOException, SQLException {
    connection.setAutoCommit(false);
    try (Writer writer = Channels.newWriter(file, StandardCharsets.UTF_8);
        JsonGenerator line = json.createGenerator(writer);
        Statement statement = connection.createStatement()) {
      line.setRootValueSeparator(null);
      statement.setFetchSize(FETCH);
      try (ResultSet row = statement.executeQuery(FINGERPRINTS)) {
        while (row.next()) {
          write(line, row);
          line.writeRaw('\n');
        }
      }
    } finally {
      connection.rollback();
      connection.setAutoCommit(true);
    }
  }

  private void write(JsonGenerator line, ResultSet row) throws IOException, SQLException {
    Fingerprint.Source source =
        codec.decode(
            row.getBytes("arguments"), Fingerprint.Source.class, "arguments of fingerprint");
    byte[] result = row.getBytes("result");
    line.writeStartObject();
    line.writeStringField("path", source.path());
    line.writeStringField("state", row.getString("state"));
    if (result == null) {
      line.writeStringField("reason", row.getString("reason"));
      line.writeStringField("error", row.getString("error"));
    } else {
      Fingerprint.Print print =
          codec.decode(result, Fingerprint.Print.class, "result of fingerprint");
      line.writeStringField("sha256", print.sha256());
      line.writeNumberField("bytes", print.bytes());
      line.writeNumberField("lines", print.lines());
      line.writeNumberField("words", print.words());
    }
    line.writeEndObject();
  }

  private static String cannotBeWritten(Path path, IOException trouble) {
    String why =
        switch (trouble) {
          case NoSuchFileException e -> "its folder does not exist";
          case AccessDeniedException e -> "this user may not write it";
          default -> FileTrouble.of(trouble);
        };
    return "--report " + Printable.line(path.toString()) + " can't be written: " + why;
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
