//! What is said of a picture that is sent: its size, and something smaller to show before it is there.

/// The largest thumbnail in pixels.
#[cfg(any(target_family = "wasm", test))]
const THUMBNAIL: (u32, u32) = (800, 600);

/// A thumbnail must be this much smaller than the picture to be worth the way.
#[cfg(any(target_family = "wasm", test))]
const WORTH: u64 = 2;

/// What can be told of a picture.
#[derive(Clone, Debug)]
pub struct Picture {
    /// Width and height in pixels, the right way up.
    pub size: (u32, u32),
    /// A blurred likeness (MSC2448).
    pub blurhash: Option<String>,
    /// A small copy, where it is worth having.
    pub thumbnail: Option<Small>,
}

/// A small copy of a picture.
#[derive(Clone, Debug)]
pub struct Small {
    /// The encoded picture.
    pub bytes: Vec<u8>,
    /// Its type.
    pub mime: mime::Mime,
    /// Width and height in pixels.
    pub size: (u32, u32),
}

/// The size of a picture's thumbnail; nothing where the picture is as small already.
#[cfg(any(target_family = "wasm", test))]
pub fn thumbnail_size(size: (u32, u32)) -> Option<(u32, u32)> {
    let is_large = size.0 > THUMBNAIL.0 || size.1 > THUMBNAIL.1;
    is_large.then(|| fit(size, THUMBNAIL))
}

/// Whether a thumbnail saves enough.
#[cfg(any(target_family = "wasm", test))]
pub fn is_worth_it(n_bytes: u64, n_thumbnail_bytes: u64) -> bool {
    n_thumbnail_bytes.saturating_mul(WORTH) <= n_bytes
}

/// The largest size of the same shape within a box. No edge becomes nothing.
#[cfg(any(target_family = "wasm", test))]
pub fn fit((width, height): (u32, u32), (max_width, max_height): (u32, u32)) -> (u32, u32) {
    let scale = (f64::from(max_width) / f64::from(width.max(1)))
        .min(f64::from(max_height) / f64::from(height.max(1)))
        .min(1.0);
    let edge = |length: u32| ((f64::from(length) * scale).round() as u32).max(1);
    (edge(width), edge(height))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_thumbnail_keeps_the_shape() {
        assert_eq!(thumbnail_size((4000, 3000)), Some((800, 600)));
        assert_eq!(thumbnail_size((3000, 4000)), Some((450, 600)));
        assert_eq!(thumbnail_size((10_000, 1)), Some((800, 1)));
        assert_eq!(thumbnail_size((800, 600)), None);
        assert_eq!(fit((10, 10), (32, 32)), (10, 10));
    }

    #[test]
    fn a_thumbnail_must_save_half() {
        assert!(is_worth_it(1000, 500));
        assert!(!is_worth_it(1000, 501));
    }
}
