//! Makes a tarball of files. Its bytes follow from names, contents and one time: nothing of this machine is in it.

use std::{collections::BTreeSet, path::Path};

use anyhow::{Context as _, Result};
use tar::{Builder, EntryType, Header};

use super::contents::Files;

const FILE_MODE: u32 = 0o644;
const FOLDER_MODE: u32 = 0o755;

/// A `.tar.gz` with one folder, in which all files lie. `time` is in seconds since 1970.
pub fn pack(files: &Files, folder: &str, time: u64) -> Result<Vec<u8>> {
    let mut archive = Builder::new(Vec::new());
    let mut folders = BTreeSet::new();
    for (path, bytes) in files {
        let path = format!("{folder}/{path}");
        for parent in parents(&path) {
            if folders.insert(parent.clone()) {
                append(&mut archive, EntryType::Directory, &parent, &[], time)?;
            }
        }
        append(&mut archive, EntryType::Regular, &path, bytes, time)?;
    }
    Ok(xtask_compress::gzip(&archive.into_inner()?)?)
}

/// The folders that a file lies in, the outermost first, each with a slash at its end.
fn parents(path: &str) -> Vec<String> {
    let ends = path.match_indices('/').map(|(at, _)| at + 1);
    ends.map(|end| path[..end].to_owned()).collect()
}

fn append(
    archive: &mut Builder<Vec<u8>>,
    kind: EntryType,
    path: &str,
    bytes: &[u8],
    time: u64,
) -> Result<()> {
    let mut header = Header::new_ustar();
    header.set_entry_type(kind);
    header.set_size(bytes.len() as u64);
    header.set_mtime(time);
    header.set_uid(0);
    header.set_gid(0);
    header.set_mode(match kind {
        EntryType::Directory => FOLDER_MODE,
        _ => FILE_MODE,
    });
    archive
        .append_data(&mut header, Path::new(path), bytes)
        .with_context(|| format!("cannot pack {path}"))
}

#[cfg(test)]
mod tests {
    use flate2::read::GzDecoder;
    use tar::Archive;

    use super::*;

    #[test]
    fn entries_are_sorted_and_say_nothing_about_this_machine() {
        let files = ["sw.js", "engine/engine.js", "engine/a/b.js", "a.js"]
            .map(|path| (path.to_owned(), path.as_bytes().to_vec()));
        let bytes = pack(&Files::from(files), "loggia-1", 1_700_000_000).unwrap();
        let mut archive = Archive::new(GzDecoder::new(&*bytes));
        let mut seen = Vec::new();
        for entry in archive.entries().unwrap() {
            let entry = entry.unwrap();
            let header = entry.header();
            assert_eq!(header.mtime().unwrap(), 1_700_000_000);
            assert_eq!((header.uid().unwrap(), header.gid().unwrap()), (0, 0));
            let path = entry.path().unwrap().to_string_lossy().into_owned();
            seen.push((path, header.mode().unwrap(), header.size().unwrap()));
        }
        let expected = [
            ("loggia-1/", 0o755, 0),
            ("loggia-1/a.js", 0o644, 4),
            ("loggia-1/engine/", 0o755, 0),
            ("loggia-1/engine/a/", 0o755, 0),
            ("loggia-1/engine/a/b.js", 0o644, 13),
            ("loggia-1/engine/engine.js", 0o644, 16),
            ("loggia-1/sw.js", 0o644, 5),
        ]
        .map(|(path, mode, size)| (path.to_owned(), mode, size));
        assert_eq!(seen, expected);
    }
}
