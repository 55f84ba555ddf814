//! SVG shapes as the data of one path. Reads the few shapes that Lucide draws with, from constants of this binary.

use std::fmt::Write;

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

    fn ellipse(&self, path: &mut String, rx: f64, ry: f64) -> Option<()> {
        let (left, cy) = (self.number("cx")? - rx, self.number("cy")?);
        let width = 2.0 * rx;
        write!(
            path,
            "M{left} {cy}a{rx} {ry} 0 1 0 {width} 0a{rx} {ry} 0 1 0 {} 0Z",
            -width
        )
        .ok()
    }

    fn rectangle(&self, path: &mut String) -> Option<()> {
        let (width, height) = (self.number("width")?, self.number("height")?);
        let x = self.number("x").unwrap_or(0.0);
        let y = self.number("y").unwrap_or(0.0);
        let r = self
            .number("rx")
            .or_else(|| self.number("ry"))
            .unwrap_or(0.0);
        let (across, down) = (width - 2.0 * r, height - 2.0 * r);
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

    fn number(&self, attribute: &str) -> Option<f64> {
        self.text_of(attribute)?.parse().ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

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
