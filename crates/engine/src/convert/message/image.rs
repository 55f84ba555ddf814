//! Pictures within text, such as emoji of one's own.

use html_tree::Image;
use loggia_protocol::message::Node;
use matrix_sdk::ruma::MxcUri;

use super::disarm::disarm;
use crate::convert::ids;

/// Largest width in pixels.
const MAX_WIDTH: u32 = 800;

/// Largest height in pixels.
const MAX_HEIGHT: u32 = 600;

/// A picture that is kept on a Matrix server, drawn to fit.
pub fn of(image: &Image) -> Option<Node> {
    let source = ids::mxc(<&MxcUri>::from(image.source.as_str()))?;
    let alt = image.alt.as_deref().or(image.title.as_deref());
    let (width, height) = fitted(image.width, image.height);
    Some(Node::Image {
        source,
        alt: disarm(alt.unwrap_or_default()).into_owned(),
        width,
        height,
    })
}

/// The size that is wanted, made smaller in proportion where it is too large.
fn fitted(width: Option<u32>, height: Option<u32>) -> (Option<u16>, Option<u16>) {
    let excess = |size: Option<u32>, max: u32| f64::from(size.unwrap_or(0)) / f64::from(max);
    let excess = excess(width, MAX_WIDTH)
        .max(excess(height, MAX_HEIGHT))
        .max(1.0);
    // At most 800, at least 1.
    let fit = |size: u32| (f64::from(size) / excess).round().max(1.0) as u16;
    (width.map(fit), height.map(fit))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pictures_fit() {
        let check = |size: (u32, u32), expected: (u16, u16)| {
            let fit = fitted(Some(size.0), Some(size.1));
            assert_eq!(fit, (Some(expected.0), Some(expected.1)), "{size:?}");
        };
        check((32, 32), (32, 32));
        check((800, 600), (800, 600));
        check((1600, 600), (800, 300));
        check((600, 1200), (300, 600));
        check((u32::MAX, 1), (800, 1));
        check((1, u32::MAX), (1, 600));
        assert_eq!(fitted(None, Some(9000)), (None, Some(600)));
        assert_eq!(fitted(None, None), (None, None));
    }
}
