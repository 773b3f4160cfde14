//! A spreadsheet program on exported files: LibreOffice opens what debtors with hostile names are in, and finds no formula.

use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use partner_desk_sandbox::{SandboxConfig, Server};
use tempfile::TempDir;

/// Names that a spreadsheet would run, and some that it might.
const NAMES: &[&str] = &[
    "=1+1",
    "=cmd|' /C calc'!A0",
    "=HYPERLINK(\"https://evil.example\",\"x\")",
    "+1+1",
    "-2+3",
    "@SUM(1,1)",
    "\t=1+1",
    "\r=1+1",
    "\n=1+1",
    " =1+1",
    "\u{a0}=1+1",
    "\u{feff}=1+1",
    "\u{200b}=1+1",
    "＝1+1",
    "＋1+1",
    "－1+1",
    "＠SUM(1)",
    "\u{202e}=1+1",
    "x\",=1+1,\"y",
    "x\r\n=1+1",
    "';=1+1",
    "{=1+1}",
    "DDE(\"cmd\";\"/C calc\";\"x\")",
];

fn command_line(data: &Path, server: &Server, arguments: &[&str], input: &str) {
    let program =
        std::env::var_os("PARTNER_DESK_CLI").expect("PARTNER_DESK_CLI names the program: use cargo xtask e2e");
    let mut child = Command::new(program)
        .arg("--data-dir")
        .arg(data)
        .args(["--api-url", &server.url(), "--locale", "en"])
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .spawn()
        .unwrap();
    child.stdin.take().unwrap().write_all(input.as_bytes()).unwrap();
    assert!(child.wait().unwrap().success(), "{arguments:?}");
}

/// The file as LibreOffice understands it: XML in which a formula is an attribute of its cell. Formulas are evaluated, as
/// they are when a person opens the file.
fn opened(folder: &TempDir, file: &Path) -> String {
    let profile = format!("-env:UserInstallation=file://{}", folder.path().join("profile").display());
    // Separator, quote, UTF-8, from the first line on; no type by column; text is not quoted; evaluate formulas.
    let headings = std::fs::read_to_string(file).unwrap().lines().next().unwrap_or_default().to_owned();
    let separator = if headings.contains(';') { 59 } else { 44 };
    let reading = format!("--infilter=CSV:{separator},34,76,1,,0,false,true,false,false,false,-1");
    let status = Command::new("soffice")
        .args([profile.as_str(), "--headless", "--convert-to", "fods:OpenDocument Spreadsheet Flat XML", &reading])
        .arg("--outdir")
        .args([folder.path(), file])
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status()
        .expect("soffice (package libreoffice-calc-nogui) starts");
    assert!(status.success());
    let made: PathBuf = folder.path().join(file.file_stem().unwrap()).with_extension("fods");
    std::fs::read_to_string(made).unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn libreoffice_finds_no_formula_in_an_export() {
    let server = Server::start(SandboxConfig::new(NAMES.len(), 5), 0).await;
    server.with_state(|state| {
        let ids: Vec<_> = state.cases().map(|row| row.id).collect();
        for (id, name) in ids.into_iter().zip(NAMES) {
            state.update_case(id, |row| {
                row.debtor_name = Some((*name).into());
                row.creditor_reference = Some((*name).into());
            });
        }
    });
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("data");
    command_line(&data, &server, &["login"], &format!("{}\n", server.guid()));
    command_line(&data, &server, &["sync"], "");
    for format in ["plain", "excel"] {
        let file = folder.path().join(format!("{format}.csv"));
        let out = file.to_str().unwrap();
        command_line(&data, &server, &["export", "cases", "--out", out, "--format", format], "");
        let sheet = opened(&folder, &file);
        let found = |rest: &str| rest.chars().take(60).collect::<String>();
        let formulas: Vec<String> = sheet.split("table:formula=").skip(1).map(found).collect();
        assert!(formulas.is_empty(), "{format}: {formulas:?}");
        // The names are there all the same.
        assert!(sheet.contains("SUM(1,1)") && sheet.contains("=1+1"), "{format}");
    }
    command_line(&data, &server, &["logout"], "");
    // With the same eyes a formula is seen.
    let control = folder.path().join("control.csv");
    std::fs::write(&control, "name,amount\r\n=1+1,5\r\n").unwrap();
    assert!(opened(&folder, &control).contains("table:formula"));
}
