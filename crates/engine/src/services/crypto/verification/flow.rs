//! One verification: takes the steps that need nobody's decision, and says how far it is.

use std::sync::{
    Arc, Mutex, MutexGuard,
    atomic::{AtomicBool, Ordering},
};

use eyeball::SharedObservable;
use futures_util::{Stream, StreamExt, pin_mut, stream};
use loggia_protocol::{
    Failure,
    crypto::{Verification, VerificationStage},
    ids::DeviceId,
};
use matrix_sdk::{
    encryption::verification::{
        AcceptSettings, SasState, SasVerification, Verification as SdkVerification,
        VerificationRequest, VerificationRequestState,
    },
    ruma::events::key::verification::ShortAuthenticationString,
};
use matrix_sdk_base::crypto::DeviceData;

use crate::{
    convert::{crypto as convert, ids},
    failure::OrFailure,
};

/// A verification.
pub(super) struct Flow {
    /// The SDK's part until both sides agreed to verify.
    pub request: VerificationRequest,
    known: Mutex<Known>,
    is_called_off: AtomicBool,
}

/// What is learnt on the way.
#[derive(Default)]
struct Known {
    comparison: Option<SasVerification>,
    device: Option<(DeviceId, Option<String>)>,
}

impl Flow {
    /// A verification that was just asked for, here or there.
    pub fn new(request: VerificationRequest) -> Self {
        Self {
            request,
            known: Mutex::default(),
            is_called_off: AtomicBool::new(false),
        }
    }

    /// The flow's id, the same on both sides.
    pub fn id(&self) -> &str {
        self.request.flow_id()
    }

    /// The comparison of emoji, once it has begun.
    pub fn comparison(&self) -> Option<SasVerification> {
        self.known().comparison.clone()
    }

    /// Whether nothing follows any more.
    pub fn has_ended(&self) -> bool {
        is_end(&self.stage())
    }

    /// Calls it off because somebody here wants it. Cannot fail: the other side may only learn of it late.
    pub async fn call_off(&self) {
        self.is_called_off.store(true, Ordering::Relaxed);
        self.cancel().await;
    }

    /// Calls it off because it cannot go on.
    pub async fn cancel(&self) {
        let outcome = match self.comparison() {
            Some(comparison) => comparison.cancel().await,
            None => self.request.cancel().await,
        };
        if let Err(error) = outcome {
            tracing::warn!(%error, "the other side does not know that a verification was called off");
        }
    }

    fn stage(&self) -> VerificationStage {
        let comparison = self.comparison().map(|comparison| comparison.state());
        let is_called_off = self.is_called_off.load(Ordering::Relaxed);
        convert::stage(&self.request.state(), comparison.as_ref(), is_called_off)
    }

    fn describe(&self) -> Verification {
        let (device, device_name) = match self.known().device.clone() {
            Some((device, name)) => (Some(device), name),
            None => (None, None),
        };
        Verification {
            flow: self.id().to_owned(),
            user: ids::wire_user(self.request.other_user_id()),
            device,
            device_name,
            is_incoming: !self.request.we_started(),
            stage: self.stage(),
        }
    }

    /// Takes in what the request's state tells; the comparison if that is a new one.
    fn learn(&self, state: VerificationRequestState) -> Option<SasVerification> {
        use VerificationRequestState as State;
        let mut known = self.known();
        match state {
            State::Requested {
                other_device_data: device,
                ..
            }
            | State::Ready {
                other_device_data: device,
                ..
            } => known.device = Some(wire_device(&device)),
            State::Transitioned {
                verification: SdkVerification::SasV1(comparison),
            } => {
                known.device = Some(wire_device(comparison.other_device()));
                known.comparison = Some(comparison.clone());
                return Some(comparison);
            }
            _ => {}
        }
        None
    }

    /// Does what is next, if that is not for a person to decide.
    async fn advance(&self) -> Result<(), Failure> {
        match self.comparison() {
            Some(comparison) => match comparison.state() {
                // Whoever did not begin the comparison has to agree to it.
                SasState::Started { .. } if comparison.supports_emoji() => {
                    let emoji = vec![ShortAuthenticationString::Emoji];
                    let settings = AcceptSettings::with_allowed_methods(emoji);
                    let accepted = comparison.accept_with_settings(settings).await;
                    accepted.or_failure("agree to compare emoji")?;
                }
                // The other side knows only numbers.
                SasState::Started { .. } | SasState::KeysExchanged { emojis: None, .. } => {
                    self.cancel().await;
                }
                _ => {}
            },
            // Whoever asked begins. Should the other side begin as well, the SDK decides for one of the two.
            None if self.request.is_ready() && self.request.we_started() => {
                let begun = self.request.start_sas().await;
                if begun.or_failure("begin to compare emoji")?.is_none() {
                    self.cancel().await;
                }
            }
            None => {}
        }
        Ok(())
    }

    fn known(&self) -> MutexGuard<'_, Known> {
        self.known.lock().expect("no holder panics")
    }
}

/// Follows a flow to its end.
pub(super) async fn follow(flow: Arc<Flow>, shown: SharedObservable<Option<Verification>>) {
    let requests = flow.request.changes();
    pin_mut!(requests);
    let mut comparisons = changes_of(flow.learn(flow.request.state()));
    loop {
        if let Err(failure) = flow.advance().await {
            tracing::warn!(?failure, "a verification cannot go on");
            flow.cancel().await;
        }
        let now = flow.describe();
        let has_ended = is_end(&now.stage);
        shown.set_if_not_eq(Some(now));
        if has_ended {
            return;
        }
        tokio::select! {
            Some(state) = requests.next() => if let Some(comparison) = flow.learn(state) {
                comparisons = changes_of(Some(comparison));
            },
            Some(_) = comparisons.next() => {}
            else => return,
        }
    }
}

fn changes_of(comparison: Option<SasVerification>) -> impl Stream<Item = SasState> + Unpin + use<> {
    let changes = comparison.map(|comparison| comparison.changes());
    Box::pin(stream::iter(changes).flatten())
}

fn is_end(stage: &VerificationStage) -> bool {
    matches!(
        stage,
        VerificationStage::Done | VerificationStage::Cancelled(_)
    )
}

fn wire_device(device: &DeviceData) -> (DeviceId, Option<String>) {
    let name = device.display_name().map(ToOwned::to_owned);
    (DeviceId(device.device_id().to_string()), name)
}
