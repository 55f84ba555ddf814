//! The words of the report.

use std::fmt::Write as _;

use super::{
    files::{Measured, Part},
    origins::{Origin, Origins},
};

/// How many of the largest functions a whole report names.
const N_FUNCTIONS: usize = 50;

/// Bytes in the unit that suits them; a kilobyte has 1000.
pub fn size(n_bytes: u64) -> String {
    let n = n_bytes as f64;
    match n_bytes {
        0..1000 => format!("{n_bytes} B"),
        1000..1_000_000 => format!("{:.1} kB", n / 1e3),
        _ => format!("{:.3} MB", n / 1e6),
    }
}

/// All files, by part.
pub fn of_files(files: &[Measured]) -> String {
    let mut text = format!("{:>10} {:>10}\n", "raw", "brotli");
    let mut part = None;
    for file in files {
        if part != Some(file.part) {
            part = Some(file.part);
            text += match file.part {
                Part::Start => "until the sign-in form can be used\n",
                Part::App => "the app and its font, once it can be used\n",
                Part::Engine => "the engine\n",
                Part::Later => "later, or never\n",
            };
        }
        line(
            &mut text,
            &[size(file.n_raw), size(file.n_brotli)],
            &file.path,
        );
    }
    text
}

/// What a program's bytes are; its largest functions too when nothing is left out.
pub fn of_origins(program: &str, origins: &Origins, n_lines: usize) -> String {
    let all = size(origins.n_bytes);
    let mut text = format!("What the {all} of the {program} are (raw wasm)\n");
    add_origins(&mut text, origins, &origins.by_crate, n_lines);
    if n_lines >= origins.by_crate.len() {
        text += "Its largest functions\n";
        add_origins(&mut text, origins, &origins.functions, N_FUNCTIONS);
    }
    text
}

fn add_origins(text: &mut String, all: &Origins, list: &[Origin], n_lines: usize) {
    for Origin { name, n_bytes } in list.iter().take(n_lines) {
        let percent = *n_bytes as f64 * 100.0 / all.n_bytes as f64;
        line(text, &[size(*n_bytes), format!("{percent:.1} %")], name);
    }
}

fn line(text: &mut String, numbers: &[String; 2], name: &str) {
    let [first, second] = numbers;
    writeln!(text, "{first:>10} {second:>10}  {name}").expect("a string takes everything");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_size_has_its_unit() {
        assert_eq!(size(999), "999 B");
        assert_eq!(size(350_000), "350.0 kB");
        assert_eq!(size(2_630_000), "2.630 MB");
    }

    #[test]
    fn parts_have_headings() {
        let file = |path: &str, part| Measured {
            path: path.to_owned(),
            part,
            n_raw: 2000,
            n_brotli: 1000,
        };
        let text = of_files(&[
            file("a.js", Part::Start),
            file("b.js", Part::Start),
            file("c.json", Part::Later),
        ]);
        let begins: Vec<_> = text.lines().map(|line| line.trim_start()).collect();
        assert_eq!(begins.len(), 6);
        assert_eq!(begins[1], "until the sign-in form can be used");
        assert_eq!(begins[2], "2.0 kB     1.0 kB  a.js");
        assert_eq!(begins[4], "later, or never");
    }
}
