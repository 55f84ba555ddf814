//! Signing in with a password. Until the server has said yes nothing is opened and nothing is stored.

use std::time::Duration;

use loggia_protocol::{
    Failure, FailureKind,
    envelope::Goodbye,
    failure::{Field, Problem},
    session::{Account, SessionState, SignIn, SignInAgain},
    storage::Keeping,
};
use matrix_sdk::{
    Client, HttpError,
    authentication::matrix::MatrixSession,
    config::RequestConfig,
    cross_process_lock::CrossProcessLockConfig,
    ruma::{
        OwnedDeviceId, UserId,
        api::{
            MatrixVersion,
            client::{
                session::login::v3::{LoginInfo, Password, Request, Response},
                uiaa::{self, AuthData, EmailUserIdentifier, MatrixUserIdentifier, UserIdentifier},
            },
            error::ErrorKind,
        },
        assign,
    },
};

use super::{
    address::base_url,
    discovery::{check, discover},
    own_keys,
    start::{self, KeySetUp, KeyState},
};
use crate::{
    Engine,
    failure::{OrFailure, failure_of, internal},
    platform::StoredSession,
};

/// How long the server may take over the password. Hashing is slow on purpose, and it may be busy.
const TIME_LIMIT: Duration = Duration::from_secs(30);

/// Signs in with a password.
pub async fn handle_sign_in(engine: Engine, call: SignIn) -> Result<Account, Failure> {
    if engine.session().is_ok() {
        return Err(internal("an account is signed in already"));
    }
    let identifier = identifier(&call.username)?;
    if call.password.is_empty() {
        return Err(Failure::invalid(Field::Password, Problem::Empty, "sign in"));
    }
    let found = discover(engine.platform(), &call.homeserver).await?;
    let whose = Whose::New(call.device_name);
    let response = log_in(&found.url, &identifier, &call.password, whose).await?;
    let stored = StoredSession {
        store: format!("loggia-{}", engine.platform().random_name()),
        homeserver: homeserver_of(&engine, &response, found.url).await,
        session: MatrixSession::from(&response),
    };
    match begin(&engine, &stored).await {
        Ok((account, client)) => {
            engine.state().set(SessionState::SignedIn(account.clone()));
            let password = uiaa::Password::new(identifier, call.password);
            let auth = AuthData::Password(password);
            start::start_key_set_up(&engine, client, Some(auth)).await;
            Ok(account)
        }
        Err(failure) => {
            give_up(&engine, &stored).await;
            Err(failure)
        }
    }
}

/// Signs in again after a soft logout. The running client cannot take other tokens for its own: the next engine does.
pub async fn handle_sign_in_again(engine: Engine, call: SignInAgain) -> Result<(), Failure> {
    if call.password.is_empty() {
        return Err(Failure::invalid(Field::Password, Problem::Empty, "sign in"));
    }
    let platform = engine.platform();
    let Some(mut stored) = platform.load_session().await? else {
        return Err(internal("no session is stored to go on with"));
    };
    let meta = &stored.session.meta;
    let identifier = MatrixUserIdentifier::new(meta.user_id.to_string()).into();
    let whose = Whose::Device(meta.device_id.clone());
    let response = log_in(&stored.homeserver, &identifier, &call.password, whose).await?;
    stored.session = MatrixSession::from(&response);
    platform.save_session(&stored).await?;
    match platform.keeping() {
        Keeping::Lasting => platform.say_goodbye(&Goodbye::SignedInAgain),
        // The next engine would find nothing.
        Keeping::Ephemeral => go_on(&engine, &stored).await?,
    }
    Ok(())
}

/// Goes on within this engine: another client takes over what the one before has in memory.
async fn go_on(engine: &Engine, stored: &StoredSession) -> Result<(), Failure> {
    drop(engine.replace_session(None));
    let client = start::open(engine, stored, KeySetUp::BySdk).await?;
    let account = start::resume(engine, client, stored).await?;
    let account = account.ok_or_else(|| internal("the session's data is gone"))?;
    engine.state().set(SessionState::SignedIn(account));
    Ok(())
}

/// Starts the session, which from here on survives the engine.
async fn begin(engine: &Engine, stored: &StoredSession) -> Result<(Account, Client), Failure> {
    let platform = engine.platform();
    if let Some(old) = platform.load_session().await? {
        // Data that could not be opened at the start; nobody will ask for it again.
        start::wipe_later(engine, &old.store).await?;
    }
    platform.hold_account(&stored.store).await;
    let client = start::open(engine, stored, KeySetUp::BySignIn).await?;
    start::mark(&client, KeyState::Pending).await?;
    platform.save_session(stored).await?;
    start::enter(&client, stored).await?;
    own_keys::are_there(&client).await?;
    let account = start::activate(engine, client.clone(), stored).await?;
    Ok((account, client))
}

/// The server has a session that this side cannot use: its data goes at the next start, at the latest.
async fn give_up(engine: &Engine, stored: &StoredSession) {
    let platform = engine.platform();
    drop(engine.replace_session(None));
    let outcome = async {
        start::wipe_later(engine, &stored.store).await?;
        platform.clear_session(None).await?;
        platform.delete_store(&stored.store).await
    };
    if let Err(failure) = outcome.await {
        tracing::warn!(
            ?failure,
            "a sign-in that failed left data behind until the next start"
        );
    }
}

/// What the user name field means.
fn identifier(username: &str) -> Result<UserIdentifier, Failure> {
    let username = username.trim();
    let problem = |problem| Err(Failure::invalid(Field::Username, problem, "sign in"));
    if username.is_empty() {
        problem(Problem::Empty)
    } else if username.starts_with('@') {
        match UserId::parse(username) {
            Ok(_) => Ok(MatrixUserIdentifier::new(username.to_owned()).into()),
            Err(_) => problem(Problem::Malformed),
        }
    } else if username.contains('@') {
        Ok(EmailUserIdentifier::new(username.to_owned()).into())
    } else if username.contains(char::is_whitespace) {
        problem(Problem::Malformed)
    } else {
        Ok(MatrixUserIdentifier::new(username.to_owned()).into())
    }
}

/// Whose session it will be.
enum Whose {
    /// A new device's, of this name.
    New(String),
    /// This device's, which has had one before.
    Device(OwnedDeviceId),
}

/// Asks the server for a session, with a client that keeps nothing.
async fn log_in(
    url: &str,
    identifier: &UserIdentifier,
    password: &str,
    whose: Whose,
) -> Result<Response, Failure> {
    let client = Client::builder()
        .homeserver_url(url)
        .cross_process_store_config(CrossProcessLockConfig::SingleProcess)
        .server_versions([MatrixVersion::V1_1])
        .build()
        .await
        .or_failure("sign in")?;
    let (initial_device_display_name, device_id) = match whose {
        Whose::New(name) => (Some(name), None),
        Whose::Device(device) => (None, Some(device)),
    };
    let password = Password::new(identifier.clone(), password.to_owned());
    let request = assign!(Request::new(LoginInfo::Password(password)), {
        device_id,
        initial_device_display_name,
        refresh_token: true,
    });
    client
        .send(request)
        .with_request_config(RequestConfig::new().disable_retry().timeout(TIME_LIMIT))
        .await
        .map_err(|error| refusal(&error))
}

/// What the server's refusal means to the form.
fn refusal(error: &HttpError) -> Failure {
    let (field, problem) = match error.client_api_error_kind() {
        Some(ErrorKind::Forbidden) => (Field::Password, Problem::Wrong),
        Some(ErrorKind::UserDeactivated) => (Field::Username, Problem::Deactivated),
        Some(ErrorKind::InvalidUsername | ErrorKind::InvalidParam) => {
            (Field::Username, Problem::Malformed)
        }
        _ => return failure_of(error, "sign in"),
    };
    Failure {
        kind: FailureKind::Invalid(field, problem),
        ..failure_of(error, "sign in")
    }
}

/// The address that the server tells its users to go on with, if it can be used from here.
async fn homeserver_of(engine: &Engine, response: &Response, found: String) -> String {
    let told = response
        .well_known
        .as_ref()
        .and_then(|well_known| base_url(&well_known.homeserver.base_url));
    match told {
        Some(url) if url.as_str().trim_end_matches('/') != found => {
            match check(engine.platform(), &url).await {
                Ok(()) => url.into(),
                Err(_) => found,
            }
        }
        _ => found,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn user_names_are_read_as_meant() {
        let kind = |username| identifier(username).map(|id| id.identifier_type().to_owned());
        assert_eq!(kind("alice").unwrap(), "m.id.user");
        assert_eq!(kind(" @alice:example.org ").unwrap(), "m.id.user");
        assert_eq!(kind("alice@example.org").unwrap(), "m.id.thirdparty");
        let problem = |username| kind(username).unwrap_err().kind;
        let expected = |problem| FailureKind::Invalid(Field::Username, problem);
        assert_eq!(problem(" "), expected(Problem::Empty));
        assert_eq!(problem("@alice"), expected(Problem::Malformed));
        assert_eq!(problem("two words"), expected(Problem::Malformed));
    }
}
