//! Lines that come in any order, each with the place that it takes in the file.
//!
//! As many as fit into the room lie in memory. When it is full they go, sorted, into a file without a name in the folder of
//! the export, and at the end all such runs are merged: a file of any size is written in the same memory. The nameless file
//! holds what the export holds, in the folder that was chosen for it, and the system removes it with the program.

use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::fs::File;
use std::io::{self, Read as _, Seek as _, SeekFrom, Write};
use std::ops::Range;
use std::path::{Path, PathBuf};

/// Bytes of lines in memory, unless said otherwise.
pub(crate) const ROOM_BYTES: usize = 4 * 1024 * 1024;

/// Bytes that are read ahead of each run.
const AHEAD_BYTES: u64 = 256 * 1024;

/// Place and length, in front of each line of a run.
const HEAD_BYTES: usize = 8;

/// The lines of one file.
#[derive(Debug)]
pub(crate) struct PlacedLines {
    folder: PathBuf,
    room_bytes: usize,
    bytes: Vec<u8>,
    /// Place, and where in `bytes` the line begins.
    lines: Vec<(u32, usize)>,
    spilled: Option<File>,
    /// Where in the nameless file each run lies.
    runs: Vec<Range<u64>>,
}

impl PlacedLines {
    /// For a file in this folder.
    pub(crate) fn new(folder: &Path, room_bytes: usize) -> Self {
        let folder = folder.to_owned();
        Self { folder, room_bytes, bytes: Vec::new(), lines: Vec::new(), spilled: None, runs: Vec::new() }
    }

    /// Takes a line in.
    pub(crate) fn put(&mut self, place: u32, line: &[u8]) -> io::Result<()> {
        if !self.lines.is_empty() && self.bytes.len() + line.len() > self.room_bytes {
            self.spill()?;
        }
        self.lines.push((place, self.bytes.len()));
        self.bytes.extend_from_slice(line);
        Ok(())
    }

    /// Writes all lines, in order of their places.
    pub(crate) fn write_to(mut self, out: &mut impl Write) -> io::Result<()> {
        if self.runs.is_empty() {
            return self.sorted().try_for_each(|(_, line)| out.write_all(line));
        }
        self.spill()?;
        let Some(mut file) = self.spilled else { return Ok(()) };
        let mut runs: Vec<Run> = self.runs.into_iter().map(|left| Run { left, ahead: Vec::new(), read: 0 }).collect();
        let mut next = BinaryHeap::new();
        for (number, run) in runs.iter_mut().enumerate() {
            next.extend(run.head(&mut file)?.map(|(place, length)| Reverse((place, number, length))));
        }
        while let Some(Reverse((_, number, length))) = next.pop() {
            let Some(run) = runs.get_mut(number) else { continue };
            out.write_all(run.take(&mut file, length)?)?;
            next.extend(run.head(&mut file)?.map(|(place, length)| Reverse((place, number, length))));
        }
        Ok(())
    }

    /// What lies in memory, in order.
    fn sorted(&mut self) -> impl Iterator<Item = (u32, &[u8])> {
        let ends = self.lines.iter().skip(1).map(|(_, start)| *start).chain([self.bytes.len()]);
        let mut lines: Vec<(u32, Range<usize>)> =
            self.lines.iter().zip(ends).map(|((place, start), end)| (*place, *start..end)).collect();
        lines.sort_unstable_by_key(|(place, _)| *place);
        let bytes = &self.bytes;
        lines.into_iter().map(|(place, range)| (place, bytes.get(range).unwrap_or_default()))
    }

    fn spill(&mut self) -> io::Result<()> {
        let mut file = match self.spilled.take() {
            Some(file) => file,
            None => tempfile::tempfile_in(&self.folder)?,
        };
        let start = file.stream_position()?;
        let mut run = io::BufWriter::with_capacity(1024 * 1024, &mut file);
        for (place, line) in self.sorted() {
            run.write_all(&place.to_le_bytes())?;
            run.write_all(&u32::try_from(line.len()).unwrap_or(u32::MAX).to_le_bytes())?;
            run.write_all(line)?;
        }
        run.flush()?;
        drop(run);
        self.runs.push(start..file.stream_position()?);
        self.spilled = Some(file);
        self.bytes.clear();
        self.lines.clear();
        Ok(())
    }
}

/// Sorted lines in the nameless file.
struct Run {
    /// Not read yet.
    left: Range<u64>,
    ahead: Vec<u8>,
    /// How much of `ahead` was taken.
    read: usize,
}

impl Run {
    /// Place and length of the next line; nothing at the end.
    fn head(&mut self, file: &mut File) -> io::Result<Option<(u32, usize)>> {
        if self.read == self.ahead.len() && self.left.is_empty() {
            return Ok(None);
        }
        let head = self.take(file, HEAD_BYTES)?;
        let number = |range: Range<usize>| {
            let bytes = head.get(range).and_then(|bytes| bytes.try_into().ok()).unwrap_or_default();
            u32::from_le_bytes(bytes)
        };
        Ok(Some((number(0..4), number(4..8) as usize)))
    }

    fn take(&mut self, file: &mut File, length: usize) -> io::Result<&[u8]> {
        if self.ahead.len() - self.read < length {
            self.ahead.drain(..self.read);
            self.read = 0;
            let more = AHEAD_BYTES.max(length as u64).min(self.left.end - self.left.start);
            file.seek(SeekFrom::Start(self.left.start))?;
            io::Read::take(&mut *file, more).read_to_end(&mut self.ahead)?;
            self.left.start += more;
        }
        let taken = self.ahead.get(self.read..self.read + length).ok_or(io::ErrorKind::UnexpectedEof)?;
        self.read += length;
        Ok(taken)
    }
}
