//! What other sanitisers are tested with, looked at by the oracle.

use crate::oracle;

fn check(corpus: &[String], at_least: usize) {
    assert!(corpus.len() >= at_least, "{} vectors", corpus.len());
    for html in corpus {
        oracle::check(html);
    }
}

#[test]
fn what_ammonia_is_tested_with() {
    check(&loggia_corpora::ammonia(), 100);
}

#[test]
fn what_bleach_is_tested_with() {
    check(&loggia_corpora::bleach(), 100);
}
