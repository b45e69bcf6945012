"use client";

import { accountGroups, fieldByPath, fieldLabel, valueAt, type AccountGroup } from "@/lib/accounts/account-fields";
import { textPaths } from "@/lib/accounts/account-form";
import type { OpenAccountInput } from "@/lib/accounts/command-inputs";
import { entityTypeWords, type KnownEntities } from "@/lib/accounts/entity-facts";
import { relationshipRows } from "@/lib/accounts/entity-relationships";
import { FieldValue } from "../../fields/field-value";
import { Card } from "../../ui/card";
import { CopyId } from "../../ui/copy-id";
import { Description, DescriptionList } from "../../ui/description-list";

type OpeningReviewProps = { body: OpenAccountInput; entities: KnownEntities };

const groups: readonly AccountGroup[] = ["application", "credit", "scra", "report", "notice"];

/** What will be opened, in plain words, part by part; only what is sent. */
export function OpeningReview({ body, entities }: OpeningReviewProps) {
  const currency = String(valueAt(body, "details.credit.currency") ?? "");
  const filled = (group: AccountGroup) => textPaths.filter((path) => fieldByPath(path)?.group === group && valueAt(body, path) !== undefined);
  return (
    <div className="gap-3 *:mb-3 *:break-inside-avoid md:columns-2">
      <Card heading="Account">
        <DescriptionList>
          <Description term="Product"><FieldValue path="details.product_name" value={valueAt(body, "details.product_name")} /></Description>
          <Description term="Capabilities"><FieldValue path="capabilities" value={body.capabilities} /></Description>
        </DescriptionList>
      </Card>
      <Card heading="People"><People body={body} entities={entities} /></Card>
      {groups.filter((group) => filled(group).length > 0).map((group) => (
        <Card key={group} heading={accountGroups[group]}>
          <DescriptionList>
            {filled(group).map((path) => (
              <Description key={path} term={fieldLabel(path)}><FieldValue path={path} value={valueAt(body, path)} currency={currency} /></Description>
            ))}
          </DescriptionList>
        </Card>
      ))}
      <Card heading="Documents"><FieldValue path="documents" value={body.documents} emptyWords="No documents" /></Card>
      <Card heading="Metadata"><FieldValue path="metadata" value={body.metadata} emptyWords="No metadata" /></Card>
    </div>
  );
}

function People({ body, entities }: OpeningReviewProps) {
  return (
    <DescriptionList>
      {Object.values(relationshipRows).map(({ listPath, plural }) => {
        const ids = (valueAt(body, `entities.${listPath}`) ?? []) as string[];
        return ids.length === 0 ? null : (
          <Description key={listPath} term={plural}>
            <ul className="space-y-1">
              {ids.map((id) => {
                const facts = entities[id];
                return (
                  <li key={id}>
                    {facts ? <span className="font-medium">{facts.name} </span> : null}
                    {facts ? <span className="text-text-3">{entityTypeWords[facts.type] ?? facts.type} </span> : null}
                    <CopyId id={id} plain />
                  </li>
                );
              })}
            </ul>
          </Description>
        );
      })}
    </DescriptionList>
  );
}
