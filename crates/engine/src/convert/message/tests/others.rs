//! What other sanitisers are tested with: whatever comes in, what is shown stays within the closed tree.

use super::{body, generated::check};

fn check_all(corpus: &[String]) {
    for html in corpus {
        check(&body("plain", Some(html)).nodes);
        check(&body(html, None).nodes);
    }
}

#[test]
fn what_ammonia_is_tested_with() {
    check_all(&loggia_corpora::ammonia());
}

#[test]
fn what_bleach_is_tested_with() {
    check_all(&loggia_corpora::bleach());
}
