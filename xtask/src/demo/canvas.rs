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

/// Where a pixel is asked for its colour: four places, so that edges are smooth.
const SAMPLES: [(f32, f32); 4] = [(0.25, 0.25), (0.75, 0.25), (0.25, 0.75), (0.75, 0.75)];

impl Canvas {
    /// Colours every pixel; the function gets places from (0, 0) to (1, 1).
    pub fn paint(&self, colour_at: impl Fn(f32, f32) -> Colour) -> Result<Picture> {
        let (width, height) = (self.width as f32, self.height as f32);
        let mut pixels = Vec::with_capacity((self.width * self.height * 3) as usize);
        for row in 0..self.height {
            for column in 0..self.width {
                let samples = SAMPLES.map(|(right, down)| {
                    colour_at(
                        (column as f32 + right) / width,
                        (row as f32 + down) / height,
                    )
                });
                pixels.extend(average(&samples));
            }
        }
        let mut png = Vec::new();
        let mut encoder = png::Encoder::new(&mut png, self.width, self.height);
        encoder.set_color(png::ColorType::Rgb);
        encoder.set_depth(png::BitDepth::Eight);
        encoder.set_compression(png::Compression::Fast);
        encoder.write_header()?.write_image_data(&pixels)?;
        Ok(Picture {
            width: self.width,
            height: self.height,
            png,
        })
    }
}

fn average(samples: &[Colour; 4]) -> [u8; 3] {
    std::array::from_fn(|part| {
        let sum: f32 = samples.iter().map(|colour| colour.0[part]).sum();
        (sum / 4.0 * 255.0).round() as u8
    })
}
