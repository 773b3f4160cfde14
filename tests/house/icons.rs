//! The icons are what bundlers and windows expect. `cargo xtask gen icons` writes them.

use crate::{root, text};

fn icon(name: &str) -> Vec<u8> {
    std::fs::read(root().join("icons").join(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
}

/// Width, height, bits per channel and colour type of a PNG file.
fn png(file: &[u8]) -> (u32, u32, u8, u8) {
    assert_eq!(&file[..8], b"\x89PNG\r\n\x1a\n");
    assert_eq!(&file[12..16], b"IHDR");
    let number = |at: usize| u32::from_be_bytes(file[at..at + 4].try_into().unwrap());
    (number(16), number(20), file[24], file[25])
}

/// Square, eight bits, RGBA: the only kind that the shell's build accepts.
fn square(side: u32) -> (u32, u32, u8, u8) {
    (side, side, 8, 6)
}

#[test]
fn pngs_have_the_size_in_their_name() {
    let sizes =
        [("32x32.png", 32), ("64x64.png", 64), ("128x128.png", 128), ("128x128@2x.png", 256), ("icon.png", 512)];
    for (name, side) in sizes {
        assert_eq!(png(&icon(name)), square(side), "{name}");
    }
}

#[test]
fn the_windows_icon_has_all_sizes_and_32_first() {
    let file = icon("icon.ico");
    assert_eq!(&file[..4], [0, 0, 1, 0]);
    let count = usize::from(u16::from_le_bytes([file[4], file[5]]));
    let sides: Vec<u32> = (0..count)
        .map(|index| {
            let entry = &file[6 + 16 * index..][..16];
            let number = |at: usize| u32::from_le_bytes(entry[at..at + 4].try_into().unwrap()) as usize;
            let image = &file[number(12)..][..number(8)];
            let side = if entry[0] == 0 { 256 } else { u32::from(entry[0]) };
            assert_eq!(png(image), square(side));
            side
        })
        .collect();
    assert_eq!(sides, [32, 16, 24, 48, 64, 256]);
}

#[test]
fn the_macos_icon_has_all_sizes() {
    let file = icon("icon.icns");
    let number = |at: usize| u32::from_be_bytes(file[at..at + 4].try_into().unwrap()) as usize;
    assert_eq!(&file[..4], b"icns");
    assert_eq!(number(4), file.len());
    let mut found = Vec::new();
    let mut at = 8;
    while at < file.len() {
        let (side, ..) = png(&file[at + 8..at + number(at + 4)]);
        found.push((String::from_utf8_lossy(&file[at..at + 4]).into_owned(), side));
        at += number(at + 4);
    }
    let expected = [
        ("ic07", 128),
        ("ic08", 256),
        ("ic09", 512),
        ("ic11", 32),
        ("ic12", 64),
        ("ic13", 256),
        ("ic14", 512),
        ("ic10", 1024),
    ];
    assert_eq!(found, expected.map(|(kind, side)| (kind.to_owned(), side)));
}

#[test]
fn every_icon_that_the_bundle_names_is_there() {
    let conf: serde_json::Value = serde_json::from_str(&text("tauri.conf.json")).expect("tauri.conf.json");
    let named = conf["bundle"]["icon"].as_array().expect("bundle.icon");
    assert!(!named.is_empty());
    for path in named {
        let path = path.as_str().expect("a path");
        assert!(root().join(path).is_file(), "{path}");
    }
}
