//! Compressed copies of a bundle's files, beside them: a host that knows `.br` and `.gz` files need not compress.

use std::thread;

use anyhow::{Context as _, Result};
use xtask_compress::{brotli, gzip};

use super::contents::Files;

/// Kinds of files that are text or code. Pictures are compressed already.
const KINDS: [&str; 7] = ["wasm", "js", "css", "json", "svg", "html", "webmanifest"];

/// What fits into one packet with its headers does not come sooner.
const FEWEST_BYTES: usize = 1_000;

/// Compressed copies of those files that are worth it, as `name.br` and `name.gz`. Either both are there or none.
pub fn all(files: &Files) -> Result<Files> {
    let worth_it = files.iter().filter(|(path, bytes)| {
        let kind = path.rsplit('.').next().unwrap_or_default();
        KINDS.contains(&kind) && bytes.len() >= FEWEST_BYTES
    });
    thread::scope(|scope| {
        let threads: Vec<_> = worth_it
            .map(|(path, bytes)| scope.spawn(move || copies(path, bytes)))
            .collect();
        let mut all = Files::new();
        for thread in threads {
            all.extend(thread.join().expect("compressing does not panic")?);
        }
        Ok(all)
    })
}

fn copies(path: &str, bytes: &[u8]) -> Result<[(String, Vec<u8>); 2]> {
    let copies = brotli(bytes).and_then(|first| Ok((first, gzip(bytes)?)));
    let (br, gz) = copies.with_context(|| format!("cannot compress {path}"))?;
    Ok([(format!("{path}.br"), br), (format!("{path}.gz"), gz)])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_worth_it_has_two_copies() {
        let text = "the kettle is on\n".repeat(500);
        let files = ["a.js", "b_bg.wasm", "c.webmanifest", "d.png", "e.svg.map"]
            .map(|path| (path.to_owned(), text.clone().into_bytes()));
        let mut files = Files::from(files);
        files.insert("small.css".to_owned(), b"p{}".to_vec());
        let copies = all(&files).unwrap();
        let paths: Vec<_> = copies.keys().map(String::as_str).collect();
        let expected = [
            "a.js.br",
            "a.js.gz",
            "b_bg.wasm.br",
            "b_bg.wasm.gz",
            "c.webmanifest.br",
            "c.webmanifest.gz",
        ];
        assert_eq!(paths, expected);
        assert_eq!(copies["a.js.br"], copies["b_bg.wasm.br"]);
        assert_ne!(copies["a.js.br"], copies["a.js.gz"]);
        assert_eq!(copies, all(&files).unwrap());
    }
}
