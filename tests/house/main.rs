//! Tests about the house itself: who may know whom, what may come in from outside, what no source may contain.
//!
//! They read manifests and sources, not programs, so that a broken rule is named before anybody reviews it.
#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "a failed expectation is the test's verdict"
)]

mod absent;
mod dependencies;
mod icons;
mod licences;
mod rooms;
mod sources;

use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use cargo_metadata::{Metadata, MetadataCommand, Package};

/// The repository's root folder.
fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// A file of the repository as text.
fn text(path: impl AsRef<Path>) -> String {
    let path = root().join(path);
    std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// What cargo knows of the workspace and of everything it depends on, on every system.
fn metadata() -> &'static Metadata {
    static METADATA: OnceLock<Metadata> = OnceLock::new();
    METADATA.get_or_init(|| {
        let mut command = MetadataCommand::new();
        command.manifest_path(root().join("Cargo.toml")).other_options(vec!["--locked".into()]);
        command.exec().expect("cargo metadata")
    })
}

/// Our own packages.
fn members() -> Vec<&'static Package> {
    metadata().workspace_packages()
}

/// Packages from outside.
fn guests() -> impl Iterator<Item = &'static Package> {
    let ours = &metadata().workspace_members;
    metadata().packages.iter().filter(move |package| !ours.contains(&package.id))
}

/// All files below a folder with one of these endings, without what is generated, built or installed.
fn files(folder: &str, endings: &[&str]) -> Vec<PathBuf> {
    fn walk(folder: &Path, endings: &[&str], found: &mut Vec<PathBuf>) {
        for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
            let path = entry.path();
            let name = entry.file_name().to_string_lossy().into_owned();
            if path.is_dir() {
                if !matches!(name.as_str(), "target" | "node_modules" | "dist" | "gen" | ".git") {
                    walk(&path, endings, found);
                }
            } else if endings.iter().any(|ending| name.ends_with(ending)) {
                found.push(path.strip_prefix(root()).unwrap().to_path_buf());
            }
        }
    }
    let mut found = Vec::new();
    walk(&root().join(folder), endings, &mut found);
    found.sort();
    found
}
