package io.orrery.processor;

import io.orrery.codec.TypeName;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.Types;

/**
 * Checks the records of a sealed interface, those of sealed interfaces within it among them:
 * encoded data tells them apart by their {@link TypeName}, so each needs one of its own.
 */
final class SealedRecords {
  private final Types types;
  private final Permitted permitted;
  private final Refusals refusals;

  /** Many handlers may take one type: its errors are shown once. */
  private final Set<TypeElement> checked = new HashSet<>();

  SealedRecords(Types types, Permitted permitted, Refusals refusals) {
    this.types = types;
    this.permitted = permitted;
    this.refusals = refusals;
  }

  static boolean isSealedInterface(TypeElement type) {
    return type.getKind() == ElementKind.INTERFACE && type.getModifiers().contains(Modifier.SEALED);
  }

  /** Checks a sealed interface, or a record that may be of one. */
  void check(TypeElement type) {
    if (isSealedInterface(type)) {
      checkAll(type);
    } else if (type.getKind() == ElementKind.RECORD && isNamed(type) && checked.add(type)) {
      checkName(
          type, type.getQualifiedName() + ", which a sealed interface permits, ", new HashMap<>());
    }
  }

  private void checkAll(TypeElement sealed) {
    if (!checked.add(sealed)) {
      return;
    }
    Map<String, TypeElement> owners = new HashMap<>();
    for (TypeElement record : permitted.classes(sealed).toList()) {
      checked.add(record);
      String subject =
          record.getQualifiedName() + ", which " + sealed.getQualifiedName() + " permits, ";
      if (record.getKind() == ElementKind.RECORD) {
        checkName(record, subject, owners);
      } else {
        refusals.at(record, subject + "is no record, so it can't be decoded: make it one");
      }
    }
  }

  private void checkName(TypeElement record, String subject, Map<String, TypeElement> owners) {
    Optional<AnnotatedClass> named = AnnotatedClass.of(record, TypeName.class);
    if (named.isEmpty()) {
      refusals.at(
          record,
          subject
              + "has no name in encoded data: add @TypeName(\""
              + NameRule.like(record)
              + "\")");
      return;
    }
    named
        .get()
        .checkText(
            "value",
            name -> {
              NameRule.check("record", name, NameRule.like(record));
              TypeElement owner = owners.putIfAbsent(name, record);
              if (owner != null) {
                throw new IllegalArgumentException(
                    "%shas the name of %s: give each its own @TypeName"
                        .formatted(subject, owner.getQualifiedName()));
              }
            },
            refusals);
  }

  /** Whether it has a name, or needs one. */
  private boolean isNamed(TypeElement record) {
    return isPermitted(record) || AnnotatedClass.of(record, TypeName.class).isPresent();
  }

  private boolean isPermitted(TypeElement type) {
    return type.getInterfaces().stream()
        .map(parent -> (TypeElement) types.asElement(parent))
        .anyMatch(parent -> isSealedInterface(parent) || isPermitted(parent));
  }
}
