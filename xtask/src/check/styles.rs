//! Rules about style sheets: values come from the tokens, and each file is joined into the bundle.

use std::{fs, path::Path};

use super::Finding;
use crate::paths;

/// The files that may contain raw colours: the usual values of all names, and those that can be chosen in their place.
const TOKENS: [&str; 2] = ["style/tokens.css", "style/looks.css"];
const ENTRY: &str = "style/main.css";

/// Functions that make a colour from numbers.
const COLOUR_FUNCTIONS: [&str; 6] = ["rgb(", "rgba(", "hsl(", "hsla(", "oklch(", "oklab("];

/// Checks all style sheets of the app.
pub fn check(root: &Path) -> Vec<Finding> {
    let entry = fs::read_to_string(root.join(ENTRY)).unwrap_or_default();
    let files = ["style", "src"]
        .into_iter()
        .flat_map(|folder| paths::files_below(&root.join(folder)));
    files
        .filter(|file| file.extension().is_some_and(|extension| extension == "css"))
        .flat_map(|file| {
            let path = file
                .strip_prefix(root)
                .unwrap_or(&file)
                .to_string_lossy()
                .into_owned();
            let text = fs::read_to_string(&file).unwrap_or_default();
            check_sheet(&path, &text, &entry)
        })
        .collect()
}

fn check_sheet(path: &str, text: &str, entry: &str) -> Vec<Finding> {
    let mut findings = Vec::new();
    let import = path
        .strip_prefix("style/")
        .map_or_else(|| format!("\"../{path}\""), |name| format!("{name}\""));
    if path != ENTRY && !entry.contains(&import) {
        findings.push(Finding::new(path, 1, format!("{ENTRY} does not import it")));
    }
    for (index, line) in text.lines().enumerate() {
        if line.contains("!important") {
            findings.push(Finding::new(
                path,
                index + 1,
                "`!important`: use the cascade layers",
            ));
        }
        if !TOKENS.contains(&path) && has_raw_colour(line) {
            findings.push(Finding::new(
                path,
                index + 1,
                format!("a raw colour: give it a name in {}", TOKENS[0]),
            ));
        }
    }
    findings
}

fn has_raw_colour(line: &str) -> bool {
    let Some((_, value)) = line.split_once(':') else {
        return false;
    };
    let is_hex = value.split('#').skip(1).any(|rest| {
        let n_digits = rest.bytes().take_while(u8::is_ascii_hexdigit).count();
        matches!(n_digits, 3 | 4 | 6 | 8)
    });
    is_hex
        || COLOUR_FUNCTIONS
            .iter()
            .any(|function| value.contains(function))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn colours_have_names() {
        let entry = "@import \"../src/a.css\" layer(widgets);\n@import \"tokens.css\";";
        assert_eq!(
            check_sheet(
                "src/a.css",
                "a {\n  color: #fff;\n  background: rgb(0 0 0);\n}",
                entry
            )
            .len(),
            2
        );
        assert!(check_sheet(TOKENS[0], ":root {\n  --ink: #1b1d22;\n}", entry).is_empty());
        assert!(
            check_sheet(
                "src/a.css",
                "a#add-room:hover {\n  color: var(--ink);\n}",
                entry
            )
            .is_empty()
        );
    }

    #[test]
    fn a_sheet_that_nobody_imports_is_found() {
        assert_eq!(
            check_sheet("src/b.css", "", "@import \"../src/a.css\";").len(),
            1
        );
    }
}
