import type { BoundedCount } from "../account-views";
import type { FieldChange } from "../fields/field-changes";
import type { Determination, DeterminationKind } from "./determination";
import type { DueState } from "./due-dates";
import type { RegisterKind, RegisterNotice } from "./register";
import type { RegisterView } from "./register-query";
import type { NoticeReason } from "./termination-reasons";

/** A person as the identity provider named them then. */
export type RegisterPerson = { subject: string; name: string; roles: string[] };

/** One line of the register. Days are plain dates of the program's business zone, times ISO 8601 in UTC. */
export type RegisterRow = {
  id: string;
  kind: RegisterKind;
  accountId: string;
  productName: string | null;
  reason: string | null;
  stage: string;
  determined: DeterminationKind | null;
  takenOn: string;
  notice: RegisterNotice;
  noticeDueOn: string | null;
  deliveredOn: string | null;
  /** Of a notice that is needed: how it stands against its day. */
  due: DueState | null;
  askedBy: RegisterPerson | null;
  askedAt: string;
  approver: RegisterPerson | null;
  approvedAt: string | null;
  purgedAt: string | null;
};

/** With everything that the register keeps of it. */
export type RegisterEntry = RegisterRow & {
  determination: Determination | null;
  reasons: NoticeReason[];
  note: string | null;
  scraReason: string | null;
  /** Amounts in minor units of `currency`. */
  cut: FieldChange[];
  currency: string | null;
  deliveredAt: string | null;
  deliveredTimeKnown: boolean | null;
  method: string | null;
  otherMethod: string | null;
  recipient: string | null;
  noticeBy: RegisterPerson | null;
  noticeRecordedAt: string | null;
};

export type RegisterPage = { entries: RegisterRow[]; next: string | null; previous: string | null };

export type RegisterCounts = { shown: BoundedCount } & Record<RegisterView, BoundedCount>;

export type RegisterPeople = { askers: { subject: string; name: string }[]; approvers: { subject: string; name: string }[] };

/** `mayRecord`: its notice is still to be recorded, and by this person. */
export type ShownEntry = { entry: RegisterEntry; holders: { entityId: string; name: string }[]; today: string; mayRecord: boolean };
