//! What stands in the file.

use js_sys::Array;
use wasm_bindgen::JsValue;

use super::ConfigProblem;
use crate::platform::property;

/// The keys that Loggia shares with Element.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Keys {
    /// `default_server_config."m.homeserver"`: its name if it has one, else its address.
    pub homeserver: Option<String>,
    /// `disable_custom_urls`
    pub is_homeserver_fixed: bool,
    /// `brand`
    pub brand: Option<String>,
    /// `permalink_prefix`, without a slash at its end
    pub links: Option<String>,
    /// `default_theme`, as the style sheets name it.
    pub theme: Option<&'static str>,
}

/// Element's names of themes, and the style sheets'.
const THEMES: [(&str, &str); 4] = [
    ("light", "light"),
    ("dark", "dark"),
    ("light-high-contrast", "light more"),
    ("dark-high-contrast", "dark more"),
];

/// What is set in the file.
pub fn keys_of(file: &JsValue) -> Result<Keys, ConfigProblem> {
    let file = object(file.clone(), "")?;
    Ok(Keys {
        homeserver: homeserver(&file)?,
        is_homeserver_fixed: switch(&file, "disable_custom_urls")?,
        brand: text(&file, "brand")?,
        links: address(&file, "permalink_prefix")?,
        theme: theme(&file, "default_theme")?,
    })
}

fn homeserver(file: &JsValue) -> Result<Option<String>, ConfigProblem> {
    let mut server = file.clone();
    for (key, path) in [
        ("default_server_config", "default_server_config"),
        ("m.homeserver", "default_server_config → m.homeserver"),
    ] {
        match set(&server, key) {
            Some(value) => server = object(value, path)?,
            None => return Ok(None),
        }
    }
    Ok(text(&server, "server_name")?.or(text(&server, "base_url")?))
}

fn theme(file: &JsValue, key: &'static str) -> Result<Option<&'static str>, ConfigProblem> {
    let Some(name) = text(file, key)? else {
        return Ok(None);
    };
    let known = THEMES.iter().find(|(theirs, _)| *theirs == name);
    let (_, theme) = known.ok_or(ConfigProblem::NoTheme(key))?;
    Ok(Some(theme))
}

fn address(file: &JsValue, key: &'static str) -> Result<Option<String>, ConfigProblem> {
    let Some(address) = text(file, key)? else {
        return Ok(None);
    };
    let is_web = ["https://", "http://"]
        .iter()
        .any(|scheme| address.starts_with(scheme));
    match is_web {
        true => Ok(Some(address.trim_end_matches('/').to_owned())),
        false => Err(ConfigProblem::NoAddress(key)),
    }
}

fn text(object: &JsValue, key: &'static str) -> Result<Option<String>, ConfigProblem> {
    let Some(value) = set(object, key) else {
        return Ok(None);
    };
    let text = value.as_string().ok_or(ConfigProblem::NoText(key))?;
    Ok(Some(text).filter(|text| !text.is_empty()))
}

fn switch(object: &JsValue, key: &'static str) -> Result<bool, ConfigProblem> {
    let value = set(object, key).map(|value| value.as_bool().ok_or(ConfigProblem::NoSwitch(key)));
    Ok(value.transpose()?.unwrap_or_default())
}

/// What a key holds, if it holds anything.
fn set(object: &JsValue, key: &str) -> Option<JsValue> {
    property(object, key).filter(|value| !value.is_null() && !value.is_undefined())
}

fn object(value: JsValue, key: &'static str) -> Result<JsValue, ConfigProblem> {
    match value.is_object() && !Array::is_array(&value) {
        true => Ok(value),
        false => Err(ConfigProblem::NoObject(key)),
    }
}
