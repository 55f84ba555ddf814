//! What the bytes of a wasm file are: for each crate the functions that are its code or were made for its types.

use std::collections::{BTreeMap, HashMap};

use anyhow::{Context as _, Result};
use wasmparser::{KnownCustom, Name, Parser, Payload, TypeRef};

/// Generic code of these is counted for the crate whose types it works on, if there is one.
const STANDARD: [&str; 3] = ["core", "alloc", "std"];

/// What has no crate.
const NAMELESS: &str = "(functions without a path)";
const DATA: &str = "(data: words and tables)";
const REST: &str = "(types, imports, exports, function table)";

/// Where bytes come from.
#[derive(Debug, PartialEq)]
pub struct Origin {
    pub name: String,
    pub n_bytes: u64,
}

/// All origins of a file, the largest first.
pub struct Origins {
    pub by_crate: Vec<Origin>,
    pub functions: Vec<Origin>,
    /// The sum, without the names themselves.
    pub n_bytes: u64,
}

/// Reads a wasm file that has a name section.
pub fn of(wasm: &[u8]) -> Result<Origins> {
    let module = Module::read(wasm)?;
    let mut by_crate: BTreeMap<&str, u64> = BTreeMap::from([(DATA, module.n_data)]);
    let mut functions = Vec::new();
    for (index, n_bytes) in (module.n_imported..).zip(&module.bodies) {
        let name = module.names.get(&index).copied().unwrap_or_default();
        *by_crate.entry(crate_of(name)).or_default() += n_bytes;
        functions.push(origin(name, *n_bytes));
    }
    let n_known: u64 = by_crate.values().sum();
    let n_bytes = module.n_without_names;
    by_crate.insert(REST, n_bytes.saturating_sub(n_known));
    let by_crate = by_crate.into_iter().map(|(name, n)| origin(name, n));
    Ok(Origins {
        by_crate: largest_first(by_crate.collect()),
        functions: largest_first(functions),
        n_bytes,
    })
}

fn origin(name: &str, n_bytes: u64) -> Origin {
    Origin {
        name: name.to_owned(),
        n_bytes,
    }
}

fn largest_first(mut origins: Vec<Origin>) -> Vec<Origin> {
    origins.sort_by_key(|origin| std::cmp::Reverse(origin.n_bytes));
    origins
}

/// What is read from a file.
#[derive(Default)]
struct Module<'a> {
    n_imported: u32,
    /// The length of each function.
    bodies: Vec<u64>,
    n_data: u64,
    names: HashMap<u32, &'a str>,
    n_without_names: u64,
}

impl<'a> Module<'a> {
    fn read(wasm: &'a [u8]) -> Result<Self> {
        let mut module = Self {
            n_without_names: wasm.len() as u64,
            ..Self::default()
        };
        for payload in Parser::new(0).parse_all(wasm) {
            module.add(payload?)?;
        }
        (!module.names.is_empty())
            .then_some(module)
            .context("the wasm file has no names")
    }

    fn add(&mut self, payload: Payload<'a>) -> Result<()> {
        match payload {
            Payload::ImportSection(imports) => {
                for import in imports.into_imports() {
                    if matches!(import?.ty, TypeRef::Func(_) | TypeRef::FuncExact(_)) {
                        self.n_imported += 1;
                    }
                }
            }
            Payload::CodeSectionEntry(body) => self.bodies.push(body.range().len() as u64),
            Payload::DataSection(data) => self.n_data = data.range().len() as u64,
            Payload::CustomSection(section) => {
                self.n_without_names -= section.range().len() as u64;
                if let KnownCustom::Name(names) = section.as_known() {
                    for name in names {
                        if let Name::Function(functions) = name? {
                            for function in functions {
                                let function = function?;
                                self.names.insert(function.index, function.name);
                            }
                        }
                    }
                }
            }
            _ => {}
        }
        Ok(())
    }
}

/// The first crate in a demangled name that is not the standard library, or else the first one.
fn crate_of(name: &str) -> &str {
    let mut crates = path_heads(name);
    let first = crates.next();
    let other = first
        .into_iter()
        .chain(crates)
        .find(|head| !STANDARD.contains(head));
    other.or(first).unwrap_or(NAMELESS)
}

/// The first part of each path in a name such as `<alloc::vec::Vec<a::B> as c[12ab]::D>::e`.
fn path_heads(name: &str) -> impl Iterator<Item = &str> {
    let is_part = |letter: char| letter.is_alphanumeric() || letter == '_';
    let mut rest = name;
    let mut before = ' ';
    std::iter::from_fn(move || {
        loop {
            let first = rest.chars().next()?;
            if !is_part(first) {
                before = first;
                rest = &rest[first.len_utf8()..];
                continue;
            }
            let end = rest.find(|letter| !is_part(letter)).unwrap_or(rest.len());
            let (word, after) = rest.split_at(end);
            rest = after;
            let is_head = before != ':' && first.is_lowercase() && begins_path(after);
            before = 'a';
            if is_head {
                return Some(word);
            }
        }
    })
}

/// Whether a path goes on here, perhaps after the hash that tells two crates of one name apart.
fn begins_path(text: &str) -> bool {
    let after_hash = text
        .strip_prefix('[')
        .and_then(|rest| rest.split_once(']'))
        .map(|(_, rest)| rest);
    after_hash.unwrap_or(text).starts_with("::")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_function_belongs_to_the_crate_that_it_was_made_for() {
        for (name, expected) in [
            (
                "matrix_sdk::client::Client::new::h0123456789abcdef",
                "matrix_sdk",
            ),
            (
                "core::ptr::drop_in_place<ruma_events::room::Message>::h01",
                "ruma_events",
            ),
            (
                "<alloc::vec::Vec<T,A> as core::ops::drop::Drop>::drop::h01",
                "alloc",
            ),
            (
                "<core[9bc]::option::Option<serde[1f]::de::Error>>::map",
                "serde",
            ),
            ("<T as loggia::state::Feed>::{{closure}}::h01", "loggia"),
            ("<&T as core::fmt::Debug>::fmt::h01", "core"),
            ("memcpy", NAMELESS),
            ("", NAMELESS),
        ] {
            assert_eq!(crate_of(name), expected, "{name}");
        }
    }

    #[test]
    fn the_parts_of_a_file_sum_up_to_it() {
        let module = [
            b"\0asm\x01\0\0\0".as_slice(),
            // One type, one function of it, whose body is empty.
            b"\x01\x04\x01\x60\0\0",
            b"\x03\x02\x01\0",
            b"\x0a\x04\x01\x02\0\x0b",
            b"\0\x0e\x04name\x01\x07\x01\0\x04a::b",
        ]
        .concat();
        let origins = of(&module).expect("it is wasm");
        let sum: u64 = origins.by_crate.iter().map(|origin| origin.n_bytes).sum();
        assert_eq!(sum, origins.n_bytes);
        assert!(origins.by_crate.contains(&origin("a", 2)));
        assert_eq!(origins.functions, [origin("a::b", 2)]);
    }
}
