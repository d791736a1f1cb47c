package io.orrery.benchmarks.process;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;

/** A child's side of the talk with its parent: a line in, a line out, until the input ends. */
public final class Conversation {
  /** Answers one request. */
  @FunctionalInterface
  public interface Answer {
    String to(String[] request) throws Exception;
  }

  private Conversation() {}

  /**
   * Says that it is ready, then answers until the parent closes the input or dies. What an answer
   * throws ends the talk, and the process tells it on standard error, which is the parent's too.
   */
  public static void hold(Answer answer) throws Exception {
    say("ready");
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      say(answer.to(line.split(" ")));
    }
  }

  private static void say(String line) {
    System.out.println(line);
    System.out.flush();
  }
}
