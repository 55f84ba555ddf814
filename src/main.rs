//! The app, for whoever is signed in.

fn main() {
    loggia::start_app();
}
