import type { DemoPerson } from "./people";

const style = `
:root { color-scheme: light dark; --ink: #1c2024; --soft: #60646c; --line: #d9d9e0; --paper: #fcfcfd; --card: #ffffff; --accent: #3451b2; --warn: #ad1d2b; }
@media (prefers-color-scheme: dark) {
  :root { --ink: #edeef0; --soft: #b0b4ba; --line: #43484e; --paper: #111113; --card: #18191b; --accent: #9eb1ff; --warn: #ff9592; }
}
* { box-sizing: border-box; }
body { margin: 0; background: var(--paper); color: var(--ink); font: 15px/1.5 system-ui, sans-serif; }
main { max-width: 34rem; margin: 0 auto; padding: 3rem 1.25rem; }
h1 { font-size: 1.375rem; line-height: 1.3; margin: 0 0 .25rem; letter-spacing: -.01em; }
p { margin: 0 0 1.25rem; color: var(--soft); }
p[role=alert] { color: var(--warn); }
ul { list-style: none; margin: 0 0 1.25rem; padding: 0; border: 1px solid var(--line); border-radius: 8px; background: var(--card); overflow: hidden; }
li + li { border-top: 1px solid var(--line); }
button { font: inherit; color: inherit; cursor: pointer; }
li button { display: block; width: 100%; padding: .625rem 1rem; border: 0; background: none; text-align: left; }
li button:hover { background: color-mix(in srgb, var(--accent) 8%, transparent); }
button:focus-visible { outline: 2px solid var(--accent); outline-offset: -2px; }
.name { font-weight: 600; }
.role { color: var(--soft); }
.can { display: block; color: var(--soft); font-size: .875rem; }
.plain { padding: .4375rem .875rem; border: 1px solid var(--line); border-radius: 6px; background: var(--card); }
`;

const escapes: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };

const escapeHtml = (text: string) => text.replace(/[&<>"']/g, (character) => escapes[character] ?? "");

function page(title: string, body: string): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)} - demo identity provider</title>
<link rel="icon" href="data:,">
<style>${style}</style>
</head>
<body><main>
${body}
</main></body>
</html>`;
}

/** The people to choose from; `notice` says why the last choice was not possible. */
export function peoplePage(uid: string, people: readonly DemoPerson[], notice?: string): string {
  const rows = people.map(({ subject, name, role, can }) => `<li><button name="person" value="${escapeHtml(subject)}">
<span class="name">${escapeHtml(name)}</span> <span class="role">${escapeHtml(role)}</span>
<span class="can">${escapeHtml(can)}</span></button></li>`);
  return page("Choose a person", `<h1>Who is signing in?</h1>
<p>A stand-in for your company's sign-in, with a person for every role. No password is asked for.</p>
${notice === undefined ? "" : `<p role="alert">${escapeHtml(notice)}</p>`}
<form method="post" action="/interaction/${encodeURIComponent(uid)}">
<ul>
${rows.join("\n")}
</ul>
<button class="plain" name="cancel" value="yes">Cancel</button>
</form>`);
}

/** Ends the session at the provider without a further question; the button is for a browser without scripts. */
export function signOutPage(form: string): string {
  const confirmed = form.replace("</form>", '<input type="hidden" name="logout" value="yes"><button class="plain">Sign out</button></form>');
  return page("Sign out", `<h1>Signing out</h1>
${confirmed}
<script>document.forms[0].submit();</script>`);
}

export function messagePage(title: string, text: string): string {
  return page(title, `<h1>${escapeHtml(title)}</h1>\n<p>${escapeHtml(text)}</p>`);
}
