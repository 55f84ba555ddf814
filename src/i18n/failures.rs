//! THE place where failures become words.

use loggia_protocol::{
    Failure, FailureKind,
    failure::{Field, KeyProblem, Problem, Refusal},
};

use super::{Words, file_size, t_string};

/// What a failure means to the reader, and what to do next.
pub fn failure_text(words: Words, failure: &Failure) -> String {
    match &failure.kind {
        FailureKind::Offline => t_string!(words, failures.offline).to_owned(),
        FailureKind::RateLimited { seconds: None } => {
            t_string!(words, failures.rate_limited).to_owned()
        }
        FailureKind::RateLimited {
            seconds: Some(seconds),
        } => {
            let seconds = *seconds;
            t_string!(words, failures.rate_limited_seconds, count = seconds).to_string()
        }
        FailureKind::Forbidden { needed_level: None } => {
            t_string!(words, failures.forbidden).to_owned()
        }
        FailureKind::Forbidden {
            needed_level: Some(level),
        } => t_string!(words, failures.forbidden_level, level = level.to_string()).to_string(),
        FailureKind::Refused(refusal) => refusal_text(words, refusal).to_owned(),
        FailureKind::NotFound => t_string!(words, failures.not_found).to_owned(),
        FailureKind::Invalid(field, problem) => field_text(words, *field, problem),
        FailureKind::NeedsAuth => t_string!(words, failures.needs_auth).to_owned(),
        FailureKind::Encryption(problem) => key_text(words, *problem).to_owned(),
        FailureKind::TooLarge { limit: None } => t_string!(words, failures.too_large).to_owned(),
        FailureKind::TooLarge { limit: Some(limit) } => {
            let limit = file_size(words, *limit);
            t_string!(words, failures.too_large_limit, limit).to_string()
        }
        FailureKind::StorageFull => t_string!(words, failures.storage_full).to_owned(),
        FailureKind::Unsupported => t_string!(words, failures.unsupported).to_owned(),
        FailureKind::Cancelled => t_string!(words, failures.cancelled).to_owned(),
        FailureKind::EngineLost => t_string!(words, failures.engine_lost).to_owned(),
        FailureKind::Internal => t_string!(words, failures.internal).to_owned(),
    }
}

/// Why the server serves the account no more, or only in part, and what to do.
pub fn refusal_text(words: Words, refusal: &Refusal) -> &'static str {
    match refusal {
        Refusal::AccountLocked => t_string!(words, failures.account_locked),
        Refusal::AccountSuspended => t_string!(words, failures.account_suspended),
        Refusal::ResourceLimit { .. } => t_string!(words, failures.resource_limit),
        Refusal::ConsentNeeded { .. } => t_string!(words, failures.consent_needed),
    }
}

/// What is wrong with a field, where the failure is about that field.
pub fn field_problem(words: Words, failure: &Failure, field: Field) -> Option<String> {
    match &failure.kind {
        FailureKind::Invalid(at, problem) if *at == field => {
            Some(field_text(words, field, problem))
        }
        _ => None,
    }
}

fn key_text(words: Words, problem: KeyProblem) -> &'static str {
    match problem {
        KeyProblem::NoBackup => t_string!(words, failures.no_backup),
        KeyProblem::Mismatch => t_string!(words, failures.key_mismatch),
        KeyProblem::UntrustedRecipient => t_string!(words, failures.untrusted_recipient),
        KeyProblem::Other => t_string!(words, failures.encryption),
    }
}

fn field_text(words: Words, field: Field, problem: &Problem) -> String {
    match field {
        Field::Homeserver => homeserver_text(words, problem),
        Field::Username => username_text(words, problem).to_owned(),
        Field::Password => password_text(words, problem).to_owned(),
        Field::CurrentPassword => current_password_text(words, problem).to_owned(),
        Field::NewPassword => new_password_text(words, problem).to_owned(),
        Field::DisplayName | Field::SessionName => name_text(words, problem).to_owned(),
        Field::Picture => picture_text(words, problem).to_owned(),
        Field::RecoveryKey => recovery_key_text(words, problem).to_owned(),
        Field::Message => message_text(words, problem).to_owned(),
        Field::File => file_text(words, problem).to_owned(),
        Field::RoomName => match problem {
            Problem::Empty => t_string!(words, failures.room_name_empty).to_owned(),
            _ => name_text(words, problem).to_owned(),
        },
        Field::RoomTopic => t_string!(words, failures.topic_too_long).to_owned(),
        Field::RoomAddress => address_text(words, problem).to_owned(),
        Field::Person => person_text(words, problem),
    }
}

fn homeserver_text(words: Words, problem: &Problem) -> String {
    match problem {
        Problem::Empty => t_string!(words, failures.homeserver_empty).to_owned(),
        Problem::NoServer => t_string!(words, failures.homeserver_no_server).to_owned(),
        Problem::NotMatrix => t_string!(words, failures.homeserver_not_matrix).to_owned(),
        Problem::TooOld(version) => {
            let version = version.clone();
            t_string!(words, failures.homeserver_too_old, version).to_string()
        }
        Problem::Blocked => t_string!(words, failures.homeserver_blocked).to_owned(),
        Problem::BadWellKnown => t_string!(words, failures.homeserver_bad_well_known).to_owned(),
        _ => t_string!(words, failures.homeserver_malformed).to_owned(),
    }
}

fn username_text(words: Words, problem: &Problem) -> &'static str {
    match problem {
        Problem::Empty => t_string!(words, failures.username_empty),
        Problem::Deactivated => t_string!(words, failures.username_deactivated),
        _ => t_string!(words, failures.username_malformed),
    }
}

fn password_text(words: Words, problem: &Problem) -> &'static str {
    match problem {
        Problem::Empty => t_string!(words, failures.password_empty),
        Problem::Wrong => t_string!(words, failures.password_wrong),
        _ => t_string!(words, failures.invalid),
    }
}

fn current_password_text(words: Words, problem: &Problem) -> &'static str {
    match problem {
        Problem::Empty => t_string!(words, failures.password_empty),
        Problem::Wrong => t_string!(words, failures.current_password_wrong),
        _ => t_string!(words, failures.invalid),
    }
}

fn new_password_text(words: Words, problem: &Problem) -> &'static str {
    match problem {
        Problem::Empty => t_string!(words, failures.new_password_empty),
        Problem::Weak => t_string!(words, failures.new_password_weak),
        _ => t_string!(words, failures.invalid),
    }
}

fn name_text(words: Words, problem: &Problem) -> &'static str {
    match problem {
        Problem::Empty => t_string!(words, failures.name_empty),
        Problem::TooLong => t_string!(words, failures.name_too_long),
        _ => t_string!(words, failures.invalid),
    }
}

fn picture_text(words: Words, problem: &Problem) -> &'static str {
    match problem {
        Problem::Malformed => t_string!(words, failures.picture_unknown),
        _ => file_text(words, problem),
    }
}

fn recovery_key_text(words: Words, problem: &Problem) -> &'static str {
    match problem {
        Problem::Empty => t_string!(words, failures.recovery_key_empty),
        Problem::Wrong => t_string!(words, failures.recovery_key_wrong),
        _ => t_string!(words, failures.recovery_key_malformed),
    }
}

fn file_text(words: Words, problem: &Problem) -> &'static str {
    match problem {
        Problem::Empty => t_string!(words, failures.file_empty),
        Problem::Unreadable => t_string!(words, failures.file_unreadable),
        _ => t_string!(words, failures.invalid),
    }
}

fn message_text(words: Words, problem: &Problem) -> &'static str {
    match problem {
        Problem::Empty => t_string!(words, failures.message_empty),
        Problem::TooLong => t_string!(words, failures.message_too_long),
        _ => t_string!(words, failures.invalid),
    }
}

fn address_text(words: Words, problem: &Problem) -> &'static str {
    match problem {
        Problem::Empty => t_string!(words, failures.address_empty),
        Problem::TooLong => t_string!(words, failures.address_too_long),
        Problem::Taken => t_string!(words, failures.address_taken),
        _ => t_string!(words, failures.address_malformed),
    }
}

fn person_text(words: Words, problem: &Problem) -> String {
    let text = match problem {
        Problem::Empty => t_string!(words, failures.person_empty),
        Problem::TooLong => t_string!(words, failures.people_too_many),
        Problem::Taken => t_string!(words, failures.person_taken),
        Problem::Unknown => t_string!(words, failures.person_unknown),
        Problem::Banned => t_string!(words, failures.person_banned),
        Problem::Refusing => t_string!(words, failures.person_refusing),
        Problem::TooOld(version) => {
            let version = version.clone();
            return t_string!(words, failures.person_too_old, version).to_string();
        }
        _ => t_string!(words, failures.person_malformed),
    };
    text.to_owned()
}
