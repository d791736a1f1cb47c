package io.orrery.worker;

import io.orrery.Discard;
import io.orrery.Handler;
import io.orrery.JobContext;
import io.orrery.JobHandler;
import io.orrery.JobType;
import io.orrery.OnLeaseUncertain;
import io.orrery.codec.Codec;
import io.orrery.codec.DecodingFailed;
import io.orrery.codec.EncodingFailed;
import io.orrery.codec.TooLarge;
import org.jspecify.annotations.Nullable;

/** A handler and the job type that it runs. */
record Registered<A, R>(
    JobType<A, R> type, Handler<A, R> handler, OnLeaseUncertain onLeaseUncertain) {

  /**
   * Reads what a handler's class is annotated with.
   *
   * @throws IllegalArgumentException if that is missing or wrong
   */
  static <A, R> Registered<A, R> of(Handler<A, R> handler) {
    @SuppressWarnings("unchecked") // An object's class is one of its own type.
    Class<? extends Handler<A, R>> type = (Class<? extends Handler<A, R>>) handler.getClass();
    JobType<A, R> jobType = JobType.of(type);
    return new Registered<>(
        jobType, handler, type.getAnnotation(JobHandler.class).onLeaseUncertain());
  }

  /**
   * Runs the handler on encoded arguments.
   *
   * @return the encoded result
   * @throws Discard if the arguments can't be decoded, or the result can't be kept: trying again
   *     would not help
   */
  byte @Nullable [] run(Codec codec, byte[] arguments, JobContext context) throws Exception {
    R result = handler.handle(decode(codec, arguments), context);
    try {
      return encode(codec, result);
    } catch (EncodingFailed | TooLarge e) {
      throw new Discard(
          "its handler returned, but what it returned can't be kept: " + e.getMessage(), e);
    }
  }

  /**
   * @throws EncodingFailed if the result can't be encoded
   * @throws TooLarge if it is over the limit
   */
  byte @Nullable [] encode(Codec codec, @Nullable Object result) {
    return result == null ? null : codec.encode(result, "result of " + type.name());
  }

  private A decode(Codec codec, byte[] arguments) {
    try {
      return codec.decode(arguments, type.arguments(), "arguments of " + type.name());
    } catch (DecodingFailed | TooLarge e) {
      throw new Discard("its arguments can't be decoded: " + e.getMessage(), e);
    }
  }
}
