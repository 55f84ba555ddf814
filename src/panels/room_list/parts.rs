//! The list's sections as they lie one below the other: which rooms each has, and which of them are drawn.

use std::ops::Range;

use leptos::prelude::ReadUntracked;
use loggia_protocol::rooms::{RoomRow, Section};

use super::folded::Folded;
use crate::{
    state::Row,
    widgets::{Scroll, rows_in_view},
};

/// A row's height in rem, as the style sheet has it.
pub const ROW_HEIGHT: f64 = 3.5;
/// A section's head, likewise.
const HEAD_HEIGHT: f64 = 2.0;

/// A section with rooms in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Part {
    /// Which one.
    pub section: Section,
    /// The place of its first room in the whole list.
    pub start: usize,
    /// How many rooms it has.
    pub count: usize,
}

/// What of a section is there to see.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Laid {
    /// Which one.
    pub section: Section,
    /// Its rooms' places in the whole list; none while it is folded.
    pub shown: Range<usize>,
    /// Which of these are drawn, counted from the first.
    pub drawn: Range<usize>,
}

impl Laid {
    /// The rows that are drawn, of the whole list's.
    pub fn drawn_rows<'a>(&self, rows: &'a [Row<RoomRow>]) -> &'a [Row<RoomRow>] {
        let start = self.shown.start;
        let drawn = start + self.drawn.start..start + self.drawn.end;
        rows.get(drawn).unwrap_or_default()
    }
}

/// The sections that have rooms; rows come in the sections' order.
pub fn parts_of(rows: &[Row<RoomRow>]) -> Vec<Part> {
    let mut parts: Vec<Part> = Vec::new();
    for (index, row) in rows.iter().enumerate() {
        let section = row.value.read_untracked().section;
        match parts.last_mut() {
            Some(part) if part.section == section => part.count += 1,
            _ => parts.push(Part {
                section,
                start: index,
                count: 1,
            }),
        }
    }
    parts
}

/// What is to be seen of the sections, one below the other. A rem has so many CSS pixels.
pub fn lay_out(parts: &[Part], folded: &Folded, scroll: Scroll, rem: f64) -> Vec<Laid> {
    let mut begins_at = 0.0;
    let laid = parts.iter().map(|part| {
        let n_rows = match folded.has(part.section) {
            true => 0,
            false => part.count,
        };
        begins_at += HEAD_HEIGHT * rem;
        let drawn = rows_in_view(n_rows, ROW_HEIGHT * rem, begins_at, scroll);
        begins_at += n_rows as f64 * ROW_HEIGHT * rem;
        Laid {
            section: part.section,
            shown: part.start..part.start + n_rows,
            drawn,
        }
    });
    laid.collect()
}

/// Where the row at this place of the whole list begins, and how high it is; nothing while its section is folded.
pub fn top_of(parts: &[Part], folded: &Folded, place: usize, rem: f64) -> Option<(f64, f64)> {
    let mut top = 0.0;
    for part in parts {
        top += HEAD_HEIGHT;
        let is_folded = folded.has(part.section);
        if (part.start..part.start + part.count).contains(&place) {
            let top = top + (place - part.start) as f64 * ROW_HEIGHT;
            return (!is_folded).then_some((top * rem, ROW_HEIGHT * rem));
        }
        if !is_folded {
            top += part.count as f64 * ROW_HEIGHT;
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sections_below_the_view_draw_nothing() {
        let part = |section, start, count| Part {
            section,
            start,
            count,
        };
        let parts = [
            part(Section::Favourites, 0, 3),
            part(Section::Rooms, 3, 100),
            part(Section::LowPriority, 103, 4),
        ];
        let scroll = Scroll {
            top: 0.0,
            height: 10.0 * ROW_HEIGHT,
        };
        let laid = lay_out(&parts, &Folded::default(), scroll, 1.0);
        let seen: Vec<_> = laid
            .into_iter()
            .map(|laid| (laid.shown, laid.drawn))
            .collect();
        assert_eq!(seen, [(0..3, 0..3), (3..103, 0..14), (103..107, 0..0)]);
    }
}
