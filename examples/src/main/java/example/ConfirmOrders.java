package example;

import io.orrery.client.JobHandle;
import io.orrery.client.OrreryClient;
import io.orrery.config.OrreryConfig;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A process that enqueues: one mail to each address among its arguments, then waits for them. */
public final class ConfirmOrders {
  private ConfirmOrders() {}

  public static void main(String[] addresses) throws InterruptedException {
    try (OrreryClient client = OrreryClient.connect(OrreryConfig.fromEnv())) {
      List<JobHandle<SendEmail.Receipt>> mails = new ArrayList<>();
      for (String address : addresses) {
        mails.add(
            client.enqueue(
                SendEmail.class,
                new SendEmail.Request(address, "Your order", "It is on its way.")));
      }
      for (JobHandle<SendEmail.Receipt> mail : mails) {
        System.out.println("sent as " + mail.await(Duration.ofSeconds(30)).messageId());
      }
    }
  }
}
