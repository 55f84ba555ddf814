//! Where the engine's log goes: the console, warnings and errors only; a panic ends the worker.

use std::panic;

use loggia_protocol::envelope::Goodbye;
use tracing::{Event, Level, Subscriber, field::Visit};
use tracing_subscriber::{
    Layer, Registry,
    layer::{Context, SubscriberExt},
};
use web_sys::console;

use super::shell;

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
