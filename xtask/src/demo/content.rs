//! What lines look like as events of Matrix.

use serde_json::{Value, json};

use super::{
    people,
    script::{Line, Poll, What},
};

/// A file that the homeserver has stored.
pub struct Stored {
    pub uri: String,
    pub n_bytes: usize,
    /// Width and height, of an image.
    pub pixels: Option<(u32, u32)>,
}

/// The type and the content of a line's event. `stored` is the line's file, `answered` the event that it answers.
pub fn of_line(
    line: &Line,
    stored: Option<&Stored>,
    answered: Option<&str>,
    user_id: impl Fn(&str) -> String,
) -> (&'static str, Value) {
    if let What::Poll(poll) = &line.what {
        return ("org.matrix.msc3381.poll.start", poll_start(poll));
    }
    let mut content = match &line.what {
        What::Text(text) => json!({ "msgtype": "m.text", "body": text }),
        What::Rich { body, html } => formatted(body, html),
        What::Picture { file, .. } => of_file("m.image", file, "image/png", stored),
        What::File {
            file, media_type, ..
        } => of_file("m.file", file, media_type, stored),
        What::Poll(_) => json!({}),
    };
    if let (What::Text(text), false) = (&line.what, line.mentions.is_empty()) {
        content = formatted(text, &with_pills(text, line.mentions, &user_id));
        let ids: Vec<String> = line.mentions.iter().map(|name| user_id(name)).collect();
        content["m.mentions"] = json!({ "user_ids": ids });
    }
    if let Some(event) = answered {
        content["m.relates_to"] = json!({ "m.in_reply_to": { "event_id": event } });
    }
    ("m.room.message", content)
}

/// A later text for a line.
pub fn edit(event: &str, text: &str) -> Value {
    json!({
        "msgtype": "m.text",
        "body": format!("* {text}"),
        "m.new_content": { "msgtype": "m.text", "body": text },
        "m.relates_to": { "rel_type": "m.replace", "event_id": event },
    })
}

/// A sign under a line.
pub fn reaction(event: &str, sign: &str) -> Value {
    json!({ "m.relates_to": { "rel_type": "m.annotation", "event_id": event, "key": sign } })
}

/// A vote for the answer of this index.
pub fn vote(event: &str, answer: usize) -> (&'static str, Value) {
    let content = json!({
        "m.relates_to": { "rel_type": "m.reference", "event_id": event },
        "org.matrix.msc3381.poll.response": { "answers": [answer_id(answer)] },
    });
    ("org.matrix.msc3381.poll.response", content)
}

/// The end of a poll.
pub fn poll_end(event: &str) -> (&'static str, Value) {
    let content = json!({
        "m.relates_to": { "rel_type": "m.reference", "event_id": event },
        "org.matrix.msc1767.text": "The poll is closed.",
        "org.matrix.msc3381.poll.end": {},
    });
    ("org.matrix.msc3381.poll.end", content)
}

fn poll_start(poll: &Poll) -> Value {
    let answers: Vec<Value> = poll
        .answers
        .iter()
        .enumerate()
        .map(|(index, text)| json!({ "id": answer_id(index), "org.matrix.msc1767.text": text }))
        .collect();
    let numbered = (1..).zip(poll.answers);
    let fallback = numbered.fold(poll.question.to_owned(), |text, (number, answer)| {
        format!("{text}\n{number}. {answer}")
    });
    json!({
        "org.matrix.msc1767.text": fallback,
        "org.matrix.msc3381.poll.start": {
            "kind": "org.matrix.msc3381.poll.disclosed",
            "max_selections": 1,
            "question": { "msgtype": "m.text", "body": poll.question, "org.matrix.msc1767.text": poll.question },
            "answers": answers,
        },
    })
}

fn answer_id(index: usize) -> String {
    format!("answer-{index}")
}

fn formatted(body: &str, html: &str) -> Value {
    json!({ "msgtype": "m.text", "body": body, "format": "org.matrix.custom.html", "formatted_body": html })
}

fn of_file(kind: &str, name: &str, media_type: &str, stored: Option<&Stored>) -> Value {
    let mut content = json!({ "msgtype": kind, "body": name, "filename": name, "info": { "mimetype": media_type } });
    if let Some(stored) = stored {
        content["url"] = json!(stored.uri);
        content["info"]["size"] = json!(stored.n_bytes);
        if let Some((width, height)) = stored.pixels {
            content["info"]["w"] = json!(width);
            content["info"]["h"] = json!(height);
        }
    }
    content
}

/// The text as HTML, with the first names of people as links to them.
fn with_pills(text: &str, mentioned: &[&str], user_id: impl Fn(&str) -> String) -> String {
    let html = text
        .replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;");
    mentioned.iter().fold(html, |html, name| {
        let first_name = people::find(name).first_name();
        let link = format!(
            "<a href=\"https://matrix.to/#/{}\">{first_name}</a>",
            user_id(name)
        );
        html.replacen(first_name, &link, 1)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::demo::{people::ALICE, script};

    #[test]
    fn a_mention_is_a_link_and_the_rest_is_text() {
        let html = with_pills("Alice & <Alice>", &[ALICE], |name| format!("@{name}:x"));
        let link = "<a href=\"https://matrix.to/#/@alice:x\">Alice</a>";
        assert_eq!(html, format!("{link} &amp; &lt;Alice&gt;"));
    }

    #[test]
    fn an_answer_names_what_it_answers() {
        let rooms = script::rooms();
        let line = rooms
            .iter()
            .flat_map(script::Room::lines)
            .find(|line| line.answers.is_some());
        let line = line.expect("someone answers");
        let (kind, content) = of_line(line, None, Some("$a"), str::to_owned);
        assert_eq!(kind, "m.room.message");
        assert_eq!(content["m.relates_to"]["m.in_reply_to"]["event_id"], "$a");
    }
}
