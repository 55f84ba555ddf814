//! Which engine has this origin's data, as Web Locks tell.
//!
//! All tabs connect to the shared worker of one name. A browser may take that worker for alive when it has ended (Firefox, where
//! a worker closes itself): then nobody answers there again, and the tabs move on to the next name.

use js_sys::{Array, Function, Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

use super::link::{ENGINE_LOCK, locks};

/// What all names begin with.
const NAME: &str = "loggia-engine";

/// The name of a shared worker, by its number.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct WorkerName(u32);

/// Who has the data.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Holder {
    /// No engine.
    Nobody,
    /// The engine in the worker of this name, where it says so.
    Engine(Option<WorkerName>),
}

impl WorkerName {
    /// The next name.
    pub fn next(self) -> Self {
        Self(self.0.wrapping_add(1))
    }

    fn parse(name: &str) -> Option<Self> {
        match name.strip_prefix(NAME)? {
            "" => Some(Self(0)),
            rest => rest.strip_prefix('-')?.parse().ok().map(Self),
        }
    }
}

impl std::fmt::Display for WorkerName {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self.0 {
            0 => formatter.write_str(NAME),
            number => write!(formatter, "{NAME}-{number}"),
        }
    }
}

impl Holder {
    /// Who has the data now; nobody where the browser does not say.
    pub async fn find() -> Self {
        let names = held_locks().await.unwrap_or_default();
        Self::among(&names)
    }

    fn among(names: &[String]) -> Self {
        if !names.iter().any(|name| name == ENGINE_LOCK) {
            return Self::Nobody;
        }
        let worker = names.iter().find_map(|name| {
            let worker = name.strip_prefix(ENGINE_LOCK)?.strip_prefix(':')?;
            WorkerName::parse(worker)
        });
        Self::Engine(worker)
    }
}

async fn held_locks() -> Result<Vec<String>, JsValue> {
    let locks = locks()?;
    let query: Function = Reflect::get(&locks, &"query".into())?.dyn_into()?;
    let answer: Promise = query.call0(&locks)?.dyn_into()?;
    let held = Reflect::get(&JsFuture::from(answer).await?, &"held".into())?;
    let held: Array = held.dyn_into()?;
    let names = held
        .iter()
        .filter_map(|lock| Reflect::get(&lock, &"name".into()).ok()?.as_string());
    Ok(names.collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_read_as_they_are_written() {
        let first = WorkerName::default();
        assert_eq!(first.to_string(), "loggia-engine");
        assert_eq!(first.next().to_string(), "loggia-engine-1");
        for name in [first, first.next()] {
            assert_eq!(WorkerName::parse(&name.to_string()), Some(name));
        }
        assert_eq!(WorkerName::parse("loggia-engines"), None);
    }

    #[test]
    fn the_holder_is_the_engine_with_the_data() {
        let among = |names: &[&str]| {
            let names: Vec<_> = names.iter().map(|&name| name.to_owned()).collect();
            Holder::among(&names)
        };
        assert_eq!(among(&["loggia:tab:1"]), Holder::Nobody);
        assert_eq!(among(&["loggia:engine:loggia-engine"]), Holder::Nobody);
        assert_eq!(among(&["loggia:engine"]), Holder::Engine(None));
        let next = WorkerName(1);
        let held = ["loggia:engine", "loggia:engine:loggia-engine-1"];
        assert_eq!(among(&held), Holder::Engine(Some(next)));
    }
}
