/** Lots on one page of the list. */
export const LOTS_PAGE = 50;

export type LotLine = {
  readonly id: string;
  readonly number: number;
  readonly n: number;
  readonly sealedAt: Date;
  /** The index of its leaf in the published log; null while it waits. */
  readonly leaf: number | null;
};

export type CountState = {
  /** Ballots in all lots: those given since the last lot are in no number. */
  readonly ballots: number;
  readonly lots: number;
  /** The rules of the question are in the log. */
  readonly isLogged: boolean;
  /** When its closing and its result were logged. */
  readonly talliedAt: Date | null;
  readonly areOpened: boolean;
};

export type OwnLot = {
  readonly id: string;
  /** In the question, from 1. */
  readonly number: number;
  readonly sealedAt: Date;
  /** Ballots of this voter in it. */
  readonly own: number;
  /** Its leaf is in the published log: a proof can be made. */
  readonly isPublished: boolean;
};
