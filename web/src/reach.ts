/** Whom an address reaches. */

/** Whether an address leads nowhere but to the machine that it is opened on. */
export function onlyHere(address: string): boolean {
  const { hostname } = new URL(address);
  return hostname === "localhost" || hostname.endsWith(".localhost") || hostname === "[::1]" || /^127(\.\d+){3}$/.test(hostname);
}
