//! Pictures made of arithmetic, so that the repository needs no image files: faces of people and rooms, two views,
//! a chart and a plan.

use anyhow::Result;

use super::canvas::{Canvas, Colour};

/// A face: two colours and a pattern.
#[derive(Clone, Copy)]
pub struct Emblem {
    dark: u32,
    light: u32,
    pattern: Pattern,
}

/// How an emblem is divided between its colours.
#[derive(Clone, Copy)]
pub enum Pattern {
    Dots,
    Facets,
    Petals,
    Rings,
    Stripes,
    Waves,
}

/// A picture that someone posts.
#[derive(Clone, Copy)]
pub enum View {
    /// Hills behind the water in the morning.
    Bay,
    /// The same at night.
    NightBay,
    /// Seven bars and a line.
    Chart,
    /// Beds of a garden from above.
    Plan,
}

/// A finished picture.
pub struct Picture {
    pub width: u32,
    pub height: u32,
    pub png: Vec<u8>,
}

const EMBLEM_PIXELS: u32 = 96;

impl Emblem {
    /// From two colours, each `0xrrggbb`.
    pub const fn new(dark: u32, light: u32, pattern: Pattern) -> Self {
        Self {
            dark,
            light,
            pattern,
        }
    }

    /// Draws it.
    pub fn draw(&self) -> Result<Picture> {
        let (dark, light) = (Colour::of(self.dark), Colour::of(self.light));
        let canvas = Canvas {
            width: EMBLEM_PIXELS,
            height: EMBLEM_PIXELS,
        };
        canvas.paint(|x, y| {
            let ground = dark.mix(light, (x + y) * 0.35);
            ground.mix(light, 0.75 * self.pattern.weight(x - 0.5, y - 0.5))
        })
    }
}

impl Pattern {
    /// How much of the light colour is at this place; the middle is (0, 0) and the edges are 0.5 away.
    fn weight(self, x: f32, y: f32) -> f32 {
        let (distance, angle) = (x.hypot(y), y.atan2(x));
        let value = match self {
            Self::Dots => 0.16 - cell(x * 4.0).hypot(cell(y * 4.0)) * 0.55,
            Self::Facets => (cell((x + y) * 2.6) * cell((x - y) * 2.6)) * 1.6,
            Self::Petals => 0.18 + 0.22 * (angle * 6.0).cos().abs() - distance,
            Self::Rings => (distance * 34.0).sin() * 0.1,
            Self::Stripes => ((x - y) * 24.0).sin() * 0.1,
            Self::Waves => ((y + 0.05 * (x * 14.0).sin()) * 30.0).sin() * 0.1,
        };
        (value * 40.0).clamp(0.0, 1.0)
    }
}

/// The distance from the middle of the nearest cell of a grid, from -0.5 to 0.5.
fn cell(value: f32) -> f32 {
    value - value.floor() - 0.5
}

impl View {
    /// Draws it.
    pub fn draw(self) -> Result<Picture> {
        let canvas = |width, height| Canvas { width, height };
        match self {
            Self::Bay => canvas(800, 500).paint(|x, y| bay(x, y, &MORNING)),
            Self::NightBay => canvas(512, 640).paint(|x, y| bay(x, y, &NIGHT)),
            Self::Chart => canvas(720, 405).paint(chart),
            Self::Plan => canvas(640, 480).paint(plan),
        }
    }
}

/// The colours of a view over the bay.
struct Light {
    /// The picture's height for a width of 1, so that the sun is round.
    height: f32,
    zenith: u32,
    horizon: u32,
    sun: u32,
    far_hill: u32,
    near_hill: u32,
    water: u32,
}

const MORNING: Light = Light {
    height: 0.625,
    zenith: 0x5f9bd1,
    horizon: 0xfbe3bd,
    sun: 0xfff6dc,
    far_hill: 0x8fa8bd,
    near_hill: 0x3c5f5a,
    water: 0x4d87a8,
};

const NIGHT: Light = Light {
    height: 1.25,
    zenith: 0x0b1030,
    horizon: 0x35417a,
    sun: 0xf4efd8,
    far_hill: 0x27305c,
    near_hill: 0x10162e,
    water: 0x1b2a55,
};

const SHORE: f32 = 0.66;
const N_HILLS: u8 = 4;

fn bay(x: f32, y: f32, light: &Light) -> Colour {
    if y > SHORE {
        return water(x, y, light);
    }
    let sky = sky(x, y, light);
    (0..N_HILLS).fold(sky, |behind, index| {
        let nearness = f32::from(index) / f32::from(N_HILLS - 1);
        let phase = f32::from(index) * 2.1;
        let ridge = (x * 5.0 + phase).sin() * 0.04 + (x * 13.0 + phase * 3.0).sin() * 0.015;
        let is_hill = y > 0.42 + nearness * 0.17 + ridge * (1.3 - nearness);
        let hill = Colour::of(light.far_hill).mix(Colour::of(light.near_hill), nearness);
        if is_hill { hill } else { behind }
    })
}

fn sky(x: f32, y: f32, light: &Light) -> Colour {
    let distance = (x - 0.7).hypot((y - 0.24) * light.height);
    let glow = (-distance * 5.0).exp() * 0.8;
    let disc = ((0.05 - distance) * 300.0).clamp(0.0, 1.0);
    Colour::of(light.zenith)
        .mix(Colour::of(light.horizon), y / SHORE)
        .mix(Colour::of(light.sun), glow.max(disc))
}

fn water(x: f32, y: f32, light: &Light) -> Colour {
    let depth = (y - SHORE) / (1.0 - SHORE);
    let ripple = ((y * 260.0 / (0.4 + depth)).sin() * 0.5 + 0.5) * (0.25 - depth * 0.15);
    let path = (1.0 - (x - 0.7).abs() / (0.06 + depth * 0.16)).clamp(0.0, 1.0);
    Colour::of(light.horizon)
        .mix(Colour::of(light.water), 0.35 + depth * 0.65)
        .mix(Colour::of(light.sun), ripple * (0.3 + path * 2.5))
}

/// Visitors for each day of a week, as a part of the highest bar that fits.
const VISITORS: [f32; 7] = [0.34, 0.41, 0.38, 0.55, 0.72, 0.95, 0.83];

fn chart(x: f32, y: f32) -> Colour {
    let paper = Colour::of(0xfafaf7);
    let (left, right, top, bottom) = (0.08, 0.95, 0.08, 0.88);
    if x < left || x > right || y < top || y > bottom {
        return paper;
    }
    let height = (bottom - y) / (bottom - top);
    let place = (x - left) / (right - left) * 7.0;
    let Some(value) = VISITORS.get(place as usize) else {
        return paper;
    };
    let is_axis = bottom - y < 0.006 || x - left < 0.003;
    let is_grid = cell(height * 4.0 + 0.5).abs() < 0.012;
    if is_axis {
        Colour::of(0x3b3f46)
    } else if cell(place).abs() < 0.32 && height < *value {
        Colour::of(0x2f6f9f).mix(Colour::of(0x8fd3c8), height)
    } else if is_grid {
        Colour::of(0xd9dbd6)
    } else {
        paper
    }
}

/// What grows in the beds, from left to right and from top to bottom.
const CROPS: [u32; 6] = [0x7fb24a, 0xd9543f, 0xe8b23a, 0x9a6bb5, 0x4f9a6a, 0xe07f3a];

fn plan(x: f32, y: f32) -> Colour {
    let path = Colour::of(0xcbb994);
    let (column, row) = (x * 3.0, y * 2.0);
    let (across, down) = (cell(column), cell(row));
    if across.abs() > 0.42 || down.abs() > 0.4 {
        return path;
    }
    let soil = Colour::of(0x6b4a33).mix(Colour::of(0x5a3c29), cell(row * 12.0).abs() * 2.0);
    let crop = CROPS[(row as usize).min(1) * 3 + (column as usize).min(2)];
    let distance = cell(across * 7.0).hypot(cell(down * 8.0));
    if distance < 0.32 {
        Colour::of(crop).mix(Colour::of(0xffffff), 0.25 - distance * 0.7)
    } else {
        soil
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_view_is_a_png_of_its_size() {
        for view in [View::Bay, View::NightBay, View::Chart, View::Plan] {
            let picture = view.draw().expect("it can be drawn");
            let reader = png::Decoder::new(std::io::Cursor::new(&picture.png))
                .read_info()
                .expect("it is a PNG");
            assert_eq!(
                (picture.width, picture.height),
                (reader.info().width, reader.info().height)
            );
        }
    }
}
