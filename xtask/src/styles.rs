//! Joins the style sheets: `style/main.css` lists them with `@import "…" layer(name);`, and each import is replaced
//! by the file in its cascade layer. The font has its name in the bundle filled in. The result lies beside it, ignored by git.

use std::{fs, path::Path};

use anyhow::{Context as _, Result, bail, ensure};

use crate::paths;

/// Where `index.html` links to.
const OUTPUT: &str = "style/.generated/loggia.css";
const ENTRY: &str = "style/main.css";
/// The font, as the style sheets call it.
const FONT: &str = "url(\"inter.woff2\")";

/// Writes the joined style sheet, in which the font is called this.
pub fn join(font: &str) -> Result<()> {
    let root = paths::root();
    let output = root.join(OUTPUT);
    fs::create_dir_all(output.parent().expect("the output lies in a folder"))?;
    let joined = joined(&root.join(ENTRY))?;
    ensure!(joined.contains(FONT), "no style sheet names {FONT}");
    let joined = joined.replace(FONT, &format!("url(\"{font}\")"));
    fs::write(&output, joined).with_context(|| format!("cannot write {}", output.display()))
}

fn joined(entry: &Path) -> Result<String> {
    let text =
        fs::read_to_string(entry).with_context(|| format!("cannot read {}", entry.display()))?;
    let folder = entry.parent().expect("a file lies in a folder");
    let mut joined = String::new();
    for line in text.lines() {
        match Import::parse(line)? {
            Some(import) => joined.push_str(&import.replaced(folder)?),
            None => joined.push_str(line),
        }
        joined.push('\n');
    }
    Ok(joined)
}

/// One line `@import "path" layer(name);`.
#[derive(Debug, PartialEq)]
struct Import<'a> {
    path: &'a str,
    layer: Option<&'a str>,
}

impl<'a> Import<'a> {
    fn parse(line: &'a str) -> Result<Option<Self>> {
        let Some(rest) = line.trim().strip_prefix("@import ") else {
            return Ok(None);
        };
        let parsed = rest
            .trim()
            .strip_prefix('"')
            .and_then(|rest| rest.split_once('"'))
            .and_then(|(path, rest)| {
                let rest = rest.trim().strip_suffix(';')?.trim();
                let layer = if rest.is_empty() {
                    None
                } else {
                    Some(rest.strip_prefix("layer(")?.strip_suffix(')')?)
                };
                Some(Self { path, layer })
            });
        match parsed {
            Some(import) => Ok(Some(import)),
            None => {
                bail!("{ENTRY}: an import is `@import \"path\" layer(name);`, this is not: {line}")
            }
        }
    }

    fn replaced(&self, folder: &Path) -> Result<String> {
        let path = folder.join(self.path);
        let text = fs::read_to_string(&path)
            .with_context(|| format!("{ENTRY} imports {}", path.display()))?;
        Ok(match self.layer {
            Some(layer) => format!("@layer {layer} {{\n{text}}}"),
            None => text,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_import_names_a_file_and_perhaps_a_layer() {
        let parse = |line| Import::parse(line).ok().flatten();
        assert_eq!(
            parse(r#"@import "base.css" layer(base);"#),
            Some(Import {
                path: "base.css",
                layer: Some("base")
            })
        );
        assert_eq!(
            parse(r#"  @import "tokens.css";"#),
            Some(Import {
                path: "tokens.css",
                layer: None
            })
        );
        assert_eq!(parse("@layer reset, base;"), None);
        assert!(Import::parse("@import url(base.css);").is_err());
    }
}
