//! The file on the disk: whole or not there, and nothing left behind.

use std::fs;
use std::path::Path;

use desk_export::{Cell, CsvFile, ExportError, Profile};

use crate::PutRows as _;

fn names(folder: &Path) -> Vec<String> {
    let mut names: Vec<_> =
        fs::read_dir(folder).unwrap().map(|e| e.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

fn create(path: &Path) -> Result<CsvFile, ExportError> {
    CsvFile::create(path, Profile::Plain, &["a"])
}

/// The error alone: an open file has no equality.
fn refused(path: &Path) -> Option<ExportError> {
    create(path).err()
}

#[test]
fn the_name_appears_when_the_file_is_whole() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.csv");
    let mut file = create(&path).unwrap();
    file.rows([(0, vec![Cell::Count(1)])]).unwrap();
    assert!(!path.exists());
    assert_eq!(names(folder.path()).len(), 1, "it is written beside its final name");
    assert!(names(folder.path()).iter().all(|name| name.starts_with(".partner-desk-") && name.ends_with(".part")));
    assert_eq!(file.finish(), Ok(1));
    assert_eq!(names(folder.path()), ["a.csv"]);
}

#[test]
fn a_dropped_file_leaves_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.csv");
    fs::write(&path, "old").unwrap();
    let mut file = create(&path).unwrap();
    for count in 0..10_000 {
        file.rows([(0, vec![Cell::Count(count)])]).unwrap();
    }
    drop(file);
    assert_eq!(names(folder.path()), ["a.csv"]);
    assert_eq!(fs::read_to_string(&path).unwrap(), "old");
}

#[test]
fn an_old_file_is_replaced_at_once() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.csv");
    fs::write(&path, "old and much longer than what comes").unwrap();
    let file = create(&path).unwrap();
    assert!(fs::read_to_string(&path).unwrap().starts_with("old"));
    assert_eq!(file.finish(), Ok(0));
    assert_eq!(fs::read_to_string(&path).unwrap(), "a\r\n");
    assert_eq!(names(folder.path()), ["a.csv"]);
}

#[test]
fn a_row_has_as_many_cells_as_the_header() {
    let folder = tempfile::tempdir().unwrap();
    let mut file = create(&folder.path().join("a.csv")).unwrap();
    assert!(matches!(file.rows([(0, vec![Cell::Empty, Cell::Empty])]), Err(ExportError::Other(_))));
    assert_eq!(file.rows_written(), 0);
    drop(file);
    assert!(names(folder.path()).is_empty());
}

#[test]
fn places_that_take_no_file() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("file");
    fs::write(&file, "").unwrap();
    assert_eq!(refused(&folder.path().join("missing").join("a.csv")), Some(ExportError::FolderMissing));
    assert_eq!(refused(folder.path()), Some(ExportError::BadName), "a folder has the name");
    assert_eq!(refused(Path::new("")), Some(ExportError::BadName));
    assert_eq!(refused(&folder.path().join("..")), Some(ExportError::BadName));
    assert_eq!(names(folder.path()), ["file"]);
}

#[test]
fn a_folder_that_went_away_in_between() {
    let folder = tempfile::tempdir().unwrap();
    let inner = folder.path().join("inner");
    fs::create_dir(&inner).unwrap();
    let started = create(&inner.join("a.csv")).unwrap();
    let removed = fs::remove_dir_all(&inner);
    // Windows keeps a folder with an open file; then there is no such failure to meet.
    assert_eq!(started.finish().err(), removed.ok().map(|()| ExportError::FolderMissing));
}

/// Longer than the 259 characters that Windows takes when nobody thinks of it.
#[test]
fn a_long_path_is_a_path() {
    let folder = tempfile::tempdir().unwrap();
    let deep = (0..6)
        .fold(folder.path().to_owned(), |path, _| path.join("Mahnungen und Übersichten ".to_owned() + &"x".repeat(40)));
    fs::create_dir_all(&deep).unwrap();
    let path = deep.join(format!("{}.csv", "y".repeat(100)));
    assert!(path.as_os_str().len() > 500);
    for old in [None, Some("old")] {
        if let Some(old) = old {
            fs::write(&path, old).unwrap();
        }
        // As much as does not fit into its memory goes beside it.
        let mut file = CsvFile::create_within(&path, Profile::Plain, &["a"], 100).unwrap();
        file.rows((0..1000).map(|place| (place, vec![Cell::Count(place.into())]))).unwrap();
        assert_eq!(file.finish(), Ok(1000));
        assert!(fs::read_to_string(&path).unwrap().ends_with("\r\n999\r\n"));
        assert_eq!(names(&deep).len(), 1);
    }
}

/// What Windows does with files that others have open, and with its own names. Under Wine these run in `check-windows`.
#[cfg(windows)]
mod windows {
    use std::os::windows::fs::OpenOptionsExt as _;

    use super::{Cell, ExportError, Path, create, fs, names, refused};
    use crate::PutRows as _;

    const SHARE_READ: u32 = 1;

    /// As Excel opens a file: others may read it.
    fn held(path: &Path) -> fs::File {
        fs::OpenOptions::new().read(true).write(true).share_mode(SHARE_READ).open(path).unwrap()
    }

    #[test]
    fn a_file_that_is_open_in_excel_is_found_out_before_any_work() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.csv");
        fs::write(&path, "old").unwrap();
        let excel = held(&path);
        assert_eq!(refused(&path), Some(ExportError::InUse));
        assert_eq!(names(folder.path()), ["a.csv"]);
        drop(excel);
        create(&path).unwrap().finish().unwrap();
        assert_eq!(fs::read_to_string(&path).unwrap(), "a\r\n");
    }

    #[test]
    fn a_file_that_is_opened_in_excel_meanwhile_stays_as_it_is() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.csv");
        fs::write(&path, "old").unwrap();
        let mut file = create(&path).unwrap();
        file.rows([(0, vec![Cell::Count(1)])]).unwrap();
        let excel = held(&path);
        assert_eq!(file.finish(), Err(ExportError::InUse));
        drop(excel);
        assert_eq!(fs::read_to_string(&path).unwrap(), "old");
        assert_eq!(names(folder.path()), ["a.csv"]);
    }

    #[test]
    fn devices_and_streams_are_no_files() {
        let folder = tempfile::tempdir().unwrap();
        for name in ["con.csv", "NUL.csv", "com1.csv", "a.csv:stream.csv", "a?.csv"] {
            assert_eq!(refused(&folder.path().join(name)), Some(ExportError::BadName), "{name}");
        }
        assert!(names(folder.path()).is_empty());
    }
}

#[cfg(unix)]
mod unix {
    use std::os::unix::fs::PermissionsExt;
    use std::process::Command;

    use super::{Cell, CsvFile, ExportError, Path, Profile, create, fs, names, refused};
    use crate::PutRows as _;

    #[test]
    fn files_with_names_of_people_are_for_their_owner_alone() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.csv");
        fs::write(&path, "old").unwrap();
        fs::set_permissions(&path, fs::Permissions::from_mode(0o644)).unwrap();
        create(&path).unwrap().finish().unwrap();
        assert_eq!(path.metadata().unwrap().permissions().mode() & 0o777, 0o600);
    }

    #[test]
    fn names_that_the_disk_does_not_take() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("file"), "").unwrap();
        assert_eq!(refused(&folder.path().join("file").join("a.csv")), Some(ExportError::FolderMissing));
        assert_eq!(refused(&folder.path().join("x".repeat(300))), Some(ExportError::BadName));
        assert_eq!(refused(Path::new("/dev/null")), Some(ExportError::BadName), "a device is not replaced");
        assert_eq!(names(folder.path()), ["file"]);
    }

    /// A limit on the size of files fails a write in the middle as a full disk does. The limit holds for a whole process,
    /// so the test starts itself once more beneath one.
    #[test]
    fn a_disk_that_fills_up_leaves_nothing() {
        const FOLDER: &str = "PARTNER_DESK_TEST_FOLDER";
        if let Some(folder) = std::env::var_os(FOLDER) {
            let folder = Path::new(&folder);
            let text = "x".repeat(1000);
            let mut rows = (0..1000).map(|place| (place, vec![Cell::text(Some(&text))]));
            // When rows are laid aside, and when the file is put together.
            let mut small = CsvFile::create_within(&folder.join("a.csv"), Profile::Plain, &["a"], 10_000).unwrap();
            assert_eq!(rows.clone().find_map(|row| small.rows([row]).err()), Some(ExportError::NoSpace));
            drop(small);
            let mut file = create(&folder.join("a.csv")).unwrap();
            assert_eq!(rows.find_map(|row| file.rows([row]).err()), None);
            assert_eq!(file.finish(), Err(ExportError::NoSpace));
            assert!(names(folder).is_empty());
            return;
        }
        let folder = tempfile::tempdir().unwrap();
        let status = Command::new("sh")
            .args([
                "-c",
                "trap '' XFSZ; ulimit -f 64; exec \"$0\" --exact files::unix::a_disk_that_fills_up_leaves_nothing",
            ])
            .arg(std::env::current_exe().unwrap())
            .env(FOLDER, folder.path())
            .output()
            .unwrap();
        let said = String::from_utf8_lossy(&status.stdout).into_owned();
        assert!(status.status.success() && said.contains("1 passed"), "{said}");
    }

    /// The only file that Linux itself holds on to: a program that runs.
    #[test]
    #[cfg(target_os = "linux")]
    fn a_file_in_use_is_found_out_before_any_work() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("busy.csv");
        fs::copy("/bin/sleep", &path).unwrap();
        let mut running = Command::new(&path).arg("600").spawn().unwrap();
        let refused = refused(&path);
        running.kill().unwrap();
        running.wait().unwrap();
        assert_eq!(refused, Some(ExportError::InUse));
        assert_eq!(names(folder.path()), ["busy.csv"]);
    }
}
