package io.orrery.benchmarks.load;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;

/** A child's side of the talk with its parent: a line in, a line out, until the input ends. */
final class Conversation {
  /** Answers one request. */
  @FunctionalInterface
  interface Answer {
    String to(String[] request) throws Exception;
  }

  private Conversation() {}

  /** Says that it is ready, then answers until the parent closes the input or dies. */
  static void hold(Answer answer) throws IOException {
    say("ready");
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      try {
        say(answer.to(line.split(" ")));
      } catch (Exception e) {
        e.printStackTrace();
        say("failed " + e);
      }
    }
  }

  private static void say(String line) {
    System.out.println(line.replace('\n', ' '));
    System.out.flush();
  }
}
