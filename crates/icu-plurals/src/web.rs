//! The browser's own rules.

use js_sys::{Array, Intl, Object, Reflect};
use send_wrapper::SendWrapper;

use crate::{PluralCategory, PluralRuleType};

/// The browser's rules. The app has one thread.
#[derive(Debug)]
pub struct Rules(SendWrapper<Intl::PluralRules>);

impl Rules {
    pub fn of(language: &str, rule_type: PluralRuleType) -> Option<Self> {
        let name = match rule_type {
            PluralRuleType::Cardinal => "cardinal",
            PluralRuleType::Ordinal => "ordinal",
        };
        let options = Object::new();
        Reflect::set(&options, &"type".into(), &name.into()).ok()?;
        let languages = Array::of1(&language.into());
        let rules = Intl::PluralRules::new(&languages, &options);
        Some(Self(SendWrapper::new(rules)))
    }

    pub fn category_of(&self, number: f64) -> PluralCategory {
        match String::from(self.0.select(number)).as_str() {
            "zero" => PluralCategory::Zero,
            "one" => PluralCategory::One,
            "two" => PluralCategory::Two,
            "few" => PluralCategory::Few,
            "many" => PluralCategory::Many,
            _ => PluralCategory::Other,
        }
    }
}
