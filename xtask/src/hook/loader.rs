//! Puts our own loader in the place of Trunk's inline start script: the page's security policy allows no inline script, and
//! which of two programs is started is known only in the browser.

use std::{fs, path::Path};

use anyhow::{Context as _, Result};

use super::door;
use crate::build_hash;

/// The loader, in which the names of both programs are filled in.
const TEMPLATE: &str = include_str!("loader.js");

/// Writes the loader beside the page and returns the page that refers to it.
pub fn move_out(html: &str, staging: &Path) -> Result<String> {
    let inline =
        InlineScript::find(html).context("index.html has no inline module script of Trunk's")?;
    let app = inline
        .program()
        .context("Trunk's start script is not the one that this hook knows")?;
    let loader = loader(app, &door::name_in(staging)?);
    let name = format!("loader-{}.js", build_hash::of_bytes(loader.as_bytes()));
    fs::write(staging.join(&name), loader)?;
    Ok(without_preloads(&format!(
        "{}<script type=\"module\" src=\"./{name}\"></script>{}",
        inline.before, inline.after
    )))
}

fn loader(app: &str, door: &str) -> String {
    TEMPLATE
        .replace("{app}", &format!("./{app}"))
        .replace("{door}", &format!("./{door}"))
}

/// Trunk has every visitor fetch the app; who only signs in must not wait for it.
fn without_preloads(html: &str) -> String {
    let is_preload =
        |tag: &str| tag.contains("rel=\"modulepreload\"") || tag.contains("rel=\"preload\"");
    html.split_inclusive('>')
        .map(|text| {
            let (before, tag) = text.split_at(text.rfind('<').unwrap_or_default());
            if is_preload(tag) { before } else { text }
        })
        .collect()
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

    /// The name that the app's files share.
    fn program(&self) -> Option<&'a str> {
        let quoted = |ending: &str| {
            self.code
                .split(['\'', '"'])
                .find_map(|word| word.strip_suffix(ending))
        };
        let (script, wasm) = (quoted(".js")?, quoted("_bg.wasm")?);
        let name = script.strip_prefix("./")?;
        (script == wasm).then_some(name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: &str = "<head>a</head><script type=\"module\">\nimport init, * as bindings from './loggia-1.js';\n\
        const wasm = await init({ module_or_path: './loggia-1_bg.wasm' });\n</script><p>b";

    #[test]
    fn the_app_is_what_trunk_starts() {
        let inline = InlineScript::find(PAGE).expect("the page has a script");
        assert_eq!((inline.before, inline.after), ("<head>a</head>", "<p>b"));
        assert_eq!(inline.program(), Some("loggia-1"));
    }

    #[test]
    fn the_loader_has_the_names_of_both_programs() {
        let loader = loader("loggia-1", "door-2");
        assert!(loader.contains(r#"["./loggia-1.js", "./loggia-1_bg.wasm"]"#));
        assert!(loader.contains(r#"["./door-2.js", "./door-2_bg.wasm"]"#));
    }

    #[test]
    fn a_page_without_the_script_is_refused() {
        assert!(InlineScript::find("<script src=\"a.js\"></script>").is_none());
    }

    #[test]
    fn nothing_is_fetched_ahead_of_the_loader() {
        let html = "<link rel=\"icon\" href=\"a\">\n <link rel=\"modulepreload\" href=\"b.js\"><link rel=\"preload\" href=\"b.wasm\"></head>";
        assert_eq!(
            without_preloads(html),
            "<link rel=\"icon\" href=\"a\">\n </head>"
        );
    }
}
