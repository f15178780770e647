/**
 * Data rights: a person's request from form to proof: export my data, rectify, detach my name, erase.
 * Who may enter: who holds an account or a receipt; the data-protection officer answers.
 * Tables: data_rights.*.
 * Journal entries: request.received, request.answered; leaves author.detached, erasure.performed.
 * Needs: journal, notices, accounts, contributions, moderation, receipts.
 */
export {};
