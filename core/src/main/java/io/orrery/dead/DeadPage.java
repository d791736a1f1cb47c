package io.orrery.dead;

import java.util.List;
import java.util.Optional;

/**
 * Some dead letters, the latest first.
 *
 * @param letters up to as many as were asked for. Fewer, even none, beside a {@code next} where the
 *     filter passed over very many others
 * @param next where to read on; empty: there are no more
 */
public record DeadPage(List<DeadLetter> letters, Optional<DeadPosition> next) {
  public DeadPage {
    letters = List.copyOf(letters);
  }
}
