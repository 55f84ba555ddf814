//! Takes the names of functions out of the release bundle – browsers do not need them, and they are a tenth of it – and has
//! the rest made small.
//! Copies that have them stay in the target directory, for `cargo xtask size`.

use std::{fs, path::Path};

use anyhow::{Context as _, Result};

use super::{door, shrink};
use crate::{paths, size::Binary};

/// Strips all programs in the staging folder.
pub fn take_out(staging: &Path) -> Result<()> {
    for file in paths::files_below(staging) {
        let is_program = file.extension().is_some_and(|kind| kind == "wasm");
        if is_program {
            let name = file.file_name().unwrap_or_default().to_string_lossy();
            let binary = if file.parent() != Some(staging) {
                Binary::Engine
            } else if name.starts_with(door::PREFIX) {
                Binary::Door
            } else {
                Binary::App
            };
            strip(&file, binary)?;
        }
    }
    Ok(())
}

fn strip(file: &Path, binary: Binary) -> Result<()> {
    let wasm = fs::read(file)?;
    let copy = binary.named_copy();
    fs::create_dir_all(copy.parent().expect("a copy lies in a folder"))?;
    fs::write(&copy, &wasm).with_context(|| format!("cannot write {}", copy.display()))?;
    let stripped = without_custom_sections(&wasm);
    let stripped = stripped.with_context(|| format!("{} is not wasm", file.display()))?;
    fs::write(file, stripped).with_context(|| format!("cannot write {}", file.display()))?;
    shrink::optimise(file)
}

const MAGIC: &[u8] = b"\0asm\x01\0\0\0";
const CUSTOM: u8 = 0;

/// A module without what no browser reads: names, producers, features.
fn without_custom_sections(wasm: &[u8]) -> Option<Vec<u8>> {
    let mut rest = wasm.strip_prefix(MAGIC)?;
    let mut kept = MAGIC.to_vec();
    while let [kind, after_kind @ ..] = rest {
        let (n_body, n_length) = length_at(after_kind)?;
        let section = rest.get(..1 + n_length + n_body)?;
        if *kind != CUSTOM {
            kept.extend(section);
        }
        rest = &rest[section.len()..];
    }
    Some(kept)
}

/// A length in LEB128, and how many bytes it takes.
fn length_at(bytes: &[u8]) -> Option<(usize, usize)> {
    let mut length = 0;
    for (index, byte) in bytes.iter().take(5).enumerate() {
        length |= usize::from(byte & 0x7f) << (7 * index);
        if byte & 0x80 == 0 {
            return Some((length, index + 1));
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_custom_sections_are_taken_out() {
        let types = b"\x01\x04\x01\x60\0\0";
        let names = b"\0\x85\0\x04name";
        let wasm = [MAGIC, names, types, names].concat();
        assert_eq!(
            without_custom_sections(&wasm),
            Some([MAGIC, types].concat())
        );
        for broken in [&wasm[..wasm.len() - 1], b"<html>"] {
            assert_eq!(without_custom_sections(broken), None);
        }
    }
}
