//! Plural rules: the API of `icu_plurals` as far as leptos_i18n calls it.
//!
//! In the browser its own `Intl.PluralRules` decides, so that the app carries no tables for what every browser knows.
//! Natively, where the build reads the catalogues, the rules are those of the `intl_pluralrules` crate; both follow
//! [CLDR](https://cldr.unicode.org/index/cldr-spec/plural-rules).

#[cfg(not(target_family = "wasm"))]
mod native;
#[cfg(target_family = "wasm")]
mod web;

use fixed_decimal::Decimal;
use icu_locale_core::Locale;
use icu_provider::DataError;

#[cfg(not(target_family = "wasm"))]
use native::Rules;
#[cfg(target_family = "wasm")]
use web::Rules;

/// What a number's noun looks like.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PluralCategory {
    /// The form for nothing, in Arabic for example.
    Zero,
    /// The singular.
    One,
    /// The dual.
    Two,
    /// The form for few.
    Few,
    /// The form for many, and for fractions in some languages.
    Many,
    /// The form that every language has.
    Other,
}

impl PluralCategory {
    const ALL: [Self; 6] = [
        Self::Zero,
        Self::One,
        Self::Two,
        Self::Few,
        Self::Many,
        Self::Other,
    ];
}

/// What is counted: things, or places in an order.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PluralRuleType {
    /// `3 rooms`
    #[default]
    Cardinal,
    /// `3rd room`
    Ordinal,
}

/// How rules are made.
#[derive(Clone, Copy, Debug, Default)]
pub struct PluralRulesOptions {
    rule_type: PluralRuleType,
}

impl PluralRulesOptions {
    /// Rules of this type.
    pub fn with_type(mut self, rule_type: PluralRuleType) -> Self {
        self.rule_type = rule_type;
        self
    }
}

/// The language of the rules.
#[derive(Clone, Debug)]
pub struct PluralRulesPreferences {
    language: String,
}

impl From<&Locale> for PluralRulesPreferences {
    fn from(locale: &Locale) -> Self {
        Self {
            language: locale.id.to_string(),
        }
    }
}

impl From<Locale> for PluralRulesPreferences {
    fn from(locale: Locale) -> Self {
        Self::from(&locale)
    }
}

/// A number as the rules see it.
#[derive(Clone, Copy, Debug)]
pub struct PluralOperands {
    number: f64,
}

macro_rules! operands_from {
    ($($number:ty)*) => {
        $(impl From<$number> for PluralOperands {
            fn from(number: $number) -> Self {
                Self { number: number as f64 }
            }
        })*
    };
}

operands_from!(u8 u16 u32 u64 u128 usize i8 i16 i32 i64 i128 isize);

impl From<&Decimal> for PluralOperands {
    fn from(number: &Decimal) -> Self {
        // A decimal is written as Rust reads numbers.
        let number = number.to_string().parse().unwrap_or(f64::NAN);
        Self { number }
    }
}

/// A language's rules.
#[derive(Debug)]
pub struct PluralRules {
    rules: Rules,
}

impl PluralRules {
    /// The rules of a language.
    ///
    /// Fails where nobody knows any for it.
    pub fn try_new(
        preferences: PluralRulesPreferences,
        options: PluralRulesOptions,
    ) -> Result<Self, DataError> {
        let PluralRulesPreferences { language } = preferences;
        Rules::of(&language, options.rule_type)
            .map(|rules| Self { rules })
            .ok_or(DataError::custom("no plural rules for this language"))
    }

    /// The category of a number.
    pub fn category_for(&self, number: impl Into<PluralOperands>) -> PluralCategory {
        self.rules.category_of(number.into().number)
    }

    /// All categories that the language has.
    pub fn categories(&self) -> impl Iterator<Item = PluralCategory> {
        // No rule looks further than the last two digits, whether there is a fraction, and whether millions are round.
        let numbers = (0..=200).map(f64::from).chain([0.5, 1.5, 1_000_000.0]);
        let used: Vec<_> = numbers
            .map(|number| self.rules.category_of(number))
            .collect();
        PluralCategory::ALL
            .into_iter()
            .filter(move |category| used.contains(category))
    }
}
