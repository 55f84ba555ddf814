//! Which files of the bundle are transferred when, and how large they are.

use std::{collections::BTreeSet, fs, path::Path, process::Command, thread};

use anyhow::{Context as _, Result};

use crate::{hook::font, paths, process};

/// Prints how long a file is for a browser: servers compress static files once, so as well as they can, as releases do.
const SCRIPT: &str = "
    const { readFileSync } = require('node:fs');
    const { brotliCompressSync, constants } = require('node:zlib');
    const { BROTLI_PARAM_QUALITY, BROTLI_PARAM_LGWIN, BROTLI_MAX_QUALITY, BROTLI_MAX_WINDOW_BITS } = constants;
    const params = { [BROTLI_PARAM_QUALITY]: BROTLI_MAX_QUALITY, [BROTLI_PARAM_LGWIN]: BROTLI_MAX_WINDOW_BITS };
    console.log(brotliCompressSync(readFileSync(process.argv[1]), { params }).length);
";

const PAGE: &str = "index.html";
const ENGINE: &str = "engine/engine_bg.wasm";

/// What is loaded when somebody asks for it, or when the app has started: files, and folders with a slash.
const LATER: [&str; 5] = [
    "emoji-en.json",
    "icons/",
    "licences.txt",
    "manifest.webmanifest",
    "sw.js",
];

/// Begins the names of the app's files, and of the style sheet, which the door needs as well.
const APP: &str = "loggia-";
/// End the names of a program's files.
const PROGRAM: [&str; 2] = [".js", "_bg.wasm"];

/// When a file is transferred.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Part {
    /// Before the sign-in form can be used.
    Start,
    /// The app and its font, which the door asks for when the sign-in form can be used.
    App,
    /// The wasm of the engine, which loads beside the rest.
    Engine,
    /// Later or never.
    Later,
}

/// A file of the bundle.
pub struct Measured {
    pub path: String,
    pub part: Part,
    pub n_raw: u64,
    pub n_brotli: u64,
}

/// A file's path in the bundle and its content.
type File = (String, Vec<u8>);

/// Measures all files of a bundle, in the order of their parts.
pub fn measure(dist: &Path) -> Result<Vec<Measured>> {
    let files = read(dist)?;
    let start = start_of(&files);
    let mut measured = thread::scope(|scope| {
        let threads: Vec<_> = files
            .iter()
            .map(|(path, _)| scope.spawn(move || brotli_length(&dist.join(path))))
            .collect();
        let lengths = threads
            .into_iter()
            .map(|thread| thread.join().expect("no worker panics"));
        lengths.collect::<Result<Vec<_>>>()
    })?
    .into_iter()
    .zip(&files)
    .map(|(n_brotli, (path, bytes))| Measured {
        path: path.clone(),
        part: part_of(path, &start),
        n_raw: bytes.len() as u64,
        n_brotli,
    })
    .collect::<Vec<_>>();
    measured.sort_by_key(|file| (file.part as u8, std::cmp::Reverse(file.n_brotli)));
    Ok(measured)
}

/// The brotli bytes of one part.
pub fn sum(files: &[Measured], part: Part) -> u64 {
    let of_part = files.iter().filter(|file| file.part == part);
    of_part.map(|file| file.n_brotli).sum()
}

fn part_of(path: &str, start: &BTreeSet<&str>) -> Part {
    if path == ENGINE {
        Part::Engine
    } else if is_app(path) {
        Part::App
    } else if start.contains(path) {
        Part::Start
    } else {
        Part::Later
    }
}

fn read(dist: &Path) -> Result<Vec<File>> {
    let files = paths::files_below(dist).into_iter().map(|file| {
        let bytes = fs::read(&file).with_context(|| format!("cannot read {}", file.display()))?;
        let path = file.strip_prefix(dist).unwrap_or(&file);
        Ok((path.to_string_lossy().into_owned(), bytes))
    });
    files.collect()
}

/// The page, and whatever is named in a file that belongs to the start: rather one file too many than one too few.
fn start_of(files: &[File]) -> BTreeSet<&str> {
    let mut start = BTreeSet::from([PAGE]);
    loop {
        let named: Vec<&str> = files
            .iter()
            .map(|(path, _)| path.as_str())
            .filter(|path| !start.contains(path) && !is_later(path))
            .filter(|path| {
                let readers = files.iter().filter(|(reader, _)| {
                    start.contains(reader.as_str()) && reader.as_str() != ENGINE
                });
                let name = path.rsplit('/').next().unwrap_or(path);
                readers.into_iter().any(|(_, bytes)| contains(bytes, name))
            })
            .collect();
        if named.is_empty() {
            return start;
        }
        start.extend(named);
    }
}

fn is_later(path: &str) -> bool {
    let is_in_list = LATER
        .iter()
        .any(|later| path == *later || later.ends_with('/') && path.starts_with(later));
    is_in_list || is_app(path)
}

/// The loader names the app's files, and the style sheet the font, without loading them for somebody new:
/// `tests/e2e/door.spec.ts` sees to that.
fn is_app(path: &str) -> bool {
    let is_program = path.starts_with(APP) && PROGRAM.iter().any(|ending| path.ends_with(ending));
    is_program || path.starts_with(font::PREFIX)
}

fn contains(bytes: &[u8], text: &str) -> bool {
    bytes
        .windows(text.len())
        .any(|window| window == text.as_bytes())
}

fn brotli_length(file: &Path) -> Result<u64> {
    let length = process::read(Command::new("node").args(["-e", SCRIPT]).arg(file));
    let length = length.and_then(|text| text.trim().parse().ok());
    length.with_context(|| format!("node cannot compress {}", file.display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bundle(files: &[(&str, &str)]) -> Vec<File> {
        files
            .iter()
            .map(|(path, text)| ((*path).to_owned(), text.as_bytes().to_vec()))
            .collect()
    }

    #[test]
    fn the_start_is_what_its_files_name() {
        let files = bundle(&[
            (
                "index.html",
                "<script src=\"./loader-1.js\"><link href=\"./loggia-1.css\"><link href=\"icons/a-192.png\">",
            ),
            (
                "loader-1.js",
                "'door-1.js' 'door-1_bg.wasm' 'loggia-1.js' 'loggia-1_bg.wasm'",
            ),
            ("door-1.js", ""),
            ("door-1_bg.wasm", "\0engine-worker.js\0sw.js"),
            ("loggia-1.css", "url(inter-1.woff2)"),
            ("inter-1.woff2", ""),
            ("loggia-1.js", "reader.js"),
            ("loggia-1_bg.wasm", "emoji-en.json"),
            ("reader.js", ""),
            ("engine-worker.js", "import \"./engine/engine.js\""),
            ("engine/engine.js", "engine_bg.wasm"),
            ("engine/engine_bg.wasm", "guide.html"),
            ("emoji-en.json", "[]"),
            ("guide.html", ""),
            ("icons/a-192.png", ""),
            ("sw.js", "\"guide.html\""),
        ]);
        let start = start_of(&files);
        let parts: Vec<_> = files
            .iter()
            .map(|(path, _)| part_of(path, &start))
            .collect();
        let (start, app, later) = (Part::Start, Part::App, Part::Later);
        let expected = [
            vec![start; 5],
            vec![app, app, app, later, start, start, Part::Engine],
            vec![later; 4],
        ];
        assert_eq!(parts, expected.concat());
    }
}
