//! Compiles the permissions and the one capability into the binary.

use tauri_build::{AppManifest, Attributes};

const PERMISSIONS: &str = "src-tauri/permissions/*.toml";
const CAPABILITIES: &str = "src-tauri/capabilities/*.json";

fn main() {
    // Custom paths stop tauri-build from printing these: without them a removed permission silently stays in the binary.
    println!("cargo:rerun-if-changed=src-tauri/permissions");
    println!("cargo:rerun-if-changed=src-tauri/capabilities");
    let attributes = Attributes::new()
        .capabilities_path_pattern(CAPABILITIES)
        .app_manifest(AppManifest::new().permissions_path_pattern(PERMISSIONS));
    if let Err(error) = tauri_build::try_build(attributes) {
        println!("cargo:warning=the Tauri build failed: {error:#}");
        std::process::exit(1);
    }
}
