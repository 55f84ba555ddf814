//! Which elements may stand in which: what a tag closes before it opens, as far as browsers agree on it.

/// How many of the open elements stay open when an element begins; `None` where the element has no place.
pub(crate) fn kept_for(name: &str, open: &[&str]) -> Option<usize> {
    match name {
        "a" => kept_for_link(open),
        "li" => {
            let kept = innermost(open, |one| one == "li", is_wall_of_item).unwrap_or(open.len());
            Some(kept_for_block(&open[..kept]))
        }
        "td" | "th" => inside(open, |one| {
            matches!(one, "tr" | "thead" | "tbody" | "table")
        }),
        "tr" => inside(open, |one| matches!(one, "thead" | "tbody" | "table")),
        "thead" | "tbody" | "caption" => inside(open, |one| one == "table"),
        _ if is_heading(name) => {
            let kept = kept_for_block(open);
            let is_in_heading = open[..kept].last().is_some_and(|last| is_heading(last));
            Some(kept - usize::from(is_in_heading))
        }
        _ if closes_paragraph(name) => Some(kept_for_block(open)),
        _ => Some(open.len()),
    }
}

/// How many of the open elements stay open when an end tag comes; `None` where it ends nothing.
pub(crate) fn kept_after(name: &str, open: &[&str]) -> Option<usize> {
    match name {
        "table" => innermost(open, |one| one == name, |_| false),
        "td" | "th" | "tr" | "thead" | "tbody" | "caption" => {
            innermost(open, |one| one == name, |one| one == "table")
        }
        "li" => innermost(open, |one| one == name, is_wall_of_item),
        _ if is_heading(name) => innermost(open, is_heading, is_wall),
        _ => innermost(open, |one| one == name, is_wall),
    }
}

/// How many of the open elements stay open when a block begins: paragraphs hold no blocks.
pub(crate) fn kept_for_block(open: &[&str]) -> usize {
    innermost(open, |one| one == "p", is_wall).unwrap_or(open.len())
}

/// Links hold no links: the new one ends the old one, unless that one holds the table around.
fn kept_for_link(open: &[&str]) -> Option<usize> {
    match innermost(open, |one| one == "a", is_wall) {
        Some(kept) => Some(kept),
        None => (!open.contains(&"a")).then_some(open.len()),
    }
}

/// How many stay open when something begins directly in the innermost of the wanted elements.
fn inside(open: &[&str], is_wanted: impl Fn(&str) -> bool) -> Option<usize> {
    innermost(open, is_wanted, |_| false).map(|at| at + 1)
}

/// The place of the innermost wanted element that no wall hides.
fn innermost(
    open: &[&str],
    is_wanted: impl Fn(&str) -> bool,
    is_wall: impl Fn(&str) -> bool,
) -> Option<usize> {
    let inwards = open
        .iter()
        .rposition(|one| is_wanted(one) || is_wall(one))?;
    is_wanted(open[inwards]).then_some(inwards)
}

/// What tags within a table's cell cannot reach out of.
fn is_wall(name: &str) -> bool {
    matches!(name, "table" | "td" | "th" | "caption")
}

fn is_wall_of_item(name: &str) -> bool {
    is_wall(name) || matches!(name, "ul" | "ol" | "blockquote" | "details")
}

fn is_heading(name: &str) -> bool {
    matches!(name, "h1" | "h2" | "h3" | "h4" | "h5" | "h6")
}

fn closes_paragraph(name: &str) -> bool {
    matches!(
        name,
        "p" | "div" | "blockquote" | "ul" | "ol" | "pre" | "table" | "details" | "summary"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blocks_end_paragraphs() {
        assert_eq!(kept_for("p", &["div", "p", "b"]), Some(1));
        assert_eq!(kept_for("div", &["p"]), Some(0));
        assert_eq!(kept_for("b", &["p"]), Some(1));
        assert_eq!(kept_for("p", &["p", "table", "tr", "td"]), Some(4));
    }

    #[test]
    fn items_end_items_of_the_same_list() {
        assert_eq!(kept_for("li", &["ul", "li", "b"]), Some(1));
        assert_eq!(kept_for("li", &["ul", "li", "ul"]), Some(3));
        assert_eq!(kept_after("li", &["ul", "li", "ul"]), None);
    }

    #[test]
    fn table_parts_find_their_table() {
        let cell = ["table", "tbody", "tr", "td", "b"];
        assert_eq!(kept_for("td", &cell), Some(3));
        assert_eq!(kept_for("tr", &cell), Some(2));
        assert_eq!(kept_for("tbody", &cell), Some(1));
        assert_eq!(kept_for("td", &["div"]), None);
        assert_eq!(kept_after("table", &cell), Some(0));
        assert_eq!(kept_after("div", &["div", "table", "tr", "td"]), None);
    }

    #[test]
    fn links_hold_no_links() {
        assert_eq!(kept_for("a", &["a", "b"]), Some(0));
        assert_eq!(kept_for("a", &["a", "table", "tr", "td"]), None);
    }

    #[test]
    fn headings_end_headings() {
        assert_eq!(kept_for("h2", &["h1"]), Some(0));
        assert_eq!(kept_after("h2", &["h1", "b"]), Some(0));
    }
}
