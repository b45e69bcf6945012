import "server-only";
import type { CommandDefinitions } from "./command-deps";
import type { CommandDefinition } from "./define-command";
import type { ForeignCommandName } from "@/lib/command";
import { activateAccount } from "./verbs/activate-account";
import { addAddendum } from "./verbs/add-addendum";
import { addEvidence } from "./verbs/add-evidence";
import { addNote } from "./verbs/add-note";
import { addRelationships } from "./verbs/add-relationships";
import { assignException, cancelAgreement, explainException, resolveException, startAgreement } from "./verbs/agreement";
import { closeAccount } from "./verbs/close-account";
import { completeClosedElsewhere } from "./verbs/complete-closed-elsewhere";
import { deactivateAccount } from "./verbs/deactivate-account";
import { acceptProof, confirmSurvivors, recordEstateContact } from "./verbs/deceased-steps";
import { endDeceasedCase } from "./verbs/end-deceased-case";
import { answerHandover, handOver } from "./verbs/handovers";
import { cancelImport, pauseImport, resumeImport, startImport } from "./verbs/import-control";
import { liftLegalHold, placeLegalHold } from "./verbs/legal-holds";
import { openAccount } from "./verbs/open-account";
import { placeHold } from "./verbs/place-hold";
import { purgeRecords } from "./verbs/purge-records";
import { readNumbersAgain } from "./verbs/read-numbers-again";
import { recordActionNotice } from "./verbs/record-action-notice";
import { recordNotice } from "./verbs/record-notice";
import { pauseRefresh, setRefreshSpeed, startRefresh } from "./verbs/refresh-control";
import { recordOwnerContact } from "./verbs/record-owner-contact";
import { releaseHold } from "./verbs/release-hold";
import { removeRelationship } from "./verbs/remove-relationship";
import { reopenAccount } from "./verbs/reopen-account";
import { reportDeath } from "./verbs/report-death";
import { settleCommand } from "./verbs/settle-command";
import { settleFollowUp } from "./verbs/settle-follow-up";
import { updateAccount } from "./verbs/update-account";
import { withdrawEvidence } from "./verbs/withdraw-evidence";
import { verifyTrail } from "./verbs/verify-trail";

type Foreign = Record<ForeignCommandName, CommandDefinition>;

/** Every write at Lead, and what is ours alone; the commands that steer processes come from there. */
export const commandDefinitions = {
  "open-account": openAccount,
  "update-account": updateAccount,
  "add-relationships": addRelationships,
  "remove-relationship": removeRelationship,
  "deactivate-account": deactivateAccount,
  "activate-account": activateAccount,
  "reopen-account": reopenAccount,
  "record-notice": recordNotice,
  "close-account": closeAccount,
  "place-hold": placeHold,
  "release-hold": releaseHold,
  "add-note": addNote,
  "add-evidence": addEvidence,
  "withdraw-evidence": withdrawEvidence,
  "settle-command": settleCommand,
  "start-import": startImport,
  "pause-import": pauseImport,
  "resume-import": resumeImport,
  "cancel-import": cancelImport,
  "start-refresh": startRefresh,
  "pause-refresh": pauseRefresh,
  "set-refresh-speed": setRefreshSpeed,
  "complete-closed-elsewhere": completeClosedElsewhere,
  "record-action-notice": recordActionNotice,
  "start-agreement": startAgreement,
  "cancel-agreement": cancelAgreement,
  "assign-exception": assignException,
  "explain-exception": explainException,
  "resolve-exception": resolveException,
  "verify-trail": verifyTrail,
  "settle-follow-up": settleFollowUp,
  "read-numbers-again": readNumbersAgain,
  "add-addendum": addAddendum,
  "place-legal-hold": placeLegalHold,
  "lift-legal-hold": liftLegalHold,
  "purge-records": purgeRecords,
  "hand-over": handOver,
  "answer-handover": answerHandover,
  "record-owner-contact": recordOwnerContact,
  "report-death": reportDeath,
  "accept-proof": acceptProof,
  "confirm-survivors": confirmSurvivors,
  "record-estate-contact": recordEstateContact,
  "end-deceased-case": endDeceasedCase,
} as const satisfies CommandDefinitions & Foreign;
