package example;

import java.io.IOException;

/** The app's own way to send mail. */
public interface Mailer {
  /**
   * Sends a mail, once for each key.
   *
   * @return the message's id
   */
  String send(String to, String subject, String body, String idempotencyKey) throws IOException;
}
