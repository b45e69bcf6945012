import "server-only";
import { randomUUID } from "node:crypto";
import { wholeDirectory } from "@/lib/directory-query";
import { closingQueue, endClosingQueue, makeClosingQueue, openClosingQueues, skipInQueue } from "../closing-queues/closing-queues";
import { sam } from "../closures/process-test-bed";
import type { ProcessTestBed } from "../closures/process-test-bed";
import { discardOwnDraft, keepOwnDraft, ownDraft } from "../drafts/own-drafts";
import { uploadEvidence } from "../intake/upload-evidence";
import { uploadImport } from "../intake/upload-import";
import { uploadLedger } from "../intake/upload-ledger";
import type { OperatorInProgram } from "../operator";
import { exportAccounts } from "./account-export";
import { activity, activityPeople } from "./activity";
import { exportActivity } from "./activity-export";
import { exceptionDetail } from "./agreement-exception";
import { exceptionOwners, exceptionPage } from "./agreement-exceptions";
import { runDetail, runList, unmappedFile, unmappedRows } from "./agreement-runs";
import { lookUpApplication } from "./application-lookup";
import { approvalsShown } from "./approval";
import { approvalPage, approvalRequesters } from "./approvals";
import { callList } from "./calls";
import { closeBatchContext } from "./close-batch";
import { accountProcess, closingContext, processById } from "./closing";
import { closingLetters, exportClosingLetters } from "./closing-letters";
import { closingRecord, exportClosingRecord } from "./closing-record";
import { dormancyPage } from "./dormancy";
import { exportDormancy } from "./dormancy-export";
import { revealEstateContact } from "./deceased-cases";
import { lookUpEntity } from "./entity-lookup";
import { evidenceOf, readEvidence } from "./evidence";
import { askForPack, packsOf, previewPack } from "./examiner-pack";
import { keepSelection } from "./export-selection";
import { fetchPack } from "./fetch-pack";
import { importRowPage, refusedRows } from "./import-rows";
import { importDetail, importList } from "./imports";
import { intakeState } from "./intake-state";
import { needsAPerson } from "./needs-a-person";
import { operatorNames } from "./operator-names";
import { overview } from "./overview";
import { register, registerCounts, registerEntry, registerPeople } from "./register";
import { exportRegister } from "./register-export";
import { retentionReport } from "./retention-report";
import { revealAccountNumber } from "./reveal-account-number";
import { settingsState } from "./settings-state";
import { callerOf } from "./test-restricted-accounts";
import { trailState } from "./trail-state";
import { followUpsToDo, workQueue } from "./work-queue";

const whole = {} as never;
const request = () => new Request("http://localhost/", { method: "PUT", body: "x" });

/** What support is refused, or gets nothing of, each asked as far as it goes with an account that has everything. */
export function askShutDoors(bed: ProcessTestBed, accountId: string): Record<string, Promise<unknown>> {
  const here = callerOf(bed, sam) as OperatorInProgram;
  const imports = { ...here, readable: new Map<string, string>() };
  const { db } = bed.deps;
  const [id, signal, pools] = [randomUUID(), new AbortController().signal, { db, pool: whole }];
  return {
    exportAccounts: exportAccounts(here, { query: wholeDirectory, format: "csv" }, signal, pools),
    keepSelection: keepSelection(here, [accountId], db),
    activity: activity(here, whole, db), activityPeople: activityPeople(here, db), exportActivity: exportActivity(here, whole, signal, pools),
    trailState: trailState(here, db), callList: callList(here, { accountId }, db), settingsState: settingsState(here, db), intakeState: intakeState(here, db),
    approvalsShown: approvalsShown(here, [id], db), approvalPage: approvalPage(here, whole, db), approvalRequesters: approvalRequesters(here, db),
    evidenceOf: evidenceOf(here, { accountId } as never, db), readEvidence: readEvidence(here, id, db), uploadEvidence: uploadEvidence(here, id, request(), db),
    accountProcess: accountProcess(here, accountId, db), processById: processById(here, id, db), closingContext: closingContext(here, accountId, db), closeBatchContext: closeBatchContext(here, { by: "hand", ids: [accountId] }, db),
    closingLetters: closingLetters(here, id, db), exportClosingLetters: exportClosingLetters(here, id, "notice", db), closingRecord: closingRecord(here, id, db), exportClosingRecord: exportClosingRecord(here, id, db),
    makeClosingQueue: makeClosingQueue(here, [accountId], db), closingQueue: closingQueue(here, id, undefined, db), skipInQueue: skipInQueue(here, id, accountId, db), endClosingQueue: endClosingQueue(here, id, db), openClosingQueues: openClosingQueues(here, db),
    register: register(here, whole, db), registerCounts: registerCounts(here, whole, db), registerPeople: registerPeople(here, db), registerEntry: registerEntry(here, id, db), exportRegister: exportRegister(here, whole, signal, pools),
    dormancyPage: dormancyPage(here, whole, db), exportDormancy: exportDormancy(here, whole, signal, pools), retentionReport: retentionReport(here, db), overview: overview(here, undefined, db),
    workQueue: workQueue(here, undefined, db), followUpsToDo: followUpsToDo(here, db), needsAPerson: needsAPerson(here, db), operatorNames: operatorNames(here, ["person-carmen ortiz"], db),
    previewPack: previewPack(here, whole, db), askForPack: askForPack(here, {}, db), packsOf: packsOf(here, db), fetchPack: fetchPack(here, id, signal, { db }),
    runList: runList(here, db), runDetail: runDetail(here, id, db), unmappedRows: unmappedRows(here, id, {}, db), unmappedFile: unmappedFile(here, id, db), uploadLedger: uploadLedger(here, id, request(), db),
    exceptionPage: exceptionPage(here, whole, db), exceptionOwners: exceptionOwners(here, db), exceptionDetail: exceptionDetail(here, id, db),
    importList: importList(here, db), importDetail: importDetail(imports, id, db), importRowPage: importRowPage(imports, id, whole, db), refusedRows: refusedRows(imports, id, db), uploadImport: uploadImport(imports, id, request(), db),
    lookUpEntity: lookUpEntity(here, "entity_x", whole, db), lookUpApplication: lookUpApplication(here, "application_x", whole, db),
    ownDraft: ownDraft(here, "update-account", accountId, db), keepOwnDraft: keepOwnDraft(here, "update-account", accountId, {}, db), discardOwnDraft: discardOwnDraft(here, "update-account", accountId, db),
    revealAccountNumber: revealAccountNumber(here, accountId, id, db), revealEstateContact: revealEstateContact(here, accountId, id, db),
  };
}
