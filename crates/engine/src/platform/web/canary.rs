//! Hears at once that the browser closes the databases under us, as it does where somebody deletes the site's data.
//!
//! The SDK's connections do not tell; one more to the same database does.

use js_sys::Reflect;
use loggia_protocol::envelope::Goodbye;
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use web_sys::{Event, IdbFactory};

use super::shell;

/// Ends the engine when this database, which is open already, is closed by the browser. The next engine finds out what is left.
///
/// Fails where the browser gives no connection; then only reading tells.
pub fn watch(database: &str) -> Result<(), JsValue> {
    let factory: IdbFactory = Reflect::get(&js_sys::global(), &"indexedDB".into())?.dyn_into()?;
    let opening = factory.open(database)?;
    let listen = Closure::once_into_js(|event: Event| {
        let connection = event
            .target()
            .and_then(|opening| Reflect::get(&opening, &"result".into()).ok());
        if let Some(connection) = connection {
            // A connection takes what is set.
            drop(guard(&connection));
        }
    });
    Reflect::set(&opening, &"onsuccess".into(), &listen).map(drop)
}

fn guard(connection: &JsValue) -> Result<(), JsValue> {
    let end = Closure::once_into_js(|_event: Event| {
        shell::end(&Goodbye::Crashed {
            detail: "the browser has closed the databases".to_owned(),
        });
    });
    Reflect::set(connection, &"onclose".into(), &end)?;
    // Whoever wants to delete the database waits for nobody.
    let close = Closure::once_into_js(|event: Event| {
        let connection = event.target().map(JsValue::from).unwrap_or_default();
        let close = Reflect::get(&connection, &"close".into());
        if let Ok(close) = close.and_then(JsCast::dyn_into::<js_sys::Function>) {
            drop(close.call0(&connection));
        }
    });
    Reflect::set(connection, &"onversionchange".into(), &close).map(drop)
}
