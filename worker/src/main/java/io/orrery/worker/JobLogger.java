package io.orrery.worker;

import io.orrery.worker.report.Report;
import java.io.NotSerializableException;
import java.io.ObjectStreamException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Marker;
import org.slf4j.event.Level;
import org.slf4j.helpers.LegacyAbstractLogger;
import org.slf4j.helpers.MessageFormatter;

/** Logs to an attempt's report, INFO and above. */
final class JobLogger extends LegacyAbstractLogger {
  private static final long serialVersionUID = 1;

  private final transient Report report;

  JobLogger(Report report) {
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
    report.log(level, "", error == null ? text : text + '\n' + ErrorText.of(error).stripTrailing());
  }

  /** It belongs to an attempt, which no serial form can bring back. */
  @Override
  protected Object readResolve() throws ObjectStreamException {
    throw new NotSerializableException(JobLogger.class.getName());
  }
}
