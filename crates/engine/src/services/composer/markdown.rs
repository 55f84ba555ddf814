//! What is typed becomes what is sent: Markdown to HTML. HTML that is typed stays text.

use matrix_sdk::ruma::OwnedUserId;
use pulldown_cmark::{CowStr, Event, LinkType, Options, Parser, Tag, TagEnd, html};

use super::mentions;

/// The HTML of a text, or nothing where the text says it all by itself.
pub fn to_html(text: &str, mentioned: &[OwnedUserId]) -> Option<String> {
    let options = Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH;
    let events: Vec<_> = Parser::new_ext(text, options).flat_map(disarm).collect();
    let events = link_mentions(events, mentioned);
    if is_plain(&events, text) {
        return None;
    }
    let is_inline = is_one_paragraph(&events);
    let mut markup = String::with_capacity(text.len() * 2);
    html::push_html(&mut markup, events.into_iter());
    let markup = markup.trim_end();
    let inner = markup
        .strip_prefix("<p>")
        .and_then(|rest| rest.strip_suffix("</p>"));
    Some(match inner {
        Some(inner) if is_inline => inner.to_owned(),
        _ => markup.to_owned(),
    })
}

/// Makes text of typed HTML, and a forced line of each line that was typed.
fn disarm(event: Event<'_>) -> Vec<Event<'_>> {
    match event {
        Event::SoftBreak => vec![Event::HardBreak],
        Event::Html(line) => match line.strip_suffix('\n') {
            Some(text) => vec![Event::Text(text.to_owned().into()), Event::HardBreak],
            None => vec![Event::Text(line)],
        },
        Event::InlineHtml(text) => vec![Event::Text(text)],
        Event::Start(Tag::HtmlBlock) => vec![Event::Start(Tag::Paragraph)],
        Event::End(TagEnd::HtmlBlock) => vec![Event::End(TagEnd::Paragraph)],
        event => vec![event],
    }
}

/// Makes links of mentioned people's Matrix IDs, outside of code and links.
fn link_mentions<'a>(events: Vec<Event<'a>>, mentioned: &[OwnedUserId]) -> Vec<Event<'a>> {
    if mentioned.is_empty() {
        return events;
    }
    let mut n_verbatim = 0usize;
    let mut linked = Vec::with_capacity(events.len());
    for event in events {
        match &event {
            Event::Start(Tag::CodeBlock(_) | Tag::Link { .. }) => n_verbatim += 1,
            Event::End(TagEnd::CodeBlock | TagEnd::Link) => {
                n_verbatim = n_verbatim.saturating_sub(1);
            }
            Event::Text(text) if n_verbatim == 0 => {
                push_mentions(&mut linked, text, mentioned);
                continue;
            }
            _ => {}
        }
        linked.push(event);
    }
    linked
}

fn push_mentions<'a>(events: &mut Vec<Event<'a>>, text: &str, mentioned: &[OwnedUserId]) {
    let mut rest = 0;
    for (range, user) in mentions::in_text(text) {
        if !mentioned.contains(&user) {
            continue;
        }
        push_text(events, &text[rest..range.start]);
        events.push(Event::Start(Tag::Link {
            link_type: LinkType::Inline,
            dest_url: user.matrix_to_uri().to_string().into(),
            title: CowStr::Borrowed(""),
            id: CowStr::Borrowed(""),
        }));
        push_text(events, &text[range.clone()]);
        events.push(Event::End(TagEnd::Link));
        rest = range.end;
    }
    push_text(events, &text[rest..]);
}

fn push_text(events: &mut Vec<Event<'_>>, text: &str) {
    if !text.is_empty() {
        events.push(Event::Text(text.to_owned().into()));
    }
}

fn is_one_paragraph(events: &[Event<'_>]) -> bool {
    let is_start = |event: &&Event<'_>| matches!(event, Event::Start(Tag::Paragraph));
    matches!(events.first(), Some(Event::Start(Tag::Paragraph)))
        && matches!(events.last(), Some(Event::End(TagEnd::Paragraph)))
        && events.iter().filter(is_start).count() == 1
}

/// Whether the events say nothing that the text does not.
fn is_plain(events: &[Event<'_>], text: &str) -> bool {
    if events.is_empty() {
        return true;
    }
    if !is_one_paragraph(events) {
        return false;
    }
    let mut said = String::with_capacity(text.len());
    for event in &events[1..events.len() - 1] {
        match event {
            Event::Text(text) => said.push_str(text),
            Event::HardBreak => said.push('\n'),
            _ => return false,
        }
    }
    said.trim_end() == text.trim_end()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: Option<&str>) {
        assert_eq!(to_html(text, &[]).as_deref(), expected, "{text:?}");
    }

    #[test]
    fn plain_text_needs_no_html() {
        check("hello", None);
        check("two\nlines", None);
        check("5 < 6 & 7 > 2", None);
        check("<b>not bold</b>", None);
        check("<script>alert(1)</script>", None);
    }

    #[test]
    fn markdown_becomes_html() {
        check("**bold**", Some("<strong>bold</strong>"));
        check("a\n\nb", Some("<p>a</p>\n<p>b</p>"));
        check("*a*\nb", Some("<em>a</em><br />\nb"));
        check("~~gone~~", Some("<del>gone</del>"));
        check("`<b>`", Some("<code>&lt;b&gt;</code>"));
    }

    #[test]
    fn typed_html_stays_text() {
        check(
            "**a** <img src=x onerror=y>",
            Some("<strong>a</strong> &lt;img src=x onerror=y&gt;"),
        );
        let html = to_html("# a\n\n<div onclick=x>\nb\n</div>\n", &[]).unwrap();
        assert!(
            !html.contains("<div") && html.contains("&lt;div onclick=x&gt;"),
            "{html}"
        );
    }

    #[test]
    fn mentioned_people_become_links() {
        let bob = OwnedUserId::try_from("@bob:example.org").unwrap();
        let html = to_html("hi @bob:example.org, see `@bob:example.org`", &[bob]).unwrap();
        let link = "<a href=\"https://matrix.to/#/@bob:example.org\">@bob:example.org</a>";
        assert_eq!(
            html,
            format!("hi {link}, see <code>@bob:example.org</code>")
        );
    }
}
