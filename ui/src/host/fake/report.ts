/** A report as the program makes it. */
export const REPORT = `Partner Desk diagnostics, 2026-06-15T10:00:00Z

Read this before you pass it on. It tells how Partner Desk is doing on this computer. It holds no Partner GUID, no names, no
references, no amounts and no paths.

Program
  version      Partner Desk 0.1.0 (release)
  system       windows, x86_64

Data on this computer
  cases        2140 rows, 4 min ago

Log, UTC
  2026-06-15T09:56:01Z Synced { why: Scheduled, kind: Refresh, complete: true, requests: 17, rows: 431 }
`;
