//! What errors become.
