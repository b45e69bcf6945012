/** Preferences that the server must know before it renders; nothing in them is secret. */
export const preferenceCookies = {
  theme: "console_theme",
  timeZone: "console_time_zone",
  lastProgram: "console_program",
  singleKeys: "console_single_keys",
} as const;

export type PreferenceCookie = keyof typeof preferenceCookies;

const yearSeconds = 365 * 24 * 60 * 60;

/** Runs in the browser; null forgets the preference. */
export function writePreference(preference: PreferenceCookie, value: string | null): void {
  const age = value === null ? 0 : yearSeconds;
  const secure = location.protocol === "https:" ? "; secure" : "";
  document.cookie = `${preferenceCookies[preference]}=${encodeURIComponent(value ?? "")}; path=/; max-age=${age}; samesite=lax${secure}`;
}
