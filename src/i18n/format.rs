//! Dates, times, sizes and lists by the browser's `Intl`, in the language of the words.

use std::{cell::RefCell, collections::HashMap};

use js_sys::{Array, Date, Function, Intl, Object, Reflect};
use leptos::prelude::window;
use leptos_i18n::Locale as _;
use wasm_bindgen::{JsCast, JsValue};

use super::{Clock, Words, t_string};

/// Milliseconds of a day without a change of clocks.
const DAY: f64 = 86_400_000.0;
/// Days within which a weekday says which day is meant.
const WEEK: i64 = 6;
/// Server times outside of what a date can be are clamped, as are those of broken clocks.
const MAX_TIME: f64 = 8.64e15;

thread_local! {
    /// Making one takes the browser longer than drawing the message that it is for.
    static FORMATS: RefCell<HashMap<(&'static str, String), Function>> = RefCell::default();
}

/// `14:05`
pub fn clock_time(words: Words, at: u64) -> String {
    format_date(words, at, &[("hour", "2-digit"), ("minute", "2-digit")])
}

/// Everything about a moment, for tooltips and assistive names.
pub fn full_time(words: Words, at: u64) -> String {
    format_date(words, at, &[("dateStyle", "full"), ("timeStyle", "short")])
}

/// As short as is clear: today's time, a weekday, a date.
pub fn short_time(words: Words, at: u64) -> String {
    match days_ago(at) {
        0 => clock_time(words, at),
        1 => t_string!(words, timeline.yesterday).to_owned(),
        2..=WEEK => format_date(words, at, &[("weekday", "short")]),
        _ if is_this_year(at) => format_date(words, at, &[("day", "numeric"), ("month", "short")]),
        _ => format_date(
            words,
            at,
            &[("day", "numeric"), ("month", "short"), ("year", "numeric")],
        ),
    }
}

/// The name of a day: today, yesterday, or weekday and date.
pub fn day_name(words: Words, at: u64) -> String {
    match days_ago(at) {
        0 => t_string!(words, timeline.today).to_owned(),
        1 => t_string!(words, timeline.yesterday).to_owned(),
        _ if is_this_year(at) => format_date(
            words,
            at,
            &[("weekday", "long"), ("day", "numeric"), ("month", "long")],
        ),
        _ => format_date(words, at, &[("dateStyle", "full")]),
    }
}

/// `1.2 MB`
pub fn file_size(words: Words, n_bytes: u64) -> String {
    const UNITS: [(&str, f64); 4] = [
        ("gigabyte", 1e9),
        ("megabyte", 1e6),
        ("kilobyte", 1e3),
        ("byte", 1.0),
    ];
    let size = n_bytes as f64;
    let (unit, factor) = UNITS
        .into_iter()
        .find(|(_, factor)| size >= *factor)
        .unwrap_or(("byte", 1.0));
    let options = object(&[("style", "unit"), ("unit", unit), ("unitDisplay", "short")]);
    set(&options, "maximumFractionDigits", &1.into());
    let format = Intl::NumberFormat::new(&locales(words), &options);
    text_of(&format.format(), &(size / factor).into())
}

/// `A, B and C`
pub fn join_names(words: Words, names: &[String]) -> String {
    let names: Array = names.iter().map(JsValue::from).collect();
    let options = object(&[("type", "conjunction"), ("style", "long")]);
    let format = Intl::ListFormat::new(&locales(words), &options);
    format.format(&names).into()
}

fn format_date(words: Words, at: u64, options: &[(&str, &str)]) -> String {
    let cycle = Clock::chosen().cycle().map(|cycle| ("hourCycle", cycle));
    let options: Vec<_> = options.iter().copied().chain(cycle).collect();
    let key = (words.get_locale().as_str(), format!("{options:?}"));
    let format = FORMATS.with_borrow_mut(|formats| {
        let format = formats.entry(key).or_insert_with(|| {
            Intl::DateTimeFormat::new(&locales(words), &object(&options)).format()
        });
        format.clone()
    });
    text_of(&format, &date(at))
}

fn text_of(format: &Function, value: &JsValue) -> String {
    let text = format.call1(&JsValue::UNDEFINED, value);
    text.ok()
        .and_then(|text| text.as_string())
        .unwrap_or_default()
}

/// The language of the words, as it is written where the reader lives: `en-GB` rather than `en`.
fn locales(words: Words) -> Array {
    let language = words.get_locale().as_str();
    let regional = window()
        .navigator()
        .languages()
        .into_iter()
        .filter_map(|tag| tag.as_string());
    let regional = regional.filter(|tag| tag.split('-').next() == Some(language));
    regional
        .chain([language.to_owned()])
        .map(JsValue::from)
        .collect()
}

fn date(at: u64) -> Date {
    Date::new(&(at as f64).min(MAX_TIME).into())
}

/// Calendar days between then and now, by the clock of this machine.
fn days_ago(at: u64) -> i64 {
    let midnight = |date: &Date| {
        let day = Date::new_with_year_month_day(
            date.get_full_year(),
            date.get_month().cast_signed(),
            date.get_date().cast_signed(),
        );
        day.get_time()
    };
    let difference = midnight(&Date::new_0()) - midnight(&date(at));
    // A change of clocks makes a day an hour longer or shorter.
    (difference / DAY).round() as i64
}

fn is_this_year(at: u64) -> bool {
    date(at).get_full_year() == Date::new_0().get_full_year()
}

fn object(entries: &[(&str, &str)]) -> Object {
    let object = Object::new();
    for (name, value) in entries {
        set(&object, name, &JsValue::from(*value));
    }
    object.unchecked_into()
}

fn set(object: &Object, name: &str, value: &JsValue) {
    let is_set = Reflect::set(object, &name.into(), value);
    debug_assert!(is_set.is_ok(), "plain objects take properties");
}
