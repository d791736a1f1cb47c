package io.orrery.broker.rabbitmq;

import com.rabbitmq.client.Channel;
import io.orrery.broker.Hint;
import io.orrery.broker.HintFormat;
import io.orrery.broker.News;
import io.orrery.broker.NewsFormat;
import java.io.IOException;
import java.util.function.Function;

/**
 * What the control exchange carries to every process that listens.
 *
 * @param name for people
 */
record Broadcast<T>(String name, Declaring declaring, Function<byte[], T> decoding) {
  /** Makes a listener's own queue, and returns its name. */
  interface Declaring {
    String on(Channel channel) throws IOException;
  }

  static final Broadcast<Hint> HINTS =
      new Broadcast<>("the hints", Topology::declareHints, HintFormat::decode);
  static final Broadcast<News> NEWS =
      new Broadcast<>("the news", Topology::declareNews, NewsFormat::decode);
}
