const MINUTE_MS = 60_000;

/** A report as the program makes it. */
export function report(now: number): string {
  const utc = (minutesAgo: number) => new Date(now - minutesAgo * MINUTE_MS).toISOString().replace(/\.\d+Z$/, 'Z');
  return `Partner Desk diagnostics, ${utc(0)}

Read this before you pass it on. It tells how Partner Desk is doing on this
computer. It holds no Partner GUID, no names, no references, no amounts and
no paths.

Program
  version      Partner Desk 0.1.0 (release)
  system       windows, x86_64

Data on this computer
  cases        2140 rows, 4 min ago

Log, UTC
  ${utc(4)} Synced { why: Scheduled, kind: Refresh, complete: true, requests: 17, rows: 431 }
`;
}
