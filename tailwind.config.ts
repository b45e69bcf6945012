import type { Config } from "tailwindcss";

const token = (name: string): string => `var(--${name})`;

/** Colours are named by what they mean; their values for both themes are in app/globals.css. */
const colors = {
  transparent: "transparent",
  current: "currentColor",
  bg: token("bg"),
  surface: token("surface"),
  sunken: token("sunken"),
  line: token("line"),
  "line-strong": token("line-strong"),
  control: token("control"),
  text: token("text"),
  "text-2": token("text-2"),
  "text-3": token("text-3"),
  accent: token("accent"),
  "accent-strong": token("accent-strong"),
  "accent-weak": token("accent-weak"),
  "on-fill": token("on-fill"),
  ok: token("ok"),
  "ok-weak": token("ok-weak"),
  warn: token("warn"),
  "warn-weak": token("warn-weak"),
  stop: token("stop"),
  "stop-strong": token("stop-strong"),
  "stop-weak": token("stop-weak"),
  idle: token("idle"),
  "idle-weak": token("idle-weak"),
  scrim: token("scrim"),
  "env-sandbox": token("env-sandbox"),
  "env-simulator": token("env-simulator"),
  "env-production": token("env-production"),
};

const config: Config = {
  content: ["./app/**/*.{ts,tsx}", "./components/**/*.{ts,tsx}"],
  theme: {
    colors,
    fontFamily: {
      sans: ["var(--font-geist-sans)", "system-ui", "sans-serif"],
      mono: ["var(--font-geist-mono)", "ui-monospace", "monospace"],
    },
    fontSize: {
      "2xs": ["11px", "1.35"],
      xs: ["12px", "1.4"],
      sm: ["13px", "1.45"],
      base: ["14px", "1.45"],
      lg: ["16px", "1.35"],
      xl: ["19px", "1.25"],
      "2xl": ["24px", "1.2"],
    },
    borderRadius: {
      none: "0",
      sm: "4px",
      DEFAULT: "6px",
      md: "6px",
      lg: "8px",
      xl: "10px",
      full: "999px",
    },
    boxShadow: {
      none: "none",
      raised: "0 1px 2px var(--shadow-color)",
      popup: "0 8px 28px -6px var(--shadow-color)",
      dialog: "0 20px 60px -8px var(--shadow-color)",
    },
    extend: {
      spacing: { row: "var(--row)" },
      minHeight: { row: "var(--row)" },
      animation: {
        spin: "ui-spin 0.8s linear infinite",
        pulse: "ui-pulse 1.8s ease-in-out infinite",
        slide: "ui-slide 1.4s ease-in-out infinite",
      },
    },
  },
};

export default config;
