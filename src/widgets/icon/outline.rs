//! SVG shapes as the data of one path. Reads the few shapes that Lucide draws with, from constants of this binary.

use std::{
    fmt::{self, Write},
    ops::{Add, Neg, Sub},
};

/// The path that draws the same as these shapes (`<path d="…" /><circle … />…`).
pub fn of(shapes: &str) -> String {
    let mut path = String::new();
    for shape in shapes.split('<').skip(1) {
        let drawn = Shape { text: shape }.draw(&mut path);
        debug_assert!(drawn.is_some(), "unknown shape: {shape}");
    }
    path
}

/// One element, from its name on.
struct Shape<'a> {
    text: &'a str,
}

impl Shape<'_> {
    fn draw(&self, path: &mut String) -> Option<()> {
        let name = self.text.split(|c: char| !c.is_ascii_lowercase()).next()?;
        match name {
            // A first relative move is relative to the origin, as it is in a path of its own.
            "path" => write!(path, "M0 0{}", self.text_of("d")?).ok(),
            "circle" => self.ellipse(path, self.number("r")?, self.number("r")?),
            "ellipse" => self.ellipse(path, self.number("rx")?, self.number("ry")?),
            "rect" => self.rectangle(path),
            "line" => {
                let (x1, y1) = (self.number("x1")?, self.number("y1")?);
                let (x2, y2) = (self.number("x2")?, self.number("y2")?);
                write!(path, "M{x1} {y1}L{x2} {y2}").ok()
            }
            "polyline" => write!(path, "M{}", self.text_of("points")?).ok(),
            "polygon" => write!(path, "M{}Z", self.text_of("points")?).ok(),
            _ => None,
        }
    }

    fn ellipse(&self, path: &mut String, rx: Milli, ry: Milli) -> Option<()> {
        let (left, cy) = (self.number("cx")? - rx, self.number("cy")?);
        let width = rx + rx;
        write!(
            path,
            "M{left} {cy}a{rx} {ry} 0 1 0 {width} 0a{rx} {ry} 0 1 0 {} 0Z",
            -width
        )
        .ok()
    }

    fn rectangle(&self, path: &mut String) -> Option<()> {
        let (width, height) = (self.number("width")?, self.number("height")?);
        let x = self.number("x").unwrap_or_default();
        let y = self.number("y").unwrap_or_default();
        let r = self
            .number("rx")
            .or_else(|| self.number("ry"))
            .unwrap_or_default();
        let (across, down) = (width - r - r, height - r - r);
        write!(
            path,
            "M{} {y}h{across}a{r} {r} 0 0 1 {r} {r}v{down}a{r} {r} 0 0 1 {} {r}h{}a{r} {r} 0 0 1 {} {}v{}a{r} {r} 0 0 1 {r} {}Z",
            x + r, -r, -across, -r, -r, -down, -r
        )
        .ok()
    }

    fn text_of(&self, attribute: &str) -> Option<&str> {
        let (_, value) = self.text.split_once(&format!(" {attribute}=\""))?;
        value.split('"').next()
    }

    fn number(&self, attribute: &str) -> Option<Milli> {
        Milli::read(self.text_of(attribute)?)
    }
}

/// A number in thousandths: what Lucide needs, without the tables that reading and writing floats takes.
#[derive(Clone, Copy, Default)]
struct Milli(i32);

impl Milli {
    fn read(text: &str) -> Option<Self> {
        let (whole, part) = text.split_once('.').unwrap_or((text, ""));
        let digits = part.bytes().filter(u8::is_ascii_digit);
        let digits = digits.chain(std::iter::repeat(b'0')).take(3);
        let part = digits.fold(0, |sum, digit| sum * 10 + i32::from(digit - b'0'));
        let sign = if whole.starts_with('-') { -1 } else { 1 };
        let whole: i32 = match whole.trim_start_matches('-') {
            "" => 0,
            whole => whole.parse().ok()?,
        };
        Some(Self(sign * (whole * 1000 + part)))
    }
}

impl fmt::Display for Milli {
    fn fmt(&self, formatter: &mut fmt::Formatter) -> fmt::Result {
        let sign = if self.0 < 0 { "-" } else { "" };
        let (whole, part) = (self.0.abs() / 1000, self.0.abs() % 1000);
        let digits = format!("{sign}{whole}.{part:03}");
        formatter.write_str(digits.trim_end_matches('0').trim_end_matches('.'))
    }
}

impl Add for Milli {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self(self.0 + other.0)
    }
}

impl Sub for Milli {
    type Output = Self;

    fn sub(self, other: Self) -> Self {
        Self(self.0 - other.0)
    }
}

impl Neg for Milli {
    type Output = Self;

    fn neg(self) -> Self {
        Self(-self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_written_as_they_are_read() {
        for text in ["0", "12", "-3", "1.5", "0.125", "-0.05", "20.01"] {
            assert_eq!(Milli::read(text).expect(text).to_string(), text);
        }
        assert_eq!(Milli::read(".5").expect("a number").to_string(), "0.5");
        assert!(Milli::read("x").is_none());
    }

    #[test]
    fn shapes_become_one_path() {
        let check = |shapes: &str, path: &str| assert_eq!(of(shapes), path);
        check(
            r#"<path d="m2 3 4 5" /> <path d="M1 1v2" />"#,
            "M0 0m2 3 4 5M0 0M1 1v2",
        );
        check(r#"<line x1="1" x2="3" y1="2" y2="4" />"#, "M1 2L3 4");
        check(
            r#"<circle cx="12" cy="12" r="10" />"#,
            "M2 12a10 10 0 1 0 20 0a10 10 0 1 0 -20 0Z",
        );
        check(r#"<polyline points="1 2 3 4" />"#, "M1 2 3 4");
        assert!(
            of(r#"<rect width="18" height="18" x="3" y="3" rx="2" />"#).starts_with("M5 3h14a2 2")
        );
    }
}
