//! The door: the sign-in form, and nothing that is not needed for it.

fn main() {
    loggia::open_door();
}
