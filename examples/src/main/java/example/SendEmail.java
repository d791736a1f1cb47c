package example;

import io.orrery.Handler;
import io.orrery.JobContext;
import io.orrery.JobHandler;

/** Sends one mail. Running twice is harmless: the mailer drops a repeated key. */
@JobHandler(type = "send-email", queue = "email", maxRetries = 5, timeout = "2m")
public final class SendEmail implements Handler<SendEmail.Request, SendEmail.Receipt> {
  public record Request(String to, String subject, String body) {}

  public record Receipt(String messageId) {}

  private final Mailer mailer;

  public SendEmail(Mailer mailer) {
    this.mailer = mailer;
  }

  @Override
  public Receipt handle(Request email, JobContext job) throws Exception {
    String id = mailer.send(email.to(), email.subject(), email.body(), job.idempotencyKey());
    return new Receipt(id);
  }
}
