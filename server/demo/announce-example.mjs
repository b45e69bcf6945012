// Announces accounts to the console, as a service of yours would right after it has opened them at Lead:
//   node server/demo/announce-example.mjs account_1 account_2 …
// ANNOUNCE_URL and ANNOUNCE_SECRET say where to and signed with what; without them it speaks to the demo.
import { createHash, createHmac } from "node:crypto";

const url = process.env.ANNOUNCE_URL ?? "http://localhost:3000/api/programs/everyday/announcements";
const secret = process.env.ANNOUNCE_SECRET ?? "everyday-demo-announcements-secret";
const ids = process.argv.slice(2);

// The signature covers these very bytes: make the text once, sign it and send it.
const body = JSON.stringify({ account_ids: ids });
// The same for the same ids, so that a repeat after a lost answer announces nothing twice.
const key = createHash("sha256").update(body).digest("hex");

async function announce() {
  // Signed anew for each try: a signature is good for one request, and for five minutes.
  const t = Date.now();
  const signature = createHmac("sha256", secret).update(`${t}.${body}`).digest("base64");
  return fetch(url, {
    method: "POST",
    headers: { "content-type": "application/json", "idempotency-key": key, "announcement-signature": `t=${t},v1=${signature}` },
    body,
  });
}

const answer = await announce();
process.stdout.write(`${answer.status} ${await answer.text()}\n`);
process.exit(answer.status === 202 ? 0 : 1);
