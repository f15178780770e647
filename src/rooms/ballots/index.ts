/**
 * Ballots: a commitment for each vote, sealed in lots, opened and recounted once the question is closed.
 * Who may enter: votes are stored by the room votes; everybody reads lots, and their openings after closing.
 * Tables: ballots.*.
 * Journal entries: none; leaves ballot.batch, poll.closed, poll.tallied.
 * Needs: journal, polls.
 */
export {};
