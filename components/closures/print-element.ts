/** Prints one part of the page by itself: a copy of it stands alone in the document while the printer reads it. */
export function printElement(element: HTMLElement): void {
  const copy = element.cloneNode(true) as HTMLElement;
  const others = [...document.body.children].filter((child): child is HTMLElement => child instanceof HTMLElement && !child.hidden);
  for (const other of others) other.hidden = true;
  document.body.append(copy);
  const restore = () => {
    copy.remove();
    for (const other of others) other.hidden = false;
  };
  window.addEventListener("afterprint", restore, { once: true });
  window.print();
}
