//! The gate from outside: rules, limits, hostile input, and properties of whatever passes.

mod corpus;
mod generated;
mod limits;
mod oracle;
mod others;
mod permutations;
mod rules;

use ruma_html::{HtmlSanitizerMode, RemoveReplyFallback, sanitize_html};

/// What is left of HTML in the mode that the SDK uses, having been looked at by the oracle.
fn sanitised(html: &str) -> String {
    oracle::check(html);
    sanitize_html(html, HtmlSanitizerMode::Compat, RemoveReplyFallback::Yes)
}
