import { expect } from "@playwright/test";
import { samplePdf } from "@/lib/evidence/sample-files";
import { accountPath } from "../fixtures/addresses";
import { expectAccessible } from "../fixtures/axe";
import { newCustomer } from "../fixtures/own-account";
import { changeElsewhere, effectsOn } from "../fixtures/simulator";
import { test } from "../fixtures/test";

test.use({ person: "priya" });

test("people are added and removed, each once", async ({ page, open, ownAccount }) => {
  const { accountId } = await ownAccount("growth");
  const other = await newCustomer("growth");
  await open(`${accountPath("growth", accountId)}?dialog=add-relationships`);
  const adding = page.getByRole("dialog", { name: "Add people" });
  await adding.getByRole("textbox", { name: "Authorized user 1" }).fill(other.entityId);
  await expect(adding.getByText(other.name)).toBeVisible();
  await adding.getByRole("textbox", { name: "Reason" }).fill("The holder asked for it");
  await adding.getByRole("button", { name: "Add", exact: true }).click();
  await expect(adding).toBeHidden();
  await expect(page.getByRole("region", { name: "People" }).getByText(other.name)).toBeVisible();

  await open(`${accountPath("growth", accountId)}?dialog=people`);
  await page.getByRole("button", { name: `Remove ${other.name} as authorized user` }).click();
  const removing = page.getByRole("dialog", { name: `Remove ${other.name}` });
  await removing.getByRole("textbox", { name: "Reason" }).fill("The holder asked for it");
  await removing.getByRole("button", { name: "Remove as authorized user" }).click();
  await expect(removing).toBeHidden();
  await expect(page.getByRole("region", { name: "People" }).getByText(other.name)).toHaveCount(0);
  expect(await effectsOn(accountId)).toEqual([
    "POST /v0/accounts/:id/entity_relationships/batch", "DELETE /v0/accounts/:id/entity_relationships/:entity_id",
  ]);
});

test("a holder is removed on evidence, which can be added in between without losing what was typed", async ({ page, open, ownAccount }) => {
  const { accountId, customer } = await ownAccount("growth");
  const gone = await newCustomer("growth");
  const holders = [customer, gone].map(({ entityId }) => ({ entity_id: entityId, relationship_type: "account_holder" }));
  await changeElsewhere(accountId, { relationships: holders });
  await open(`${accountPath("growth", accountId)}?dialog=people`);
  await page.getByRole("button", { name: `Remove ${gone.name} as account holder` }).click();
  const removing = page.getByRole("dialog", { name: `Remove ${gone.name}` });
  await removing.getByRole("textbox", { name: "Reason" }).fill("Died; the certificate came by post");
  await removing.getByRole("button", { name: "Remove as account holder" }).click();
  await removing.getByRole("alert").getByRole("link", { name: /removed on evidence/ }).click();
  await expect(removing.getByRole("group", { name: "Evidence" })).toBeFocused();
  await expectAccessible(page);

  await removing.getByRole("button", { name: "Add evidence" }).click();
  const adding = page.getByRole("dialog", { name: "Add evidence" });
  await adding.getByLabel("File").setInputFiles({ name: "certificate.pdf", mimeType: "application/pdf", buffer: Buffer.from(samplePdf()) });
  await adding.getByRole("textbox", { name: "What it shows" }).fill("The certificate of death");
  await adding.getByRole("button", { name: "Add", exact: true }).click();
  await expect(adding).toBeHidden();
  await expect(removing.getByRole("textbox", { name: "Reason" })).toHaveValue("Died; the certificate came by post");
  await expect(removing.getByRole("checkbox", { name: "certificate.pdf" })).toBeChecked();
  await expectAccessible(page);
  await removing.getByRole("button", { name: "Remove as account holder" }).click();
  await expect(removing).toBeHidden();
  await expect(page.getByRole("region", { name: "People" }).getByText(gone.name)).toHaveCount(0);
  await expect(page.getByRole("region", { name: "Timeline" }).getByText(/removed as account holder, on certificate\.pdf/)).toBeVisible();
  expect(await effectsOn(accountId)).toEqual(["DELETE /v0/accounts/:id/entity_relationships/:entity_id"]);

  await open(`${accountPath("growth", accountId)}?dialog=people`);
  await expect(page.getByText("An account keeps at least one holder. Add the new holder first.")).toBeVisible();
});
