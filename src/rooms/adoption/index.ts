/**
 * Adoption: logs what was published before the log existed, and what the demonstration brings.
 * Who may enter: the operator, at start and by `jalon journal adopt`.
 * Tables: none.
 * Journal entries: none; leaves of every kind that content has.
 * Needs: journal, contributions, moderation, decisions, editions, polls, ballots.
 */
export {};
