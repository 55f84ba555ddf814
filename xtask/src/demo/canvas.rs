//! A surface that a function of the place colours, written as PNG.

use anyhow::Result;

use super::pictures::Picture;

/// A colour of three parts between 0 and 1.
#[derive(Clone, Copy)]
pub struct Colour([f32; 3]);

impl Colour {
    /// From `0xrrggbb`.
    pub fn of(rgb: u32) -> Self {
        let [_, red, green, blue] = rgb.to_be_bytes();
        Self([red, green, blue].map(|part| f32::from(part) / 255.0))
    }

    /// This colour with a part of the other, between 0 and 1.
    pub fn mix(self, other: Self, amount: f32) -> Self {
        let amount = amount.clamp(0.0, 1.0);
        Self(std::array::from_fn(|part| {
            self.0[part] + (other.0[part] - self.0[part]) * amount
        }))
    }
}

/// The size of a picture in pixels.
pub struct Canvas {
    pub width: u32,
    pub height: u32,
}

impl Canvas {
    /// Colours every pixel; the function gets places from (0, 0) to (1, 1).
    pub fn paint(&self, colour_at: impl Fn(f32, f32) -> Colour) -> Result<Picture> {
        let (width, height) = (self.width as f32, self.height as f32);
        let corners = |row: u32| -> Vec<Colour> {
            (0..=self.width)
                .map(|column| colour_at(column as f32 / width, row as f32 / height))
                .collect()
        };
        // A pixel is the mean of its four corners, which it shares with its neighbours: edges are smooth at no cost.
        let mut pixels = Vec::with_capacity((self.width * self.height * 3) as usize);
        let mut above = corners(0);
        for row in 1..=self.height {
            let below = corners(row);
            for (upper, lower) in above.windows(2).zip(below.windows(2)) {
                pixels.extend(mean(upper, lower));
            }
            above = below;
        }
        Ok(Picture {
            width: self.width,
            height: self.height,
            png: self.encoded(&pixels)?,
        })
    }

    fn encoded(&self, pixels: &[u8]) -> Result<Vec<u8>> {
        let mut png = Vec::new();
        let mut encoder = png::Encoder::new(&mut png, self.width, self.height);
        encoder.set_color(png::ColorType::Rgb);
        encoder.set_depth(png::BitDepth::Eight);
        encoder.set_compression(png::Compression::Fast);
        encoder.write_header()?.write_image_data(pixels)?;
        Ok(png)
    }
}

fn mean(upper: &[Colour], lower: &[Colour]) -> [u8; 3] {
    let corners = [upper[0], upper[1], lower[0], lower[1]].map(|colour| colour.0);
    std::array::from_fn(|part| {
        let sum = corners[0][part] + corners[1][part] + corners[2][part] + corners[3][part];
        (sum * 255.0 / 4.0).round() as u8
    })
}
