//! The command line: subcommands and their options as plain data, and the help text.

use anyhow::{Context as _, Result, bail};
use lexopt::{Arg, Parser, ValueExt as _};

/// What `cargo xtask help` prints.
pub const USAGE: &str = "\
Usage: cargo xtask <command>

  serve [--homeserver URL] [--quick] [--port N]
                  set up what is missing, build, start a local Synapse with demo accounts, serve the app
  test [unit|engine|e2e [FILTER]]
                  set up what is missing, then format, lints, unit, engine and browser tests (or one part)
  build [--release]
                  leave the bundle in dist/ (without --release: quick to link, larger)
  release         pack the release bundle: a reproducible tarball for operators, with its checksums
  check           the house rules that no lint knows: module docs, file length, forbidden words
  bench [--quick|--many-rooms] [--profile] [--app URL]
                  how fast the app is in Chromium, on a homeserver with 300 rooms: medians of 5 runs
                  (--quick: 1 run of the test bundle on a small homeserver; --many-rooms: 1 run with 5,000 rooms;
                  --profile: 1 run with CPU profiles; --app: of an app that is served already)
  size            measure the release bundle against its budgets and list what the bytes are
  setup           only install what is missing
  hook <stage>    called by Trunk while it builds: pre-build, post-build

Options of every command that compiles:
  --compiler auto|debian
                  debian: use Debian's rustc-web and a standard library built from its source
                  (also: LOGGIA_COMPILER=debian)";

/// One subcommand.
pub enum Command {
    Help,
    Setup(SetupOptions),
    Build(BuildOptions),
    Release(ReleaseOptions),
    Serve(ServeOptions),
    Test(TestOptions),
    Check,
    Bench(BenchOptions),
    Size(SizeOptions),
    Hook(HookStage),
}

/// Which compiler the user asks for.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum CompilerChoice {
    /// The first that is there or can be installed.
    Auto,
    /// Debian's, with our own standard library for wasm.
    Debian,
}

/// Options of `setup`.
pub struct SetupOptions {
    pub compiler: CompilerChoice,
}

/// How the bundle is compiled.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum BundleProfile {
    /// Links in seconds: browser tests and `serve --quick`.
    Test,
    /// What users get.
    Release,
}

impl CompilerChoice {
    /// How it is written.
    pub fn name(self) -> &'static str {
        match self {
            Self::Auto => "auto",
            Self::Debian => "debian",
        }
    }
}

impl BundleProfile {
    /// The Cargo profile of this name in `Cargo.toml`.
    pub fn cargo_name(self) -> &'static str {
        match self {
            Self::Test => "web-test",
            Self::Release => "web-release",
        }
    }
}

/// Options of `build`.
pub struct BuildOptions {
    pub compiler: CompilerChoice,
    pub profile: BundleProfile,
}

/// Options of `release`.
pub struct ReleaseOptions {
    pub compiler: CompilerChoice,
}

/// Options of `serve`.
pub struct ServeOptions {
    pub compiler: CompilerChoice,
    pub profile: BundleProfile,
    /// A homeserver to use in place of a local one.
    pub homeserver: Option<String>,
    /// The port of the app; another free one is taken when it is in use.
    pub port: u16,
}

/// Which tests run.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum TestPart {
    All,
    Unit,
    Engine,
    Browser,
}

/// Options of `test`.
pub struct TestOptions {
    pub compiler: CompilerChoice,
    pub part: TestPart,
    pub filter: Option<String>,
}

/// What `bench` does.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum BenchCourse {
    /// All figures on a homeserver of a usual size.
    Usual,
    /// Fewer rooms, one run, and the bundle that links fast: whether the figures can be taken at all.
    Quick,
    /// One run of somebody who is in thousands of rooms.
    ManyRooms,
}

/// Options of `bench`.
pub struct BenchOptions {
    pub compiler: CompilerChoice,
    pub course: BenchCourse,
    /// Where the time goes: one run that leaves CPU profiles.
    pub is_profiled: bool,
    /// An app that is served already, in place of one that is built.
    pub app: Option<String>,
}

/// Options of `size`.
pub struct SizeOptions {
    pub compiler: CompilerChoice,
}

/// When Trunk calls us.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum HookStage {
    PreBuild,
    PostBuild,
}

const DEFAULT_APP_PORT: u16 = 8080;

/// Options as they were written, before they are given to a command.
struct Words {
    words: Vec<String>,
    compiler: CompilerChoice,
    is_quick: bool,
    has_many_rooms: bool,
    is_profiled: bool,
    is_release: bool,
    homeserver: Option<String>,
    app: Option<String>,
    port: u16,
}

/// Reads the command line.
pub fn parse(mut parser: Parser) -> Result<Command> {
    let mut read = read_words(&mut parser)?;
    let mut words = std::mem::take(&mut read.words).into_iter();
    let name = words.next().unwrap_or_else(|| "help".to_owned());
    let command = command(&name, &mut words, read)?;
    match words.next() {
        Some(extra) => bail!("{extra:?} is one word too many"),
        None => Ok(command),
    }
}

fn command(
    name: &str,
    words: &mut impl Iterator<Item = String>,
    options: Words,
) -> Result<Command> {
    let compiler = options.compiler;
    Ok(match name {
        "help" => Command::Help,
        "setup" => Command::Setup(SetupOptions { compiler }),
        "build" => Command::Build(BuildOptions {
            compiler,
            profile: profile(options.is_release),
        }),
        "release" => Command::Release(ReleaseOptions { compiler }),
        "serve" => Command::Serve(ServeOptions {
            compiler,
            profile: profile(!options.is_quick),
            homeserver: options.homeserver,
            port: options.port,
        }),
        "test" => Command::Test(TestOptions {
            compiler,
            part: test_part(words.next().as_deref())?,
            filter: words.next(),
        }),
        "check" => Command::Check,
        "bench" => Command::Bench(BenchOptions {
            compiler,
            course: bench_course(options.is_quick, options.has_many_rooms)?,
            is_profiled: options.is_profiled,
            app: options.app,
        }),
        "size" => Command::Size(SizeOptions { compiler }),
        "hook" => Command::Hook(hook_stage(words.next().as_deref())?),
        other => bail!("there is no command {other:?}"),
    })
}

fn profile(is_release: bool) -> BundleProfile {
    if is_release {
        BundleProfile::Release
    } else {
        BundleProfile::Test
    }
}

fn bench_course(is_quick: bool, has_many_rooms: bool) -> Result<BenchCourse> {
    match (is_quick, has_many_rooms) {
        (false, false) => Ok(BenchCourse::Usual),
        (true, false) => Ok(BenchCourse::Quick),
        (false, true) => Ok(BenchCourse::ManyRooms),
        (true, true) => bail!("--quick and --many-rooms are two courses"),
    }
}

fn read_words(parser: &mut Parser) -> Result<Words> {
    let mut read = Words {
        words: Vec::new(),
        compiler: compiler_from_environment()?,
        is_quick: false,
        has_many_rooms: false,
        is_profiled: false,
        is_release: false,
        homeserver: None,
        app: None,
        port: DEFAULT_APP_PORT,
    };
    while let Some(arg) = parser.next()? {
        match arg {
            Arg::Value(word) => read.words.push(word.string()?),
            Arg::Long("compiler") => read.compiler = compiler_choice(&parser.value()?.string()?)?,
            Arg::Long("quick") => read.is_quick = true,
            Arg::Long("many-rooms") => read.has_many_rooms = true,
            Arg::Long("profile") => read.is_profiled = true,
            Arg::Long("release") => read.is_release = true,
            Arg::Long("homeserver") => read.homeserver = Some(parser.value()?.string()?),
            Arg::Long("app") => read.app = Some(parser.value()?.string()?),
            Arg::Long("port") => {
                read.port = parser.value()?.parse().context("--port needs a number")?
            }
            Arg::Long("help") | Arg::Short('h') => read.words.insert(0, "help".to_owned()),
            other => return Err(other.unexpected().into()),
        }
    }
    if read.words.first().is_some_and(|word| word == "help") {
        read.words.truncate(1);
    }
    Ok(read)
}

/// Chooses the compiler when no flag does.
pub const COMPILER_VARIABLE: &str = "LOGGIA_COMPILER";

/// The choice that the environment makes.
pub fn compiler_from_environment() -> Result<CompilerChoice> {
    match std::env::var(COMPILER_VARIABLE) {
        Ok(name) if !name.is_empty() => compiler_choice(&name),
        _ => Ok(CompilerChoice::Auto),
    }
}

fn compiler_choice(name: &str) -> Result<CompilerChoice> {
    match name {
        "auto" => Ok(CompilerChoice::Auto),
        "debian" => Ok(CompilerChoice::Debian),
        other => bail!("there is no compiler choice {other:?}; it is auto or debian"),
    }
}

fn test_part(word: Option<&str>) -> Result<TestPart> {
    match word {
        None => Ok(TestPart::All),
        Some("unit") => Ok(TestPart::Unit),
        Some("engine") => Ok(TestPart::Engine),
        Some("e2e") => Ok(TestPart::Browser),
        Some(other) => bail!("there is no part {other:?}; the parts are unit, engine and e2e"),
    }
}

fn hook_stage(word: Option<&str>) -> Result<HookStage> {
    match word {
        Some("pre-build") => Ok(HookStage::PreBuild),
        Some("post-build") => Ok(HookStage::PostBuild),
        other => bail!("there is no stage {other:?}; the stages are pre-build and post-build"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parsed(words: &[&str]) -> Result<Command> {
        parse(Parser::from_args(words.iter().copied()))
    }

    #[test]
    fn serve_builds_for_users_unless_it_is_quick() {
        let Ok(Command::Serve(options)) = parsed(&["serve", "--port", "9000"]) else {
            panic!("not serve")
        };
        assert_eq!(
            (options.profile, options.port),
            (BundleProfile::Release, 9000)
        );
        let Ok(Command::Serve(options)) = parsed(&["serve", "--quick"]) else {
            panic!("not serve")
        };
        assert_eq!(options.profile, BundleProfile::Test);
    }

    #[test]
    fn figures_can_be_taken_of_an_app_that_is_served_already() {
        let Ok(Command::Bench(options)) = parsed(&["bench", "--quick", "--app", "http://x"]) else {
            panic!("not bench")
        };
        assert_eq!(options.course, BenchCourse::Quick);
        assert!(!options.is_profiled);
        assert_eq!(options.app.as_deref(), Some("http://x"));
        assert!(parsed(&["bench", "--quick", "--many-rooms"]).is_err());
    }

    #[test]
    fn a_part_of_the_tests_takes_a_filter() {
        let Ok(Command::Test(options)) = parsed(&["test", "e2e", "sign-in"]) else {
            panic!("not test")
        };
        assert!(options.part == TestPart::Browser);
        assert_eq!(options.filter.as_deref(), Some("sign-in"));
    }

    #[test]
    fn unknown_words_are_refused() {
        for words in [
            &["fly"][..],
            &["test", "moon"],
            &["build", "now"],
            &["release", "tomorrow"],
            &["serve", "--fast"],
        ] {
            assert!(parsed(words).is_err(), "{words:?}");
        }
    }
}
