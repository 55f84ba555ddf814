//! The figures: what they are called, what we want them to be, and what came of it.

use std::fmt::Write as _;

use super::Run;

/// How a figure is written.
#[derive(Clone, Copy)]
enum Unit {
    Milliseconds,
    Megabytes,
    Count,
}

/// Something that is measured once in every run.
pub struct Figure {
    /// Its name in what a run leaves.
    key: &'static str,
    words: &'static str,
    unit: Unit,
    /// The most that we want it to be, where we want something.
    target: Option<f64>,
}

const fn ms(key: &'static str, words: &'static str, target: f64) -> Figure {
    Figure {
        key,
        words,
        unit: Unit::Milliseconds,
        target: Some(target),
    }
}

const fn count(key: &'static str, words: &'static str, target: Option<f64>) -> Figure {
    Figure {
        key,
        words,
        unit: Unit::Count,
        target,
    }
}

const fn megabytes(key: &'static str, words: &'static str, target: f64) -> Figure {
    Figure {
        key,
        words,
        unit: Unit::Megabytes,
        target: Some(target),
    }
}

/// A frame of a usual screen.
const FRAME_MS: f64 = 1000.0 / 60.0;

/// What the issue of the figures asks for.
pub const USUAL: [Figure; 22] = [
    ms("login_ready", "navigation → sign-in usable", 600.0),
    ms("sign_in_rooms", "sign-in → 20 rooms", 1500.0),
    ms("return_rooms", "return visit → rooms", 400.0),
    ms("return_message", "return visit → newest message", 600.0),
    Figure {
        target: None,
        ..ms("return_synced", "return visit → synced", 0.0)
    },
    ms("switch_first_median", "room, first visit: median", 40.0),
    ms("switch_first_p95", "room, first visit: p95", 80.0),
    ms("switch_again_median", "room, second visit: median", 40.0),
    ms("switch_again_p95", "room, second visit: p95", 80.0),
    ms("big_room_open", "big room, first visit", 80.0),
    ms("scroll", "1,000 messages back", 4000.0),
    count("scroll_long_tasks", "  tasks over 50 ms", Some(0.0)),
    ms("scroll_long_task_time", "  time in them", 0.0),
    count("scroll_dropped_frames", "  dropped frames", None),
    ms("echo_median", "Enter → echo: median", FRAME_MS),
    ms("echo_p95", "Enter → echo: p95", FRAME_MS),
    Figure {
        target: None,
        ..ms("acknowledged_median", "Enter → acknowledged: median", 0.0)
    },
    Figure {
        target: None,
        ..ms("acknowledged_p95", "Enter → acknowledged: p95", 0.0)
    },
    megabytes("memory_signed_in", "memory after the sign-in", 200.0),
    megabytes("memory_end", "memory after rooms and scrolling", 200.0),
    megabytes("memory_return", "memory after the return visit", 200.0),
    count("nodes", "most nodes in the document", Some(1999.0)),
];

/// What somebody sees who is in 5,000 rooms.
pub const MANY_ROOMS: [Figure; 9] = [
    Figure {
        target: None,
        ..ms("sign_in_rooms", "sign-in → 20 rooms", 0.0)
    },
    Figure {
        target: None,
        ..ms("sign_in_all", "sign-in → all rooms", 0.0)
    },
    ms("return_rooms", "return visit → rooms", 2000.0),
    ms("return_search", "return visit, search → room found", 100.0),
    ms(
        "scroll_frame",
        "scrolling the list: mean frame",
        1000.0 / 55.0,
    ),
    count("scroll_long_tasks", "  tasks over 50 ms", Some(0.0)),
    megabytes("memory_signed_in", "memory after the sign-in", 400.0),
    megabytes("memory_return", "memory after the return visit", 400.0),
    count("nodes", "most nodes in the document", Some(1999.0)),
];

const NOTE: &str = "\
Times begin where the browser has them begin: at the navigation, the click, the key; they end with the frame that shows it.
Memory is the proportional set size of the renderer processes: page and worker with their code and heaps.
";

/// All figures with medians, ranges and targets.
pub fn table(figures: &[Figure], runs: &[Run]) -> String {
    let mut text = format!(
        "  {:32} {:>9} {:>21} {:>10}\n",
        "", "median", "range", "target"
    );
    for figure in figures {
        let mut values: Vec<f64> = runs
            .iter()
            .filter_map(|run| run.get(figure.key)?.as_f64())
            .collect();
        values.sort_by(f64::total_cmp);
        writeln!(text, "{}", row(figure, &values)).expect("a string takes all");
    }
    text + NOTE
}

/// A line of the table. `values` are sorted.
fn row(figure: &Figure, values: &[f64]) -> String {
    let show = |value: f64| match figure.unit {
        Unit::Milliseconds => format!("{value:.0} ms"),
        Unit::Megabytes => format!("{value:.0} MB"),
        Unit::Count => format!("{value:.0}"),
    };
    let (Some(median), Some(least), Some(most)) = (median(values), values.first(), values.last())
    else {
        return format!("✗ {:32} was not measured", figure.words);
    };
    let mark = match figure.target {
        Some(target) if median > target => "✗",
        Some(_) => "✓",
        None => " ",
    };
    let range = format!("{} – {}", show(*least), show(*most));
    let target = figure.target.map(show).unwrap_or_default();
    let line = format!(
        "{mark} {:32} {:>9} {range:>21} {target:>10}",
        figure.words,
        show(median)
    );
    line.trim_end().to_owned()
}

/// The middle of sorted values.
fn median(values: &[f64]) -> Option<f64> {
    let middle = values.len() / 2;
    let upper = *values.get(middle)?;
    Some(if values.len().is_multiple_of(2) {
        f64::midpoint(values[middle - 1], upper)
    } else {
        upper
    })
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn runs(values: &[f64]) -> Vec<Run> {
        let run = |value: &f64| json!({ "login_ready": value }).as_object().unwrap().clone();
        values.iter().map(run).collect()
    }

    #[test]
    fn a_figure_is_the_median_of_its_runs() {
        for (values, expected) in [
            (&[3.0][..], 3.0),
            (&[1.0, 2.0, 9.0], 2.0),
            (&[1.0, 3.0], 2.0),
        ] {
            assert_eq!(median(values), Some(expected));
        }
        assert_eq!(median(&[]), None);
    }

    #[test]
    fn a_missed_target_is_marked_and_so_is_what_was_not_measured() {
        let good = table(&USUAL, &runs(&[700.0, 500.4, 550.0]));
        let line = good.lines().nth(1).unwrap();
        assert!(line.starts_with("✓ navigation → sign-in usable"), "{line}");
        assert!(
            line.contains("550 ms") && line.contains("500 ms – 700 ms"),
            "{line}"
        );
        assert!(table(&USUAL, &runs(&[601.0])).contains("✗ navigation"));
        let missing = good.lines().nth(2).unwrap();
        assert!(missing.starts_with("✗ sign-in → 20 rooms"), "{missing}");
        assert!(missing.ends_with("was not measured"), "{missing}");
    }
}
