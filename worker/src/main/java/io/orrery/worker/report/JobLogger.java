package io.orrery.worker.report;

import java.io.NotSerializableException;
import java.io.ObjectStreamException;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.jspecify.annotations.Nullable;
import org.slf4j.Marker;
import org.slf4j.event.Level;
import org.slf4j.helpers.LegacyAbstractLogger;
import org.slf4j.helpers.MessageFormatter;

/** Logs to an attempt's report, INFO and above. */
public final class JobLogger extends LegacyAbstractLogger {
  private static final long serialVersionUID = 1;

  private final transient Report report;

  public JobLogger(Report report) {
    this.report = report;
    this.name = "job";
  }

  @Override
  public boolean isTraceEnabled() {
    return false;
  }

  @Override
  public boolean isDebugEnabled() {
    return false;
  }

  @Override
  public boolean isInfoEnabled() {
    return true;
  }

  @Override
  public boolean isWarnEnabled() {
    return true;
  }

  @Override
  public boolean isErrorEnabled() {
    return true;
  }

  @Override
  protected @Nullable String getFullyQualifiedCallerName() {
    return null;
  }

  @Override
  protected void handleNormalizedLoggingCall(
      Level level,
      @Nullable Marker marker,
      @Nullable String pattern,
      Object @Nullable [] arguments,
      @Nullable Throwable error) {
    String text = String.valueOf(MessageFormatter.basicArrayFormat(pattern, arguments));
    report.log(level, "", error == null ? text : text + '\n' + stack(error));
  }

  private static String stack(Throwable error) {
    StringWriter text = new StringWriter();
    error.printStackTrace(new PrintWriter(text, true));
    return text.toString().stripTrailing();
  }

  /** It belongs to an attempt, which no serial form can bring back. */
  @Override
  protected Object readResolve() throws ObjectStreamException {
    throw new NotSerializableException(JobLogger.class.getName());
  }
}
