//! e
#![recursion_limit = "512"]
