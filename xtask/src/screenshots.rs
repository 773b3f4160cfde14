//! `screenshots`: the README's pictures, taken of the real window by the test that shows the views.

use std::path::Path;

use crate::temp::TempFolder;
use crate::{Outcome, e2e, process, setup, ui};

/// Where the README looks.
const FOLDER: &str = "docs/images";

pub(crate) fn run() -> Outcome {
    if !cfg!(target_os = "linux") {
        return Err("The pictures are taken on a screen of their own: Linux only.".into());
    }
    setup::to_test()?;
    ui::build()?;
    let taken = TempFolder::new("screenshots")?;
    let folder = taken.create("taken")?;
    e2e::in_window(&["pictures_of_the_views".to_owned()], &folder)?;
    let root = process::root();
    let mut names: Vec<_> = files(&folder)?;
    names.sort();
    for name in names {
        let into = root.join(FOLDER).join(&name);
        std::fs::copy(folder.join(&name), &into).map_err(|e| format!("{}: {e}", into.display()))?;
        println!("{FOLDER}/{name}");
    }
    Ok(())
}

fn files(folder: &Path) -> Outcome<Vec<String>> {
    let entries = std::fs::read_dir(folder).map_err(|e| format!("{}: {e}", folder.display()))?;
    let names = entries.filter_map(|entry| entry.ok()?.file_name().into_string().ok());
    Ok(names.filter(|name| name.ends_with(".png")).collect())
}
