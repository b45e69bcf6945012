"use client";

import { useWatch } from "react-hook-form";
import type { FormHolderType, FormSection as SectionName } from "@/lib/accounts/capability-sections";
import type { ApplicationFacts } from "@/lib/accounts/entity-facts";
import { controlId } from "../../fields/field-path";
import type { AccountFormApi } from "./account-form-state";
import { ApplicationField } from "./application-field";
import { CapabilityPicker } from "./capability-picker";
import { DocumentEditor } from "./document-editor";
import { FieldGrid, FormSection } from "./form-section";
import { FormText } from "./form-text";
import { MetadataEditor } from "./metadata-editor";
import { PeopleList } from "./people-list";

export type AccountSectionsProps = {
  form: AccountFormApi;
  program: string;
  zone: string;
  sections: readonly SectionName[];
  holderType: FormHolderType;
  holderIds: readonly string[];
  supported: readonly string[];
  /** Capabilities that Lead holds already. */
  held?: readonly string[];
  onCopyTerms: (facts: ApplicationFacts) => void;
  /** Compliance edits protections, the notice and documents only. */
  protectionsOnly?: boolean;
};

const credit = ["details.credit.limit", "details.credit.max_limit", "details.credit.available_credit", "details.credit.currency", "details.credit.underwriting_grade", "details.credit.is_secured"] as const;

/** The sections of an account's form that its capabilities reveal, for opening and editing alike. */
export function AccountSections(props: AccountSectionsProps) {
  const { form, zone, sections, holderType, supported, held, protectionsOnly = false } = props;
  const { control } = form;
  const shows = (section: SectionName) => sections.includes(section);
  return (
    <>
      <FormSection id="account" heading="Account">
        <div className="space-y-4">
          <CapabilityPicker control={control} supported={supported} held={held} disabled={protectionsOnly} />
          <FieldGrid>
            <FormText control={control} name="details.product_name" zone={zone} required disabled={protectionsOnly} />
          </FieldGrid>
        </div>
      </FormSection>
      {shows("people") ? <PeopleSection {...props} /> : null}
      {shows("application") ? <ApplicationSection {...props} /> : null}
      {shows("credit") ? (
        <FormSection id="credit" heading="Credit terms" hint="Amounts in major units, as a person writes them.">
          <FieldGrid>
            {credit.map((name) => <FormText key={name} control={control} name={name} zone={zone} required disabled={protectionsOnly} />)}
            <FormText control={control} name="details.credit.is_mla" zone={zone} required />
          </FieldGrid>
        </FormSection>
      ) : null}
      {shows("scra") ? <ScraSection {...props} /> : null}
      {shows("report") ? <ReportSection {...props} /> : null}
      {shows("notice") ? <NoticeSection {...props} /> : null}
      <FormSection id="documents" heading="Documents" hint="Each is a file delivered to Lead by SFTP; here it is named and dated.">
        <DocumentEditor control={control} zone={zone} />
      </FormSection>
      <FormSection id="metadata" heading="Metadata" hint={<span id={controlId("metadata")} tabIndex={-1}>Names and values of your own.</span>}>
        <MetadataEditor control={control} disabled={protectionsOnly} />
      </FormSection>
      <span className="sr-only" role="status">{holderType === "commercial" ? "The holders make this a commercial account." : holderType === "consumer" ? "The holders make this a consumer account." : ""}</span>
    </>
  );
}

function PeopleSection({ form, program, sections, holderType }: AccountSectionsProps) {
  const kind = { consumer: "Consumer account", commercial: "Commercial account", mixed: "Mixed holders", unknown: "", none: "" }[holderType];
  return (
    <FormSection id="people" heading="People" aside={kind ? <span className="text-text-2">{kind}</span> : null}>
      <div className="space-y-5">
        <PeopleList form={form} program={program} type="account_holder" required least={1} />
        {sections.includes("signers") ? <PeopleList form={form} program={program} type="authorized_signer" required={holderType === "commercial"} /> : null}
        <PeopleList form={form} program={program} type="authorized_user" />
      </div>
    </FormSection>
  );
}

function ApplicationSection({ form, program, zone, holderType, holderIds, onCopyTerms, protectionsOnly }: AccountSectionsProps) {
  const made = holderType === "consumer" || holderType === "commercial" ? holderType : undefined;
  return (
    <FormSection id="application" heading="Application">
      <ApplicationField control={form.control} program={program} zone={zone} holderType={made} holderIds={holderIds} onCopyTerms={onCopyTerms} required disabled={protectionsOnly} />
    </FormSection>
  );
}

function ScraSection({ form, zone }: AccountSectionsProps) {
  return (
    <FormSection id="scra" heading="SCRA protection" hint="Optional. The dates of service, without a time. They may not be erasable at Lead.">
      <FieldGrid>
        <FormText control={form.control} name="details.credit.scra.start_date" zone={zone} />
        <FormText control={form.control} name="details.credit.scra.end_date" zone={zone} />
      </FieldGrid>
    </FormSection>
  );
}

function ReportSection({ form, zone, protectionsOnly }: AccountSectionsProps) {
  return (
    <FormSection id="report" heading="Bureau report" hint="Optional. All three or none.">
      <FieldGrid>
        <FormText control={form.control} name="details.credit.report.source" zone={zone} disabled={protectionsOnly} />
        <FormText control={form.control} name="details.credit.report.score" zone={zone} disabled={protectionsOnly} />
        <FormText control={form.control} name="details.credit.report.pulled_at" zone={zone} disabled={protectionsOnly} />
      </FieldGrid>
    </FormSection>
  );
}

function NoticeSection({ form, zone }: AccountSectionsProps) {
  const method = useWatch({ control: form.control, name: "details.adverse_action_notice.delivery_method" });
  return (
    <FormSection id="notice" heading="Adverse action notice" hint="Optional. All three or none. The notice that was delivered; the document itself is listed below.">
      <div className="space-y-3.5">
        <FieldGrid>
          <FormText control={form.control} name="details.adverse_action_notice.delivered_at" zone={zone} />
          <FormText control={form.control} name="details.adverse_action_notice.delivery_method" zone={zone} hint={method === "other" ? "Lead calls this “other”." : undefined} />
        </FieldGrid>
        <FormText control={form.control} name="details.adverse_action_notice.reason" zone={zone} multiline />
      </div>
    </FormSection>
  );
}
