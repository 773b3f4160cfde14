//! `gen icons`: every size and container from two drawings. Needs `rsvg-convert` (librsvg2-bin).
//!
//! `.ico` and `.icns` are written here: both are a directory of PNG files, a few lines each, and a
//! drawing made for small sizes goes into the small entries, which the usual tools cannot do.

use std::path::{Path, PathBuf};

use crate::temp::TempFolder;
use crate::{Outcome, process, setup};

/// Up to this many pixels the simplified drawing is used.
const SMALL_PIXELS_MAX: u32 = 32;

/// What `tauri.conf.json` names, and what the stores and docks of Linux take.
const PNGS: [(&str, u32); 5] =
    [("32x32.png", 32), ("64x64.png", 64), ("128x128.png", 128), ("128x128@2x.png", 256), ("icon.png", 512)];

/// 32 first: the window's own icon on Windows is the first entry.
const ICO: [u32; 6] = [32, 16, 24, 48, 64, 256];

/// Entry types that hold PNG data, with their pixels; the second row is for screens of double density.
const ICNS: [(&[u8; 4], u32); 8] = [
    (b"ic07", 128),
    (b"ic08", 256),
    (b"ic09", 512),
    (b"ic11", 32),
    (b"ic12", 64),
    (b"ic13", 256),
    (b"ic14", 512),
    (b"ic10", 1024),
];

/// Writes all files in `icons/`.
pub(crate) fn write() -> Outcome {
    if !process::succeeds(process::command("rsvg-convert").arg("--version")) {
        setup::debian(&["librsvg2-bin"])?;
    }
    let icons = Icons { folder: process::root().join("icons"), scratch: TempFolder::new("icons")? };
    for (name, pixels) in PNGS {
        save(&icons.folder.join(name), &icons.png(pixels, Edge::Full)?)?;
    }
    save(&icons.folder.join("icon.ico"), &icons.ico()?)?;
    save(&icons.folder.join("icon.icns"), &icons.icns()?)
}

/// How far the drawing reaches.
#[derive(Clone, Copy)]
enum Edge {
    /// To the rim, as Windows and Linux want it.
    Full,
    /// 824 of 1024 pixels, as icons in the Dock are drawn.
    Dock,
}

struct Icons {
    folder: PathBuf,
    scratch: TempFolder,
}

impl Icons {
    fn png(&self, pixels: u32, edge: Edge) -> Outcome<Vec<u8>> {
        let (name, side) = if pixels <= SMALL_PIXELS_MAX { ("icon-small.svg", 32) } else { ("icon.svg", 512) };
        let file = self.folder.join(name);
        let mut drawing = std::fs::read_to_string(&file).map_err(|e| format!("{}: {e}", file.display()))?;
        if matches!(edge, Edge::Dock) {
            let rim = side * 100 / 824;
            let wide = side + 2 * rim;
            let framed = format!("viewBox=\"-{rim} -{rim} {wide} {wide}\"");
            drawing = drawing.replacen(&format!("viewBox=\"0 0 {side} {side}\""), &framed, 1);
        }
        let svg = self.scratch.path().join(name);
        let png = self.scratch.path().join("icon.png");
        save(&svg, drawing.as_bytes())?;
        let size = pixels.to_string();
        let mut convert = process::command("rsvg-convert");
        process::output(convert.args(["-w", &size, "-h", &size, "-o"]).arg(&png).arg(&svg))?;
        std::fs::read(&png).map_err(|e| format!("{}: {e}", png.display()))
    }

    fn ico(&self) -> Outcome<Vec<u8>> {
        let images: Vec<(u32, Vec<u8>)> =
            ICO.into_iter().map(|pixels| Ok((pixels, self.png(pixels, Edge::Full)?))).collect::<Outcome<_>>()?;
        ico(&images)
    }

    fn icns(&self) -> Outcome<Vec<u8>> {
        let images: Vec<([u8; 4], Vec<u8>)> = ICNS
            .into_iter()
            .map(|(kind, pixels)| Ok((*kind, self.png(pixels, Edge::Dock)?)))
            .collect::<Outcome<_>>()?;
        icns(&images)
    }
}

/// Header, one 16-byte entry per image, then the PNG files.
fn ico(images: &[(u32, Vec<u8>)]) -> Outcome<Vec<u8>> {
    let count = u16::try_from(images.len()).map_err(|e| e.to_string())?;
    let mut file = vec![0, 0, 1, 0];
    file.extend(count.to_le_bytes());
    let mut offset = 6 + 16 * u32::from(count);
    for (pixels, png) in images {
        // 256 is written as 0.
        let side = u8::try_from(pixels % 256).map_err(|e| e.to_string())?;
        let length = u32::try_from(png.len()).map_err(|e| e.to_string())?;
        file.extend([side, side, 0, 0, 1, 0, 32, 0]);
        file.extend(length.to_le_bytes());
        file.extend(offset.to_le_bytes());
        offset += length;
    }
    file.extend(images.iter().flat_map(|(_, png)| png));
    Ok(file)
}

/// `icns`, the whole length, then type, length and PNG of each entry; lengths include their own 8 bytes.
fn icns(images: &[([u8; 4], Vec<u8>)]) -> Outcome<Vec<u8>> {
    let mut entries = Vec::new();
    for (kind, png) in images {
        let length = u32::try_from(png.len() + 8).map_err(|e| e.to_string())?;
        entries.extend(kind);
        entries.extend(length.to_be_bytes());
        entries.extend(png);
    }
    let length = u32::try_from(entries.len() + 8).map_err(|e| e.to_string())?;
    let mut file = b"icns".to_vec();
    file.extend(length.to_be_bytes());
    file.extend(entries);
    Ok(file)
}

fn save(path: &Path, content: &[u8]) -> Outcome {
    std::fs::write(path, content).map_err(|e| format!("{}: {e}", path.display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_ico_points_at_its_images() {
        let file = ico(&[(32, vec![7; 3]), (256, vec![9; 2])]).unwrap_or_default();
        assert_eq!(file.len(), 6 + 32 + 5);
        assert_eq!(file.get(..8), Some(&[0, 0, 1, 0, 2, 0, 32, 32][..]));
        assert_eq!(file.get(22..24), Some(&[0, 0][..]), "256 is written as 0");
        assert_eq!(file.get(18..22), Some(&38_u32.to_le_bytes()[..]), "the first image follows the directory");
        assert_eq!(file.get(34..38), Some(&41_u32.to_le_bytes()[..]), "the second follows the first");
    }

    #[test]
    fn an_icns_counts_its_own_headers() {
        let file = icns(&[(*b"ic07", vec![7; 3])]).unwrap_or_default();
        assert_eq!(file, [&b"icns\0\0\0\x13ic07\0\0\0\x0b"[..], &[7, 7, 7]].concat());
    }
}
