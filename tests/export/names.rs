//! Proposed names, extensions, and the profile of a place.

use std::path::{Path, PathBuf};

use desk_core::cell::DecimalMark;
use desk_core::time::CivilDate;
use desk_export::{Profile, file_name, is_name_on_windows, with_extension};

#[test]
fn proposed_names() {
    let day = CivilDate::from_ymd_opt(2026, 11, 22).unwrap();
    assert_eq!(file_name("cases", "pending", false, day), "Partner Desk cases pending 2026-11-22.csv");
    assert_eq!(file_name("cases", "all", false, day), "Partner Desk cases 2026-11-22.csv");
    assert_eq!(file_name("earnings", "all", true, day), "Partner Desk earnings search 2026-11-22.csv");
    assert_eq!(file_name("clients", "unsigned", true, day), "Partner Desk clients unsigned search 2026-11-22.csv");
    assert_eq!(file_name("../a:b*?\\c", "\"/\0", false, day), "Partner Desk abc 2026-11-22.csv");
}

#[test]
fn the_extension_is_added_and_nothing_replaced() {
    let table = [
        ("Q3.2", "Q3.2.csv"),
        ("a", "a.csv"),
        ("a.csv", "a.csv"),
        ("a.CSV", "a.CSV"),
        ("a.csv.txt", "a.csv.txt.csv"),
        ("dir.csv/a", "dir.csv/a.csv"),
        ("Müller.", "Müller..csv"),
        ("csv", "csv.csv"),
    ];
    for (given, expected) in table {
        assert_eq!(with_extension(Path::new(given), "csv"), PathBuf::from(expected), "{given}");
    }
}

#[test]
#[cfg(unix)]
fn names_that_are_no_text_keep_their_bytes() {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt;
    let given = Path::new(OsStr::from_bytes(b"caf\xe9"));
    assert_eq!(with_extension(given, "csv").as_os_str().as_bytes(), b"caf\xe9.csv");
}

#[test]
fn names_that_windows_gives_to_something_else() {
    for device in [
        "con.csv",
        "CON",
        "nul.csv",
        "Aux.tar.csv",
        "prn .csv",
        "COM1.csv",
        "com0.csv",
        "lpt9.csv",
        "LPT¹.csv",
        "conout$.csv",
    ] {
        assert!(!is_name_on_windows(device), "{device}");
    }
    for other in [
        "", "a:b.csv", "a?.csv", "a*.csv", "a|b.csv", "<a>.csv", "a\"b.csv", "a/b.csv", "a\\b.csv", "a\nb.csv",
        "a.csv.", "a.csv ",
    ] {
        assert!(!is_name_on_windows(other), "{other:?}");
    }
    for ours in [
        "a.csv",
        "Partner Desk cases 2026-11-22.csv",
        "console.csv",
        "com10.csv",
        "com.csv",
        "nul1.csv",
        "Mül 🍕 شركة.csv",
        ".csv",
    ] {
        assert!(is_name_on_windows(ours), "{ours}");
    }
}

#[test]
fn the_excel_of_a_place() {
    let (comma, point) = (DecimalMark::Comma, DecimalMark::Point);
    let table: &[(&[&str], u8, DecimalMark)] = &[
        (
            &[
                "da",
                "da-DK",
                "da_DK.UTF-8",
                "de",
                "de-DE",
                "de-AT",
                "fr",
                "fr-FR",
                "fr-BE",
                "fr-CA",
                "fr-CH",
                "nb-NO",
                "nn",
                "sv-SE",
                "pl-PL",
                "it-IT",
                "es",
                "es-ES",
                "es-AR",
                "nl-NL",
                "nl-BE",
                "pt-BR",
                "pt-PT",
                "tr-TR",
                "ru-RU",
                "uk-UA",
                "fi-FI",
                "cs-CZ",
                "sk-SK",
                "hu-HU",
                "el-GR",
                "ro-RO",
                "bg-BG",
                "hr-HR",
                "sl-SI",
                "sr-Latn-RS",
                "et-EE",
                "lv-LV",
                "lt-LT",
                "is-IS",
                "vi-VN",
                "id-ID",
                "en-DK",
                "en-DE",
                "en-NL",
                "en-ZA",
                "DE-de",
                "de-DE-u-co-phonebk",
            ],
            b';',
            comma,
        ),
        (
            &[
                "en",
                "en-US",
                "en-GB",
                "en-IE",
                "en-CA",
                "en-AU",
                "en-IN",
                "ja-JP",
                "zh-Hans-CN",
                "zh-Hant-TW",
                "he-IL",
                "th-TH",
                "ko-KR",
                "es-MX",
                "es-US",
                "es-419",
                "hi-IN",
                "mt-MT",
                "",
                "C",
                "POSIX",
                "en-150",
                "xx",
                "en-u-rg-dezzzz",
            ],
            b',',
            point,
        ),
        (&["de-CH", "it-CH", "en-CH", "rm-CH", "de-LI"], b';', point),
    ];
    for (locales, separator, mark) in table {
        for locale in *locales {
            assert_eq!(Profile::excel_for(locale), Profile::Excel { separator: *separator, mark: *mark }, "{locale}");
        }
    }
    assert_eq!((Profile::Plain.separator(), Profile::Plain.mark()), (b',', point));
}
