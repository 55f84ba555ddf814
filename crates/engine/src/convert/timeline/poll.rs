//! Polls as they stand.

use std::collections::HashSet;

use loggia_protocol::timeline::{Poll, PollAnswer};
use matrix_sdk::ruma::{UserId, events::poll::start::PollKind};
use matrix_sdk_ui::timeline::PollResult;

/// A poll as it stands; votes of a closed kind stay hidden until it is over.
pub fn of(poll: &PollResult, own: &UserId) -> Poll {
    let is_over = poll.end_time.is_some();
    let is_closed_kind = poll.kind != PollKind::Disclosed;
    let is_hidden = is_closed_kind && !is_over;
    let voters: HashSet<_> = poll.votes.values().flatten().collect();
    let answers = poll.answers.iter().map(|answer| {
        let votes = poll.votes.get(&answer.id).map_or(&[][..], Vec::as_slice);
        PollAnswer {
            text: answer.text.clone(),
            n_votes: if is_hidden { 0 } else { count(votes.len()) },
            is_own: votes.iter().any(|user| user == own.as_str()),
        }
    });
    Poll {
        question: poll.question.clone(),
        answers: answers.collect(),
        n_voters: count(voters.len()),
        is_over,
        is_closed_kind,
    }
}

fn count(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}
