//! `bundle` on Debian: an installer for Windows with Debian's `makensis`, and what it does under Wine.
//!
//! Tauri's bundler was rejected here: it fetches a DLL from a place of its own, and its 32-bit stub cannot be run by a Wine that
//! has 64 bits only.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::{Child, Stdio};
use std::time::{Duration, Instant};

use serde_json::Value;

use crate::wine::Wine;
use crate::{Outcome, cross, process, ui, wine_cli};

/// The app's program for Windows at most, as measured by the bench `size`: 15 MiB.
pub(crate) const PROGRAM_MAX: u64 = 15 * 1024 * 1024;

const PRODUCT: &str = "Partner Desk";
const FILES: [&str; 4] = ["partner-desk.exe", "partner-desk-cli.exe", "WebView2Loader.dll", "uninstall.exe"];
const UNINSTALL: &str = r"HKCU\Software\Microsoft\Windows\CurrentVersion\Uninstall\Partner Desk";

/// How long a program may take to notice something, under Wine on a busy machine.
const PATIENCE: Duration = Duration::from_secs(60);

/// Builds the programs and the installer, and tries it. With `--debug` that of the debug build, for between two edits.
pub(crate) fn run(args: &[String]) -> Outcome {
    let debug = args == ["--debug"];
    if !debug && !args.is_empty() {
        return Err(format!("`bundle` knows no `{}`, only --debug.", args.join(" ")));
    }
    cross::toolchain_for_windows(&["nsis"])?;
    ui::build()?;
    let (programs, size) = if debug {
        process::run(cross::workspace("/usr/bin/cargo", "build", cross::WINDOWS).args(["--bins", "--test", "house"]))?;
        (cross::built_for_windows("debug"), 0)
    } else {
        let size = programs_for_windows()?;
        (shipped(), size)
    };
    let about = About::read()?;
    let file = pack(&about, &programs, debug)?;
    let wine = Wine::fresh()?;
    try_out(&wine, &file, &about)?;
    println!(
        "\n{} installs, runs, refuses to replace a running program, and goes without a trace, under Wine.",
        file.display()
    );
    println!(
        "It is not signed, and it does not bring WebView2: what is released is made on Windows (docs/RELEASE.md)."
    );
    // Last, so that an installer that is too large can be tried all the same.
    if size <= PROGRAM_MAX {
        Ok(())
    } else {
        Err(format!("partner-desk.exe has {size} bytes, which is more than {PROGRAM_MAX}."))
    }
}

/// Where the stripped programs are.
fn shipped() -> PathBuf {
    cross::built_for_windows("release").join("shipped")
}

/// The stripped programs as they ship, in a folder with what they need, and the app's size in bytes.
pub(crate) fn programs_for_windows() -> Outcome<u64> {
    cross::toolchain_for_windows(&[])?;
    cross::release_for_windows()?;
    let (built, shipped) = (cross::built_for_windows("release"), shipped());
    std::fs::create_dir_all(&shipped).map_err(|e| format!("{}: {e}", shipped.display()))?;
    let ship = |name: &str| -> Outcome<u64> {
        // The profile asks for it, but Debian's linker for Windows leaves the names of all functions in.
        let mut strip = process::command("x86_64-w64-mingw32-strip");
        process::run(strip.arg("--strip-all").arg(built.join(name)).arg("-o").arg(shipped.join(name)))?;
        let size = std::fs::metadata(shipped.join(name)).map_err(|e| format!("{name}: {e}"))?.len();
        println!("{name}: {size} bytes");
        Ok(size)
    };
    let app = ship("partner-desk.exe")?;
    ship("partner-desk-cli.exe")?;
    let loader = "WebView2Loader.dll";
    std::fs::copy(built.join(loader), shipped.join(loader)).map_err(|e| format!("{loader}: {e}"))?;
    Ok(app)
}

/// What the bundles say about the program, from where it is said once.
struct About {
    version: String,
    publisher: String,
    description: String,
}

impl About {
    fn read() -> Outcome<Self> {
        let file = process::root().join("tauri.conf.json");
        let text = std::fs::read_to_string(&file).map_err(|e| format!("{}: {e}", file.display()))?;
        let config: Value = serde_json::from_str(&text).map_err(|e| format!("{}: {e}", file.display()))?;
        let said = |name: &str| {
            let text = config.pointer(&format!("/bundle/{name}")).and_then(Value::as_str);
            text.map(str::to_owned).ok_or_else(|| format!("tauri.conf.json has no bundle.{name}"))
        };
        // The workspace's, as everywhere.
        let version = env!("CARGO_PKG_VERSION").to_owned();
        Ok(Self { version, publisher: said("publisher")?, description: said("shortDescription")? })
    }
}

fn pack(about: &About, programs: &Path, debug: bool) -> Outcome<PathBuf> {
    let folder = process::target().join(if debug { "bundle/debug" } else { "bundle" });
    std::fs::create_dir_all(&folder).map_err(|e| format!("{}: {e}", folder.display()))?;
    let file = folder.join(format!("{PRODUCT}_{}_x64-setup.exe", about.version));
    let root = process::root();
    let (icon, licence) = (root.join("icons/icon.ico"), root.join("LICENSE"));
    let mut makensis = process::command("makensis");
    // -WX: a warning is an error.
    makensis.args(["-V2", "-WX", "-INPUTCHARSET", "UTF8"]);
    for (name, value) in [
        ("VERSION", about.version.as_str()),
        ("PUBLISHER", &about.publisher),
        ("DESCRIPTION", &about.description),
        ("PROGRAMS", &programs.display().to_string()),
        ("ICON", &icon.display().to_string()),
        ("LICENCE", &licence.display().to_string()),
        ("OUT", &file.display().to_string()),
    ] {
        makensis.arg(format!("-D{name}={value}"));
    }
    if debug {
        makensis.arg("-DFAST");
    }
    process::run(makensis.arg(cross::support().join("installer.nsi")))?;
    let size = std::fs::metadata(&file).map_err(|e| format!("{}: {e}", file.display()))?.len();
    println!("{}: {size} bytes", file.display());
    Ok(file)
}

/// Silent installation, use, a second one while the program runs, silent removal.
fn try_out(wine: &Wine, installer: &Path, about: &About) -> Outcome {
    let local = wine.user()?.join("AppData/Local");
    let (data, folder) = (local.join(wine_cli::DATA), local.join(PRODUCT));
    std::fs::create_dir_all(&data).map_err(|e| format!("{}: {e}", data.display()))?;
    std::fs::write(data.join("settings.json"), "{}").map_err(|e| format!("{}: {e}", data.display()))?;
    let before = Traces::of(wine)?;

    silently(wine, installer, 0)?;
    is_there(wine, &folder, about)?;
    let said = process::output(wine.command(&folder.join("partner-desk-cli.exe")).arg("--version"))?;
    if said.trim() != format!("partner-desk-cli {}", about.version) {
        return Err(format!("the installed command line says: {said}"));
    }
    wine_cli::tells_that_webview_is_missing(wine, &folder.join("partner-desk.exe"))?;

    {
        let _running = Waiting::start(wine, &folder.join("partner-desk-cli.exe"))?;
        silently(wine, installer, 2)?;
        // In its place, which it has to be told where is: from a copy of itself it goes on when it has answered.
        let place = format!(r"_?=C:\users\{}\AppData\Local\{PRODUCT}", wine.user_name()?);
        // Its parser takes the rest of the line as the place, and no quotes around it.
        let words: Vec<&str> = place.split(' ').collect();
        silently_with(wine, &folder.join("uninstall.exe"), &words, 2)?;
        is_there(wine, &folder, about)?;
    }
    // Over an older one.
    silently(wine, installer, 0)?;
    is_there(wine, &folder, about)?;

    silently(wine, &folder.join("uninstall.exe"), 0)?;
    let since = Instant::now();
    // It goes on from a copy of itself.
    while folder.exists() && since.elapsed() < PATIENCE {
        std::thread::sleep(Duration::from_millis(200));
    }
    let after = Traces::of(wine)?;
    if after == before { Ok(()) } else { Err(format!("left behind: {:?}", after.beside(&before))) }
}

/// The command line, which waits for a Partner GUID on its standard input until this is dropped.
struct Waiting(Child);

impl Waiting {
    fn start(wine: &Wine, program: &Path) -> Outcome<Self> {
        let mut login = wine.command(program);
        wine.surround_all(login.args(["--api-url", "http://127.0.0.1:9", "login"]));
        login.stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::null());
        let waiting = Self(login.spawn().map_err(|e| format!("{}: {e}", program.display()))?);
        let memory = format!("/proc/{}/maps", waiting.0.id());
        let since = Instant::now();
        while !std::fs::read_to_string(&memory).unwrap_or_default().contains("partner-desk-cli.exe") {
            if since.elapsed() > PATIENCE {
                return Err(format!("{} does not start", program.display()));
            }
            std::thread::sleep(Duration::from_millis(100));
        }
        Ok(waiting)
    }
}

impl Drop for Waiting {
    fn drop(&mut self) {
        drop(self.0.kill());
        drop(self.0.wait());
    }
}

/// Runs an installer or uninstaller that asks nothing.
fn silently(wine: &Wine, program: &Path, expected: i32) -> Outcome {
    silently_with(wine, program, &[], expected)
}

fn silently_with(wine: &Wine, program: &Path, more: &[&str], expected: i32) -> Outcome {
    let mut command = wine.command(program);
    wine.surround_all(command.arg("/S").args(more)).stdout(Stdio::null()).stderr(Stdio::null());
    let status = command.status().map_err(|e| format!("{}: {e}", program.display()))?;
    println!("{} /S: {status}", program.display());
    if status.code() == Some(expected) { Ok(()) } else { Err(format!("{} was expected", expected)) }
}

/// Files, shortcut and entry of the registry are whole.
fn is_there(wine: &Wine, folder: &Path, about: &About) -> Outcome {
    let shortcut = wine.user()?.join("AppData/Roaming/Microsoft/Windows/Start Menu/Programs/Partner Desk.lnk");
    for file in FILES.map(|name| folder.join(name)).iter().chain([&shortcut]) {
        if !file.is_file() {
            return Err(format!("{} is missing", file.display()));
        }
    }
    let entry = wine.registry(UNINSTALL);
    let expected = [
        ("DisplayName", PRODUCT),
        ("DisplayVersion", &about.version),
        ("Publisher", &about.publisher),
        ("InstallLocation", r"\AppData\Local\Partner Desk"),
        ("UninstallString", r#"\Partner Desk\uninstall.exe""#),
    ];
    for (name, value) in expected {
        let right = entry.lines().any(|line| line.trim().starts_with(name) && line.trim_end().ends_with(value));
        if !right {
            return Err(format!("the registry's {name} is not {value}: {entry}"));
        }
    }
    Ok(())
}

/// What an installation could leave: files of the user, and keys of the registry.
#[derive(PartialEq, Eq)]
struct Traces(BTreeSet<String>);

impl Traces {
    fn of(wine: &Wine) -> Outcome<Self> {
        let mut found = BTreeSet::new();
        let mut folders = vec![wine.user()?, wine.drive().join("Program Files"), wine.drive().join("ProgramData")];
        while let Some(folder) = folders.pop() {
            for entry in std::fs::read_dir(&folder).into_iter().flatten().flatten() {
                // Wine's own folders of temporary files come and go.
                let path = entry.path();
                if path.ends_with("Temp") {
                    continue;
                }
                if path.is_dir() && !path.is_symlink() {
                    folders.push(path.clone());
                }
                found.insert(path.display().to_string());
            }
        }
        for key in [UNINSTALL, r"HKCU\Software\Partner Desk"] {
            found.extend(wine.registry(key).lines().map(|line| format!("{key}: {line}")));
        }
        Ok(Self(found))
    }

    fn beside(&self, before: &Self) -> Vec<String> {
        self.0.symmetric_difference(&before.0).cloned().collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_bundles_say_is_said_once() -> Outcome {
        let about = About::read()?;
        assert!(!about.publisher.is_empty() && !about.description.is_empty());
        // An installer's version has four numbers, of which ours are three.
        assert_eq!(about.version.split('.').filter(|part| part.parse::<u16>().is_ok()).count(), 3);
        Ok(())
    }
}
