import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { leadCallerFacts } from "../lead/caller-facts";
import { callerFacts, maskEmail } from "./caller-facts";

const ann = leadCallerFacts.parse({
  id: "entity_1",
  individual_details: {
    first_name: "Ann", date_of_birth: "1980-01-01", identification_details: { tax_identification: { value: "123456789" } },
    contact_methods: [{ type: "email", email: "ann.lee@mail.example.com" }, { type: "phone_number", phone_number: "+1 816 555 0123" }, { type: "fax" }],
    address_details: { physical_address: { line_1: "12 Main St", city: "Denver", state: "CO", postal_code: "80014", country: "US" } },
  },
});

describe("what verifies a caller", () => {
  it("is how to reach them and where they live, with as little of it as can be compared", () => {
    expect(callerFacts(ann)).toEqual([
      { key: "contact-0", label: "Email", masked: "a••••@••••.com", value: "ann.lee@mail.example.com" },
      { key: "contact-1", label: "Phone", masked: "•••• 0123", value: "+1 816 555 0123" },
      { key: "address", label: "Address", masked: "••••, Denver, CO", value: "12 Main St, Denver CO 80014, US" },
    ]);
  });

  it("is never a birth date or a tax id", () => {
    expect(JSON.stringify(ann)).not.toMatch(/1980|123456789/);
  });

  it("shows of an email at most its first letter and its ending", () => {
    fc.assert(
      fc.property(fc.emailAddress(), (email) => {
        const [name = "", domain = ""] = email.split("@");
        const masked = maskEmail(email);
        if (name.length > 2) expect(masked).not.toContain(name);
        expect(masked).not.toContain(`@${domain}`);
      }),
    );
    expect(maskEmail("al@x.org")).toBe("••••@••••.org");
    expect(maskEmail("nonsense")).toBe("n••••@••••");
  });
});
