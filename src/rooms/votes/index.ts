/**
 * Votes: agree, disagree or pass on one statement at a time; written durably in batches.
 * Who may enter: whoever the question and the open phase let vote; a guest with the signed token of a device.
 * Tables: votes.voter, vote.
 * Journal entries: votes.voters-set-aside.
 * Needs: journal, processes, polls.
 */
export const routes = [];
