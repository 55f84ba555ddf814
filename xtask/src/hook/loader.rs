//! Moves Trunk's inline start script into a file: the page's security policy allows no inline script.

use std::{fs, path::Path};

use anyhow::{Context as _, Result};

use crate::build_hash;

/// Writes the loader beside the page and returns the page that refers to it.
pub fn move_out(html: &str, staging: &Path) -> Result<String> {
    let inline =
        InlineScript::find(html).context("index.html has no inline module script of Trunk's")?;
    let loader = inline
        .loader()
        .context("Trunk's start script is not the one that this hook knows")?;
    let name = format!("loader-{}.js", build_hash::of_bytes(loader.as_bytes()));
    fs::write(staging.join(&name), loader)?;
    Ok(format!(
        "{}<script type=\"module\" src=\"./{name}\"></script>{}",
        inline.before, inline.after
    ))
}

/// The page, cut around the script.
struct InlineScript<'a> {
    before: &'a str,
    code: &'a str,
    after: &'a str,
}

impl<'a> InlineScript<'a> {
    fn find(html: &'a str) -> Option<Self> {
        let begin = html
            .find("<script type=\"module\">")
            .or_else(|| html.find("<script type=module>"))?;
        let (before, script) = html.split_at(begin);
        let (_, rest) = script.split_once('>')?;
        let (code, after) = rest.split_once("</script>")?;
        Some(Self {
            before,
            code,
            after,
        })
    }

    /// Starts the same files, without the globals that Trunk's script leaves in the window.
    fn loader(&self) -> Option<String> {
        let quoted = |ending: &str| {
            self.code
                .split(['\'', '"'])
                .find(|word| word.ends_with(ending))
        };
        let (script, wasm) = (quoted(".js")?, quoted(".wasm")?);
        Some(format!(
            "import init from \"{script}\";\nawait init({{ module_or_path: \"{wasm}\" }});\n"
        ))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: &str = "<head>a</head><script type=\"module\">\nimport init, * as bindings from './loggia-1.js';\n\
        const wasm = await init({ module_or_path: './loggia-1_bg.wasm' });\n</script><p>b";

    #[test]
    fn the_loader_starts_the_files_that_trunk_names() {
        let inline = InlineScript::find(PAGE).expect("the page has a script");
        assert_eq!((inline.before, inline.after), ("<head>a</head>", "<p>b"));
        let loader = inline.loader().expect("the script names two files");
        assert_eq!(
            loader,
            "import init from \"./loggia-1.js\";\nawait init({ module_or_path: \"./loggia-1_bg.wasm\" });\n"
        );
    }

    #[test]
    fn a_page_without_the_script_is_refused() {
        assert!(InlineScript::find("<script src=\"a.js\"></script>").is_none());
    }
}
