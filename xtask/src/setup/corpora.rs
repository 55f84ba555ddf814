//! What other sanitisers are tested with, for tests of ours: the texts in the tests of bleach, from its source on PyPI.

use std::{fs, process::Command};

use anyhow::{Context as _, Result};

use super::synapse;
use crate::{paths, process, report};

const BLEACH: &str = "bleach==6.2.0";

/// Unpacks the source, and writes all texts of its tests into a list: those of its files, and those in its programs.
const GATHER: &str = r#"
import ast, glob, json, sys, tarfile
folder, out = sys.argv[1:]
tarfile.open(glob.glob(folder + "/*.tar.gz")[0]).extractall(folder)
texts = set()
for name in glob.glob(folder + "/*/tests/data/*.test"):
    texts.add(open(name, encoding="utf-8").read().rsplit("\n--\n", 1)[0])
for name in glob.glob(folder + "/*/tests/*.py"):
    nodes = ast.walk(ast.parse(open(name, encoding="utf-8").read()))
    texts.update(n.value for n in nodes if isinstance(n, ast.Constant) and isinstance(n.value, str))
json.dump(sorted(texts), open(out, "w"))
"#;

/// Gathers them unless that was done. Wants Synapse's Python.
pub fn ensure() -> Result<()> {
    let folder = paths::cache().join("corpora");
    let (list, stamp) = (folder.join("bleach.json"), folder.join("loggia-stamp"));
    if paths::is_stamped(&stamp, BLEACH) && list.exists() {
        report::present("corpora of other sanitisers");
        return Ok(());
    }
    report::step("fetching the tests of bleach from PyPI", || {
        paths::remove_tree(&folder)?;
        fs::create_dir_all(&folder)?;
        let mut pip = Command::new(synapse::python());
        pip.args([
            "-m",
            "pip",
            "download",
            "--quiet",
            "--disable-pip-version-check",
            "--no-deps",
        ])
        .args(["--no-binary", ":all:", "--dest"])
        .args([folder.as_os_str(), BLEACH.as_ref()]);
        process::run(&mut pip).context("pip cannot fetch bleach; is PyPI reachable?")?;
        let mut gather = Command::new(synapse::python());
        gather.args(["-c", GATHER]).args([&folder, &list]);
        process::run(&mut gather)?;
        paths::write_stamp(&stamp, BLEACH)
    })
}
