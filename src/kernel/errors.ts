/**
 * The few kinds of errors of the house. `messageKey` names the sentence shown to the person, `params` fills it.
 * One map (platform/http/errors) gives each kind its status code.
 */
export type MessageParams = Readonly<Record<string, string | number>>;

export abstract class DomainError extends Error {
  abstract readonly code: "not_found" | "refused" | "invalid" | "conflict";
  readonly messageKey: string;
  readonly params: MessageParams;

  constructor(messageKey: string, params: MessageParams = {}) {
    super(messageKey);
    this.messageKey = messageKey;
    this.params = params;
  }
}

/** The object does not exist, or its existence is private to others. 404. */
export class NotFound extends DomainError {
  readonly code = "not_found";
  constructor(messageKey = "errors.notFound", params: MessageParams = {}) {
    super(messageKey, params);
  }
}

/** The person may not do this, or not now. 403, or the way to sign in. */
export class Refused extends DomainError {
  readonly code = "refused";
  constructor(messageKey = "errors.refused", params: MessageParams = {}) {
    super(messageKey, params);
  }
}

/** What was typed cannot be taken. `fields` gives the message key of each field at fault. 422. */
export class Invalid extends DomainError {
  readonly code = "invalid";
  readonly fields: Readonly<Record<string, string>>;
  readonly values: Readonly<Record<string, unknown>>;
  constructor(fields: Readonly<Record<string, string>>, values: Readonly<Record<string, unknown>> = {}) {
    super("errors.invalid");
    this.fields = fields;
    this.values = values;
  }
}

/** Somebody else changed the same thing first. 409. */
export class Conflict extends DomainError {
  readonly code = "conflict";
  constructor(messageKey = "errors.conflict", params: MessageParams = {}) {
    super(messageKey, params);
  }
}
