//! The logo as PNG, which browsers want for an app that is installed. `public/logo.svg` is the original of this drawing.

use std::{fs, path::Path};

use anyhow::{Context as _, Result};

/// The folder in the bundle; the manifest and the page know it.
const FOLDER: &str = "icons";

/// Each pixel is the mean of this many samples in each direction.
const N_SAMPLES: u32 = 4;

/// The side of the drawing's own square.
const SIDE: f32 = 64.0;

const GROUND: [u8; 3] = [0x0b, 0x6b, 0x6b];
const WHITE: [u8; 3] = [0xff, 0xff, 0xff];
const PALE: [u8; 3] = [0x9f, 0xdc, 0xd8];

/// What an icon is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Purpose {
    /// Shown as it is, with its round corners.
    Any,
    /// Cut to a shape by the system: the ground reaches the edges, the rest stays in the inner circle of four fifths.
    Maskable,
}

/// Draws all icons into the staging folder.
pub fn write(staging: &Path) -> Result<()> {
    let folder = staging.join(FOLDER);
    fs::create_dir_all(&folder)?;
    for (purpose, name) in [(Purpose::Any, "any"), (Purpose::Maskable, "maskable")] {
        for n_pixels in [192, 512] {
            let file = folder.join(format!("{name}-{n_pixels}.png"));
            fs::write(&file, icon(purpose, n_pixels)?)
                .with_context(|| format!("cannot write {}", file.display()))?;
        }
    }
    Ok(())
}

fn icon(purpose: Purpose, n_pixels: u32) -> Result<Vec<u8>> {
    let mut pixels = Vec::with_capacity((n_pixels * n_pixels * 4) as usize);
    for row in 0..n_pixels {
        for column in 0..n_pixels {
            pixels.extend(pixel(purpose, n_pixels, column, row));
        }
    }
    let mut png = Vec::new();
    let mut encoder = png::Encoder::new(&mut png, n_pixels, n_pixels);
    encoder.set_color(png::ColorType::Rgba);
    encoder.set_depth(png::BitDepth::Eight);
    encoder.set_compression(png::Compression::High);
    encoder.write_header()?.write_image_data(&pixels)?;
    Ok(png)
}

/// Red, green, blue, opacity.
fn pixel(purpose: Purpose, n_pixels: u32, column: u32, row: u32) -> [u8; 4] {
    let place = |pixel: u32, sample: u32| {
        let offset = (sample as f32 + 0.5) / N_SAMPLES as f32;
        (pixel as f32 + offset) / n_pixels as f32 * SIDE
    };
    let samples = (0..N_SAMPLES * N_SAMPLES).filter_map(|sample| {
        let (x, y) = (
            place(column, sample % N_SAMPLES),
            place(row, sample / N_SAMPLES),
        );
        colour_at(purpose, x, y)
    });
    let (mut sums, mut n_covered) = ([0; 3], 0);
    for colour in samples {
        n_covered += 1;
        for (sum, part) in sums.iter_mut().zip(colour) {
            *sum += u32::from(part);
        }
    }
    let mean = |sum: u32, n: u32| u8::try_from(sum / n.max(1)).unwrap_or(u8::MAX);
    let [red, green, blue] = sums.map(|sum| mean(sum, n_covered));
    [
        red,
        green,
        blue,
        mean(n_covered * 255, N_SAMPLES * N_SAMPLES),
    ]
}

/// The colour at a place of the drawing; none where it is transparent.
fn colour_at(purpose: Purpose, x: f32, y: f32) -> Option<[u8; 3]> {
    match purpose {
        Purpose::Any => is_in_round_square(x, y).then(|| sign_at(x, y).unwrap_or(GROUND)),
        Purpose::Maskable => {
            let inner = |place: f32| (place - SIDE / 2.0) / 0.8 + SIDE / 2.0;
            Some(sign_at(inner(x), inner(y)).unwrap_or(GROUND))
        }
    }
}

/// Two arches under a beam.
fn sign_at(x: f32, y: f32) -> Option<[u8; 3]> {
    if (9.0..55.0).contains(&x) && (10.0..15.0).contains(&y) {
        return Some(WHITE);
    }
    let arches = [(22.0, WHITE), (42.0, PALE)];
    arches
        .into_iter()
        .find(|(middle, _)| is_in_arch(x - middle, y))
        .map(|(_, colour)| colour)
}

/// Between two half circles that go on as straight lines down to the floor.
fn is_in_arch(x: f32, y: f32) -> bool {
    let distance = x.hypot((28.0 - y).max(0.0));
    (4.0..10.0).contains(&distance) && y < 52.0
}

fn is_in_round_square(x: f32, y: f32) -> bool {
    const RADIUS: f32 = 15.0;
    let beyond = |place: f32| (RADIUS - place).max(place - (SIDE - RADIUS)).max(0.0);
    beyond(x).hypot(beyond(y)) < RADIUS
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::paths;

    #[test]
    fn the_original_has_the_shapes_that_are_drawn_here() {
        let original = fs::read_to_string(paths::root().join("public/logo.svg")).unwrap();
        for shape in [
            r##"viewBox="0 0 64 64""##,
            r##"<rect width="64" height="64" rx="15" fill="#0b6b6b"/>"##,
            r##"<path fill="#fff" d="M12 52V28a10 10 0 0 1 20 0v24h-6V28a4 4 0 0 0-8 0v24z"/>"##,
            r##"<path fill="#9fdcd8" d="M32 52V28a10 10 0 0 1 20 0v24h-6V28a4 4 0 0 0-8 0v24z"/>"##,
            r##"<path fill="#fff" d="M9 10h46v5H9z"/>"##,
        ] {
            assert!(original.contains(shape), "{shape}");
        }
    }

    #[test]
    fn a_place_has_the_colour_of_the_shape_there() {
        for (x, y, colour) in [
            (1.0, 1.0, None),
            (32.0, 1.0, Some(GROUND)),
            (32.0, 12.0, Some(WHITE)),
            (15.0, 50.0, Some(WHITE)),
            (22.0, 40.0, Some(GROUND)),
            (42.0, 20.0, Some(PALE)),
            (15.0, 53.0, Some(GROUND)),
        ] {
            assert_eq!(colour_at(Purpose::Any, x, y), colour, "{x} {y}");
        }
    }

    #[test]
    fn a_mask_cuts_nothing_but_ground() {
        let n_pixels = 64;
        for row in 0..n_pixels {
            for column in 0..n_pixels {
                let drawn = pixel(Purpose::Maskable, n_pixels, column, row);
                let (x, y) = (column as f32 - 31.5, row as f32 - 31.5);
                let is_safe = x.hypot(y) < 0.4 * 64.0;
                assert!(
                    is_safe || drawn == [0x0b, 0x6b, 0x6b, 255],
                    "{column} {row}"
                );
            }
        }
    }

    #[test]
    fn an_icon_is_a_picture_of_its_size() {
        let png = icon(Purpose::Any, 48).unwrap();
        let info = png::Decoder::new(std::io::Cursor::new(png))
            .read_info()
            .unwrap();
        assert_eq!(info.info().size(), (48, 48));
    }
}
