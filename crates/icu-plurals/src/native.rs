//! The rules of `intl_pluralrules`, for builds and native tests.

use std::fmt;

use intl_pluralrules::PluralRules as Cldr;
use unic_langid::LanguageIdentifier;

use crate::{PluralCategory, PluralRuleType};

/// CLDR's rules as functions.
pub struct Rules(Cldr);

impl Rules {
    pub fn of(language: &str, rule_type: PluralRuleType) -> Option<Self> {
        let rule_type = match rule_type {
            PluralRuleType::Cardinal => intl_pluralrules::PluralRuleType::CARDINAL,
            PluralRuleType::Ordinal => intl_pluralrules::PluralRuleType::ORDINAL,
        };
        let whole: LanguageIdentifier = language.parse().ok()?;
        let without_region = LanguageIdentifier::from_parts(whole.language, None, None, &[]);
        [whole, without_region]
            .into_iter()
            .find_map(|language| Cldr::create(language, rule_type).ok())
            .map(Self)
    }

    pub fn category_of(&self, number: f64) -> PluralCategory {
        match self.0.select(number) {
            Ok(intl_pluralrules::PluralCategory::ZERO) => PluralCategory::Zero,
            Ok(intl_pluralrules::PluralCategory::ONE) => PluralCategory::One,
            Ok(intl_pluralrules::PluralCategory::TWO) => PluralCategory::Two,
            Ok(intl_pluralrules::PluralCategory::FEW) => PluralCategory::Few,
            Ok(intl_pluralrules::PluralCategory::MANY) => PluralCategory::Many,
            Ok(intl_pluralrules::PluralCategory::OTHER) | Err(_) => PluralCategory::Other,
        }
    }
}

impl fmt::Debug for Rules {
    fn fmt(&self, formatter: &mut fmt::Formatter) -> fmt::Result {
        formatter.write_str(&self.0.get_locale().to_string())
    }
}

#[cfg(test)]
mod tests {
    use icu_locale_core::Locale;

    use crate::{PluralCategory::*, PluralRuleType, PluralRules, PluralRulesOptions};

    fn rules(language: &str, rule_type: PluralRuleType) -> PluralRules {
        let locale: Locale = language.parse().expect("a language");
        let options = PluralRulesOptions::default().with_type(rule_type);
        PluralRules::try_new(locale.into(), options).expect("rules")
    }

    #[test]
    fn numbers_have_their_forms() {
        let english = rules("en", PluralRuleType::Cardinal);
        assert_eq!(
            [0, 1, 2].map(|n: u32| english.category_for(n)),
            [Other, One, Other]
        );
        let polish = rules("pl-PL", PluralRuleType::Cardinal);
        assert_eq!(
            [1, 3, 5, 22].map(|n: i64| polish.category_for(n)),
            [One, Few, Many, Few]
        );
        let places = rules("en", PluralRuleType::Ordinal);
        assert_eq!(
            [1, 2, 3, 4].map(|n: u8| places.category_for(n)),
            [One, Two, Few, Other]
        );
    }

    #[test]
    fn languages_have_their_categories() {
        let check = |language, expected: &[_]| {
            let found: Vec<_> = rules(language, PluralRuleType::Cardinal)
                .categories()
                .collect();
            assert_eq!(found, expected, "{language}");
        };
        check("en", &[One, Other]);
        check("ja", &[Other]);
        check("cs", &[One, Few, Many, Other]);
        check("ar", &[Zero, One, Two, Few, Many, Other]);
    }

    #[test]
    fn a_language_that_nobody_knows_has_no_rules() {
        let locale: Locale = "xqq".parse().expect("a name");
        assert!(PluralRules::try_new(locale.into(), PluralRulesOptions::default()).is_err());
    }
}
