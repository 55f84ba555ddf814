//! Where the engine's log goes: the console, and a memory of the last lines; warnings and errors only. A panic ends the worker.

use std::{cell::RefCell, collections::VecDeque, panic};

use loggia_protocol::envelope::Goodbye;
use tracing::{Event, Level, Subscriber, field::Visit};
use tracing_subscriber::{
    Layer, Registry,
    layer::{Context, SubscriberExt},
};
use web_sys::console;

use super::shell;

/// How many lines are remembered.
const N_LINES: usize = 500;
/// How long a remembered line may be, in bytes.
const MAX_LENGTH: usize = 1_000;

thread_local! {
    static LINES: RefCell<VecDeque<String>> = const { RefCell::new(VecDeque::new()) };
}

/// What was logged lately, with the time of each line.
pub fn lines() -> String {
    LINES.with_borrow(|lines| {
        lines
            .iter()
            .flat_map(|line| [line.as_str(), "\n"])
            .collect()
    })
}

fn remember(line: &str) {
    let end = line.floor_char_boundary(MAX_LENGTH);
    let now = String::from(js_sys::Date::new_0().to_iso_string());
    LINES.with_borrow_mut(|lines| {
        if lines.len() == N_LINES {
            lines.pop_front();
        }
        lines.push_back(format!("{now} {}", &line[..end]));
    });
}

/// Sends the log to the console and tells the tabs of a panic.
pub fn install() {
    panic::set_hook(Box::new(|info| {
        console_error_panic_hook::hook(info);
        shell::end(&Goodbye::Crashed {
            detail: info.to_string(),
        });
    }));
    let installed = tracing::subscriber::set_global_default(Registry::default().with(Console));
    debug_assert!(installed.is_ok(), "the worker starts once");
}

struct Console;

impl<S: Subscriber> Layer<S> for Console {
    fn on_event(&self, event: &Event<'_>, _context: Context<'_, S>) {
        let metadata = event.metadata();
        if *metadata.level() > Level::WARN {
            return;
        }
        let mut line = Line(format!("{} {}:", metadata.level(), metadata.target()));
        event.record(&mut line);
        remember(&line.0);
        // Everything that the engine survives is a warning to the console; an error there means a defect.
        console::warn_1(&line.0.into());
    }
}

struct Line(String);

impl Visit for Line {
    fn record_debug(&mut self, field: &tracing::field::Field, value: &dyn std::fmt::Debug) {
        use std::fmt::Write;
        let written = match field.name() {
            "message" => write!(self.0, " {value:?}"),
            name => write!(self.0, " {name}={value:?}"),
        };
        debug_assert!(written.is_ok(), "writing to a String cannot fail");
    }
}
