//! Confirmation by password, where the server wants one before it does something
//! ([user-interactive authentication](https://spec.matrix.org/v1.19/client-server-api/#user-interactive-authentication-api)).

use std::future::Future;

use loggia_protocol::{
    Failure, FailureKind,
    failure::{Field, Problem},
};
use matrix_sdk::{
    Client, Error,
    ruma::api::client::uiaa::{AuthData, AuthType, MatrixUserIdentifier, Password, UiaaInfo},
};

use crate::failure::{failure_of, internal};

/// Does something that the server may want the password for. It is tried without at first: the server says then what it wants.
///
/// Fails with `Invalid` at the password, and with `Unsupported` where the server wants something else.
pub async fn with_password<T, F>(
    client: &Client,
    password: &str,
    doing: &str,
    attempt: impl Fn(Option<AuthData>) -> F,
) -> Result<T, Failure>
where
    F: Future<Output = Result<T, Error>>,
{
    if password.is_empty() {
        return Err(Failure::invalid(
            Field::CurrentPassword,
            Problem::Empty,
            doing,
        ));
    }
    let refusal = match attempt(None).await {
        Ok(done) => return Ok(done),
        Err(refusal) => refusal,
    };
    let Some(wanted) = refusal.as_uiaa_response() else {
        return Err(refused(&refusal, doing));
    };
    let auth = answer(client, password, wanted)?;
    let outcome = attempt(Some(auth)).await;
    outcome.map_err(|refusal| refused(&refusal, doing))
}

/// What it means that the server did not do something that it may want the password for.
pub fn refused(error: &Error, doing: &str) -> Failure {
    match (error.as_uiaa_response(), error) {
        (Some(answer), _) if answer.auth_error.is_some() => {
            Failure::invalid(Field::CurrentPassword, Problem::Wrong, doing)
        }
        (Some(_), _) => unsupported(doing),
        // Where accounts are managed elsewhere (MSC3861), servers do not know such requests.
        (None, Error::Http(error)) if error.is_endpoint_not_implemented() => unsupported(doing),
        (None, error) => failure_of(error, doing),
    }
}

/// Makes sure that the password is right, by having the server do nothing that it would want the password for.
pub async fn prove(client: &Client, password: &str) -> Result<(), Failure> {
    let doing = "confirm by password";
    with_password(client, password, doing, async |auth| {
        Ok(client.delete_devices(&[], auth).await.map(drop)?)
    })
    .await
}

/// What answers the server with the password, where that is all it wants.
pub fn answer(client: &Client, password: &str, wanted: &UiaaInfo) -> Result<AuthData, Failure> {
    let is_enough = wanted.flows.iter().any(|flow| {
        flow.stages
            .iter()
            .all(|stage| *stage == AuthType::Password || wanted.completed.contains(stage))
    });
    if !is_enough {
        return Err(unsupported("confirm by password"));
    }
    let user = client.user_id().ok_or_else(|| internal("not signed in"))?;
    let identifier = MatrixUserIdentifier::new(user.to_string()).into();
    let mut auth = Password::new(identifier, password.to_owned());
    auth.session.clone_from(&wanted.session);
    Ok(AuthData::Password(auth))
}

fn unsupported(doing: &str) -> Failure {
    let detail = format!("{doing}: the server wants more than the password");
    Failure::new(FailureKind::Unsupported, detail)
}
