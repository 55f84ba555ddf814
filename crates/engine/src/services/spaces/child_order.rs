//! Orders of what stands in a space, and of spaces themselves: texts that are compared letter by letter.
//!
//! [Of ASCII from space to `~`, at most 50 of them](https://spec.matrix.org/latest/client-server-api/#ordering-of-children-within-a-space);
//! what has none comes last.

use matrix_sdk::ruma::{OwnedSpaceChildOrder, SpaceChildOrder};

const FIRST: u8 = b' ';
const LAST: u8 = b'~';
const MIDDLE: u8 = FIRST + (LAST - FIRST) / 2;
const MAX_LENGTH: usize = 50;

/// Gives orders to what stands up to (and with) `last`, in a row of things with the orders that they have: as few new ones as
/// possible, and so that the row sorts as it stands. What stands behind `last` and has an order gets one, too.
///
/// Returns the places that get another order.
pub fn reorder(
    row: &[Option<OwnedSpaceChildOrder>],
    last: usize,
) -> Vec<(usize, OwnedSpaceChildOrder)> {
    let end = row
        .iter()
        .rposition(Option::is_some)
        .map_or(last, |ordered| ordered.max(last));
    let end = end.min(row.len().saturating_sub(1));
    let kept = longest_rise(&row[..row.len().min(end + 1)]);
    let mut changed = Vec::new();
    let mut before: Option<OwnedSpaceChildOrder> = None;
    for at in 0..row.len().min(end + 1) {
        if kept.contains(&at) {
            before = row[at].clone();
            continue;
        }
        let next = kept
            .iter()
            .find(|kept| **kept > at)
            .and_then(|at| row[*at].as_ref());
        let n_to_fit = kept.iter().find(|kept| **kept > at).unwrap_or(&(end + 1)) - at;
        let Some(order) = between(before.as_deref(), next.map(AsRef::as_ref), n_to_fit) else {
            return all_anew(end + 1);
        };
        before = Some(order.clone());
        changed.push((at, order));
    }
    changed
}

/// The places that can keep their orders: the most whose orders rise.
fn longest_rise(row: &[Option<OwnedSpaceChildOrder>]) -> Vec<usize> {
    let mut best: Vec<(usize, Option<usize>)> = Vec::with_capacity(row.len());
    for (at, order) in row.iter().enumerate() {
        let Some(order) = order else {
            best.push((0, None));
            continue;
        };
        let before =
            (0..at).filter(|other| row[*other].as_ref().is_some_and(|other| other < order));
        let before = before.max_by_key(|other| best[*other].0);
        best.push((before.map_or(0, |other| best[other].0) + 1, before));
    }
    let mut rise = Vec::new();
    let mut at = (0..row.len())
        .filter(|at| best[*at].0 > 0)
        .max_by_key(|at| best[*at].0);
    while let Some(place) = at {
        rise.insert(0, place);
        at = best[place].1;
    }
    rise
}

/// Orders for this many things, with room between them.
fn all_anew(n: usize) -> Vec<(usize, OwnedSpaceChildOrder)> {
    let mut before: Option<OwnedSpaceChildOrder> = None;
    let mut orders = Vec::with_capacity(n);
    for at in 0..n {
        let Some(order) = between(before.as_deref(), None, n - at) else {
            break;
        };
        before = Some(order.clone());
        orders.push((at, order));
    }
    orders
}

/// An order behind one and before another, such that `n` more or less even steps would fit in between; none where nothing fits.
fn between(
    before: Option<&SpaceChildOrder>,
    after: Option<&SpaceChildOrder>,
    n: usize,
) -> Option<OwnedSpaceChildOrder> {
    let before = before
        .map(|order| order.as_str().as_bytes())
        .unwrap_or_default();
    let after = after.map(|order| order.as_str().as_bytes());
    let mut text = Vec::new();
    // Whether `text` is as `after` begins: then what comes has to stay below it.
    let mut is_bound = after.is_some();
    for at in 0..MAX_LENGTH {
        let low = before.get(at).copied();
        let high = match (is_bound, after) {
            (true, Some(after)) => after.get(at).copied()?,
            _ => LAST + 1,
        };
        let floor = low.map_or(FIRST, |low| low + 1);
        if floor < high {
            let step = usize::from(high - floor) / (n + 1);
            let step = u8::try_from(step).unwrap_or(u8::MAX);
            text.push((floor + step).min(high - 1).max(floor));
            // Nothing fits before an order that ends with the first letter.
            if text.last() == Some(&FIRST) {
                text.push(MIDDLE);
            }
            return as_order(text);
        }
        let letter = low.unwrap_or(FIRST);
        is_bound = is_bound && letter == high;
        text.push(letter);
    }
    None
}

fn as_order(text: Vec<u8>) -> Option<OwnedSpaceChildOrder> {
    let text = String::from_utf8(text).ok()?;
    SpaceChildOrder::parse(text).ok()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn order(text: &str) -> Option<OwnedSpaceChildOrder> {
        Some(SpaceChildOrder::parse(text).unwrap())
    }

    fn after_reordering(
        row: &[Option<OwnedSpaceChildOrder>],
        last: usize,
    ) -> Vec<Option<OwnedSpaceChildOrder>> {
        let mut row = row.to_vec();
        for (at, order) in reorder(&row.clone(), last) {
            row[at] = Some(order);
        }
        row
    }

    /// Whether a row sorts as it stands, whatever decides between those without an order.
    fn stands(row: &[Option<OwnedSpaceChildOrder>], last: usize) -> bool {
        let rank = |order: &Option<OwnedSpaceChildOrder>| (order.is_none(), order.clone());
        row.iter().take(last + 1).all(Option::is_some)
            && row
                .windows(2)
                .all(|pair| rank(&pair[0]) < rank(&pair[1]) || pair.iter().all(Option::is_none))
    }

    #[test]
    fn only_what_moved_gets_another_order() {
        let row = [order("a"), order("z"), order("m"), order("q"), None];
        let changed = reorder(&row, 1);
        assert_eq!(changed.len(), 1);
        assert_eq!(changed[0].0, 1);
        let row = [None, None, None];
        assert_eq!(reorder(&row, 0).len(), 1);
    }

    #[test]
    fn where_nothing_fits_all_get_orders() {
        let row = [order("a"), None, order("a ")];
        assert!(stands(&after_reordering(&row, 1), 1));
        let row = [None, order(" ")];
        assert!(stands(&after_reordering(&row, 0), 0));
    }

    proptest! {
        #[test]
        fn a_row_sorts_as_it_stands(
            orders in prop::collection::vec(prop::option::of("[ -~]{0,4}"), 1..30),
            last in 0usize..30,
        ) {
            let row: Vec<_> = orders.iter().map(|text| text.as_deref().and_then(order)).collect();
            let last = last % row.len();
            prop_assert!(stands(&after_reordering(&row, last), last));
        }

        #[test]
        fn there_is_always_room_for_one_more(places in prop::collection::vec(0usize..40, 1..120)) {
            let mut row: Vec<Option<OwnedSpaceChildOrder>> = Vec::new();
            for place in places {
                let place = place.min(row.len());
                row.insert(place, None);
                row = after_reordering(&row, place);
                prop_assert!(stands(&row, row.len() - 1));
            }
        }
    }
}
