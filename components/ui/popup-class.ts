/** The look shared by everything that opens over the page: menus, selects, popovers. */
export const popupClass =
  "rounded-lg border border-line-strong bg-surface text-text shadow-popup outline-none transition-opacity duration-100 data-[ending-style]:opacity-0 data-[starting-style]:opacity-0";

export const popupItemClass =
  "relative flex min-h-8 cursor-default select-none items-center gap-2 rounded px-2 py-1 text-sm outline-none data-[highlighted]:bg-accent-weak data-[highlighted]:outline data-[highlighted]:outline-1 data-[highlighted]:-outline-offset-1 data-[highlighted]:outline-accent data-[disabled]:cursor-not-allowed data-[disabled]:text-text-3";
