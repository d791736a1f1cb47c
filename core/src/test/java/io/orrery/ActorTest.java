package io.orrery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ActorTest {
  @ParameterizedTest
  @ValueSource(strings = {"ann@desk", "a", "Jörg Weiß, on call", "worker-host-4711"})
  void anybodyWithAPrintableNameMayAct(String name) {
    assertThat(new Actor(name)).hasToString(name);
  }

  @ParameterizedTest(name = "{index}")
  @ValueSource(strings = {"", "  ", "ann\nbob", "ann\u001b[2J", "ann\u2028", "\ud800"})
  void aNameThatCouldForgeALineIsRefused(String name) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Actor(name))
        .withMessage(
            "the actor's name \""
                + Printable.line(name)
                + "\" is not legal: use 1 to 200 printable characters, not all of them blank");
  }

  @Test
  void whatAMachineCallsItselfIsMadeFit() {
    assertThat(Actor.calling("ann@desk")).hasToString("ann@desk");
    assertThat(Actor.calling("ann\n@desk")).hasToString("ann?@desk");
    assertThat(Actor.calling(" ")).hasToString("unknown");
    assertThat(Actor.calling("a".repeat(300)).name()).hasSize(200);
  }

  @Test
  void theLongestNameHasTwoHundredCharacters() {
    assertThat(new Actor("a".repeat(200)).name()).hasSize(200);
    assertThatIllegalArgumentException().isThrownBy(() -> new Actor("a".repeat(201)));
    assertThatNullPointerException()
        .isThrownBy(() -> new Actor(null))
        .withMessage("the actor's name is null: say who does it");
  }
}
