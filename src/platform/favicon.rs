//! The window's icon, and a badge on it. The installed app's icon has one that the system draws.

use std::{cell::RefCell, f64::consts::PI, mem, time::Duration};

use js_sys::{Array, Function, Promise};
use leptos::prelude::{document, set_timeout, window};
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{
    Blob, CanvasRenderingContext2d, HtmlCanvasElement, HtmlImageElement, HtmlLinkElement, Url,
};

use super::property;

/// The icon without a badge, as `index.html` has it: address and type.
const OWN: (&str, &str) = ("logo.svg", "image/svg+xml");
/// What is drawn here.
const DRAWN_TYPE: &str = "image/png";

/// What changes within this time is drawn once.
const LATER: Duration = Duration::from_millis(100);
/// How long browsers are given to fetch an icon that is not wanted any more.
const A_WHILE: Duration = Duration::from_secs(10);

/// The side of the drawing, in pixels.
const SIDE: u32 = 64;
/// White on it can be read. It is not the theme's: the icon lies on the browser's own ground.
const GROUND: &str = "#c8102e";
const TEXT: &str = "#fff";
/// Lies around the badge, and is transparent.
const GAP: f64 = 4.0;

#[derive(Default)]
struct State {
    wanted: Option<String>,
    is_due: bool,
    /// The address of what was drawn last, while it is shown.
    drawn: Option<String>,
}

thread_local! {
    static STATE: RefCell<State> = RefCell::default();
}

/// Has the window's icon bear this text on a badge soon: a dot if the text is empty, no badge if there is none.
pub fn set_icon_badge(text: Option<String>) {
    let is_due = STATE.with_borrow_mut(|state| {
        if state.wanted == text {
            return true;
        }
        state.wanted = text;
        mem::replace(&mut state.is_due, true)
    });
    if !is_due {
        set_timeout(|| spawn_local(show()), LATER);
    }
}

/// Has the installed app's icon bear a number, a dot for 0, or nothing, where the system does such things.
pub fn set_app_badge(count: Option<u32>) {
    let (name, arguments) = match count {
        None => ("clearAppBadge", Array::new()),
        Some(0) => ("setAppBadge", Array::new()),
        Some(count) => ("setAppBadge", Array::of1(&count.into())),
    };
    let navigator = window().navigator();
    let promise = property(&navigator, name)
        .and_then(|function| function.dyn_into::<Function>().ok())
        .and_then(|function| function.apply(&navigator, &arguments).ok())
        .and_then(|promise| promise.dyn_into::<Promise>().ok());
    if let Some(promise) = promise {
        // A page that is not installed may be refused.
        spawn_local(async { drop(JsFuture::from(promise).await) });
    }
}

async fn show() {
    let wanted = STATE.with_borrow_mut(|state| {
        state.is_due = false;
        state.wanted.clone()
    });
    let address = match &wanted {
        None => None,
        Some(text) => match draw(text).await {
            Ok(address) => Some(address),
            Err(error) => {
                leptos::logging::warn!("the window's icon could not be drawn: {error:?}");
                return;
            }
        },
    };
    let not_shown = STATE.with_borrow_mut(|state| {
        // Another one is on its way where it was changed meanwhile.
        if state.wanted != wanted {
            return address;
        }
        set_link(address.as_deref());
        mem::replace(&mut state.drawn, address)
    });
    if let Some(address) = not_shown {
        set_timeout(move || drop(Url::revoke_object_url(&address)), A_WHILE);
    }
}

/// Points the page's link to what was drawn, or back to our own icon.
fn set_link(drawn: Option<&str>) {
    let link = document().query_selector("link[rel=icon]").ok().flatten();
    let Some(link) = link.and_then(|link| link.dyn_into::<HtmlLinkElement>().ok()) else {
        return;
    };
    let (address, kind) = drawn.map_or(OWN, |drawn| (drawn, DRAWN_TYPE));
    link.set_type(kind);
    link.set_href(address);
}

/// Draws our icon with a badge; replies with an address.
async fn draw(text: &str) -> Result<String, JsValue> {
    let logo = HtmlImageElement::new()?;
    logo.set_src(OWN.0);
    JsFuture::from(logo.decode()).await?;
    let canvas: HtmlCanvasElement = document().create_element("canvas")?.unchecked_into();
    canvas.set_width(SIDE);
    canvas.set_height(SIDE);
    let context = canvas.get_context("2d")?.ok_or("there is no context")?;
    let context: CanvasRenderingContext2d = context.unchecked_into();
    let side = f64::from(SIDE);
    context.draw_image_with_html_image_element_and_dw_and_dh(&logo, 0.0, 0.0, side, side)?;
    draw_badge(&context, text)?;
    Url::create_object_url_with_blob(&blob_of(&canvas).await?)
}

/// A badge's measures, in pixels.
#[derive(Debug, PartialEq)]
struct Measures {
    width: f64,
    height: f64,
    /// The text's.
    size: f64,
}

fn measures(text: &str) -> Measures {
    let (width, height, size) = match text.chars().count() {
        0 => (30.0, 30.0, 0.0),
        1 => (42.0, 42.0, 36.0),
        2 => (54.0, 42.0, 36.0),
        _ => (64.0, 38.0, 28.0),
    };
    Measures {
        width,
        height,
        size,
    }
}

fn draw_badge(context: &CanvasRenderingContext2d, text: &str) -> Result<(), JsValue> {
    let Measures {
        width,
        height,
        size,
    } = measures(text);
    let side = f64::from(SIDE);
    let (left, middle, radius) = (side - width, side - height / 2.0, height / 2.0);
    context.set_global_composite_operation("destination-out")?;
    fill_pill(
        context,
        (left + radius, side - radius),
        middle,
        radius + GAP,
    )?;
    context.set_global_composite_operation("source-over")?;
    context.set_fill_style_str(GROUND);
    fill_pill(context, (left + radius, side - radius), middle, radius)?;
    context.set_fill_style_str(TEXT);
    context.set_font(&format!("700 {size}px Inter, sans-serif"));
    context.set_text_align("center");
    // Digits are about 0.72 of a font's size high.
    context.fill_text(text, left + width / 2.0, middle + 0.36 * size)
}

/// Two half circles around these places, and what lies between them.
fn fill_pill(
    context: &CanvasRenderingContext2d,
    (first, second): (f64, f64),
    middle: f64,
    radius: f64,
) -> Result<(), JsValue> {
    context.begin_path();
    context.arc(first, middle, radius, PI / 2.0, PI * 1.5)?;
    context.arc(second, middle, radius, -PI / 2.0, PI / 2.0)?;
    context.fill();
    Ok(())
}

async fn blob_of(canvas: &HtmlCanvasElement) -> Result<Blob, JsValue> {
    let promise = Promise::new(&mut |resolve, _| {
        let done = Closure::once_into_js(move |blob: JsValue| {
            drop(resolve.call1(&JsValue::NULL, &blob));
        });
        drop(canvas.to_blob_with_type(done.unchecked_ref(), DRAWN_TYPE));
    });
    JsFuture::from(promise).await?.dyn_into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_badge_fits_on_the_icon_and_is_no_narrower_than_high() {
        for text in ["", "3", "42", "99+"] {
            let Measures {
                width,
                height,
                size,
            } = measures(text);
            assert!(width >= height && width <= f64::from(SIDE), "{text}");
            assert!(size < height, "{text}");
        }
    }
}
