package io.orrery.client;

/**
 * How far a change of many dead letters has come.
 *
 * @param changed were replayed, or discarded
 * @param keyHeld stay dead, since an unfinished job of their type holds their unique key
 * @param gone were not dead any more when their turn came: somebody else replayed or discarded
 *     them, or retention deleted them
 * @param held stay dead, since another transaction held their rows
 * @param complete whether all that there were have had their turn; false while it goes on, and
 *     where it was interrupted or reached the number that it was to change
 */
public record BulkOutcome(long changed, long keyHeld, long gone, long held, boolean complete) {
  static final BulkOutcome NONE = new BulkOutcome(0, 0, 0, 0, false);

  /** How many have had their turn. */
  public long seen() {
    return changed + keyHeld + gone + held;
  }

  BulkOutcome plus(long nowChanged, long nowKeyHeld, long nowGone, long nowHeld) {
    return new BulkOutcome(
        changed + nowChanged, keyHeld + nowKeyHeld, gone + nowGone, held + nowHeld, complete);
  }

  BulkOutcome atTheEnd() {
    return new BulkOutcome(changed, keyHeld, gone, held, true);
  }
}
