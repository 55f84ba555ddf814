//! What is wrong with the operator's file, in words.

use super::{Words, t_string};
use crate::config::ConfigProblem;

/// Why the file cannot be used.
pub fn config_problem_text(words: Words, problem: &ConfigProblem) -> String {
    match problem {
        ConfigProblem::Missing => t_string!(words, common.config_missing).to_owned(),
        ConfigProblem::Refused(status) => {
            let status = status.to_string();
            t_string!(words, common.config_refused, status).to_string()
        }
        ConfigProblem::Unreachable => t_string!(words, common.config_unreachable).to_owned(),
        ConfigProblem::WebPage => t_string!(words, common.config_web_page).to_owned(),
        ConfigProblem::NotJson(detail) => {
            t_string!(words, common.config_not_json, detail = detail.clone()).to_string()
        }
        ConfigProblem::NoObject("") => t_string!(words, common.config_no_object).to_owned(),
        ConfigProblem::NoObject(key) => {
            t_string!(words, common.config_no_object_at, key = *key).to_string()
        }
        ConfigProblem::NoText(key) => {
            t_string!(words, common.config_no_text_at, key = *key).to_string()
        }
        ConfigProblem::NoSwitch(key) => {
            t_string!(words, common.config_no_switch_at, key = *key).to_string()
        }
        ConfigProblem::NoAddress(key) => {
            t_string!(words, common.config_no_address_at, key).to_string()
        }
        ConfigProblem::NoTheme(key) => {
            t_string!(words, common.config_no_theme_at, key = *key).to_string()
        }
    }
}
