package io.orrery.broker;

import io.orrery.report.JobEvent;
import java.util.List;

/**
 * What just happened to jobs, for whoever watches. Only ever shows sooner what PostgreSQL has, or
 * will have within a second or two; what is lost of it is lost.
 *
 * @param events in the order in which they happened, as far as one process knows; {@link
 *     #MOST_EVENTS} at most
 * @param dropped events that the teller had to drop since its last news, because it could not keep
 *     up; 0 or more
 */
public record News(List<JobEvent> events, long dropped) {
  public static final int MOST_EVENTS = 500;

  public News {
    events = List.copyOf(events);
    if (events.size() > MOST_EVENTS || dropped < 0) {
      throw new IllegalArgumentException(
          "news of %d events, %d dropped: use at most %d, and 0 or more dropped"
              .formatted(events.size(), dropped, MOST_EVENTS));
    }
  }
}
