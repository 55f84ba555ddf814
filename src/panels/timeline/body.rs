//! A message's text: builds elements from the typed tree, and parses nothing.

use leptos::prelude::*;
use loggia_protocol::message::{Body, Mention, Node, Tag};

use crate::{
    i18n::{t, t_string, use_i18n},
    routes::Route,
    state::media::avatar_url,
};

/// Longest text that is shown at once, in lines; the rest is a press away.
const MAX_LINES: usize = 40;
/// Longest text that is shown at once, in characters.
const MAX_CHARS: usize = 4_000;
/// Edge of a picture within text, in CSS pixels, where the sender names none.
const INLINE_EDGE: u16 = 24;

/// The text.
#[component]
pub fn BodyView(body: Body) -> impl IntoView {
    let words = use_i18n();
    let is_long = body.plain.len() > MAX_CHARS || body.plain.lines().count() > MAX_LINES;
    let is_open = RwSignal::new(false);
    let toggle = is_long.then(|| {
        view! {
            <button
                class="text__toggle"
                type="button"
                aria-expanded=move || is_open.get().to_string()
                on:click=move |_| is_open.update(|is_open| *is_open = !*is_open)
            >
                {move || match is_open.get() {
                    true => t_string!(words, timeline.show_less),
                    false => t_string!(words, timeline.show_more),
                }}
            </button>
        }
    });
    view! {
        <div
            class="text"
            dir="auto"
            data-emoji=body.is_only_emoji.then_some("true")
            data-folded=move || (is_long && !is_open.get()).then_some("true")
        >
            {nodes(body.nodes)}
        </div>
        {toggle}
    }
}

fn nodes(nodes: Vec<Node>) -> AnyView {
    nodes.into_iter().map(node).collect_view().into_any()
}

fn node(node: Node) -> AnyView {
    match node {
        Node::Text(text) => text.into_any(),
        Node::Break => view! { <br /> }.into_any(),
        Node::Rule => view! { <hr class="text__rule" /> }.into_any(),
        Node::Element(tag, children) => element(tag, children),
        Node::CodeBlock { language, code } => view! {
            <pre class="text__block" data-language=language tabindex="0"><code>{code}</code></pre>
        }
        .into_any(),
        Node::Image {
            source,
            alt,
            width,
            height,
        } => {
            let edge = width.or(height).unwrap_or(INLINE_EDGE);
            let (width, height) = (width.unwrap_or(edge), height.unwrap_or(edge));
            let picture = avatar_url(source, edge);
            (move || match picture.get().ready() {
                Some(url) => view! {
                    <img class="text__image" src=url.clone() alt=alt.clone() width=width height=height />
                }
                .into_any(),
                None => alt.clone().into_any(),
            })
            .into_any()
        }
        Node::Mention(mention) => mention_pill(mention),
    }
}

fn element(tag: Tag, children: Vec<Node>) -> AnyView {
    let children = nodes(children);
    match tag {
        Tag::Paragraph => view! { <p>{children}</p> }.into_any(),
        Tag::Block => view! { <div>{children}</div> }.into_any(),
        Tag::Heading(level) => heading(level, children),
        Tag::Quote => view! { <blockquote class="text__quote">{children}</blockquote> }.into_any(),
        Tag::BulletList => view! { <ul class="text__list">{children}</ul> }.into_any(),
        Tag::NumberedList(start) => {
            view! { <ol class="text__list text__list--numbered" start=start>{children}</ol> }
                .into_any()
        }
        Tag::ListItem => view! { <li>{children}</li> }.into_any(),
        Tag::Strong => view! { <strong>{children}</strong> }.into_any(),
        Tag::Emphasis => view! { <em>{children}</em> }.into_any(),
        Tag::Underline => view! { <u>{children}</u> }.into_any(),
        Tag::Strike => view! { <s>{children}</s> }.into_any(),
        Tag::Superscript => view! { <sup>{children}</sup> }.into_any(),
        Tag::Subscript => view! { <sub>{children}</sub> }.into_any(),
        Tag::Code => view! { <code class="text__code">{children}</code> }.into_any(),
        Tag::Link(url) => link(url, children),
        Tag::Colour { text, background } => colour(text, background, children),
        Tag::Spoiler(reason) => view! { <Spoiler reason children=children /> }.into_any(),
        Tag::Details => view! { <details class="text__details">{children}</details> }.into_any(),
        Tag::Summary => view! { <summary>{children}</summary> }.into_any(),
        other => table(other, children),
    }
}

fn table(tag: Tag, children: AnyView) -> AnyView {
    match tag {
        Tag::Table => {
            view! { <div class="text__table" tabindex="0"><table>{children}</table></div> }
                .into_any()
        }
        Tag::Caption => view! { <caption>{children}</caption> }.into_any(),
        Tag::TableHead => view! { <thead>{children}</thead> }.into_any(),
        Tag::TableBody => view! { <tbody>{children}</tbody> }.into_any(),
        Tag::TableRow => view! { <tr>{children}</tr> }.into_any(),
        Tag::HeaderCell => view! { <th>{children}</th> }.into_any(),
        Tag::Cell => view! { <td>{children}</td> }.into_any(),
        _ => children,
    }
}

/// A message's headings are below the room's name.
fn heading(level: u8, children: AnyView) -> AnyView {
    let level = level.clamp(1, 6);
    view! {
        <div class="text__heading" role="heading" prop:ariaLevel=(level + 1).to_string() data-level=level.to_string()>
            {children}
        </div>
    }
    .into_any()
}

fn link(url: String, children: AnyView) -> AnyView {
    // The address is said where the words may pretend another.
    view! {
        <a class="text__link" href=url.clone() title=url target="_blank" rel="noopener noreferrer">
            {children}
        </a>
    }
    .into_any()
}

fn colour(text: Option<u32>, background: Option<u32>, children: AnyView) -> AnyView {
    let css = |colour: Option<u32>| colour.map(|colour| format!("#{colour:06x}"));
    view! {
        <span class="text__colour" style:color=css(text) style:background-color=css(background)>
            {children}
        </span>
    }
    .into_any()
}

/// Text that is hidden until the reader asks for it.
#[component]
fn Spoiler(reason: Option<String>, children: AnyView) -> impl IntoView {
    let words = use_i18n();
    let is_open = RwSignal::new(false);
    let label = move || match &reason {
        Some(reason) => {
            t_string!(words, timeline.spoiler_reason, reason = reason.clone()).to_string()
        }
        None => t_string!(words, timeline.spoiler).to_owned(),
    };
    let open = move || is_open.update(|is_open| *is_open = !*is_open);
    view! {
        <span
            class="text__spoiler"
            role="button"
            tabindex="0"
            aria-label=label
            aria-expanded=move || is_open.get().to_string()
            on:click=move |_| open()
            on:keydown=move |event| {
                if matches!(event.key().as_str(), "Enter" | " ") {
                    event.prevent_default();
                    open();
                }
            }
        >
            <span class="text__hidden">{children}</span>
        </span>
    }
}

fn mention_pill(mention: Mention) -> AnyView {
    match mention {
        Mention::User { user, name, is_own } => view! {
            <bdi class="pill" title=user.0 data-own=is_own.then_some("true")>{name}</bdi>
        }
        .into_any(),
        Mention::Room { room, event, name } => {
            let route = Route::Room {
                address: room,
                event: event.map(loggia_protocol::ids::EventId),
                panel: None,
                via: Vec::new(),
            };
            view! { <a class="pill" href=route.fragment()><bdi>{name}</bdi></a> }.into_any()
        }
        Mention::Everyone => view! { <Everyone /> }.into_any(),
    }
}

#[component]
fn Everyone() -> impl IntoView {
    let words = use_i18n();
    view! { <span class="pill" data-own="true">{t!(words, timeline.everyone)}</span> }
}
