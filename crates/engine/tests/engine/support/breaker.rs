//! A wire to the homeserver that can be cut.

use std::{net::SocketAddr, sync::Mutex};

use loggia_engine::platform::Platform;
use tokio::{
    io::copy_bidirectional,
    net::{TcpListener, TcpStream},
    task::{JoinHandle, JoinSet},
};

/// The wire.
pub struct Breaker {
    address: SocketAddr,
    target: String,
    task: Mutex<Option<JoinHandle<()>>>,
}

impl Breaker {
    /// A whole wire to the server at this address.
    pub async fn start(server: &str) -> Self {
        let target = server.trim_start_matches("http://").to_owned();
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let task = tokio::spawn(serve(listener, target.clone()));
        Self {
            address,
            target,
            task: Mutex::new(Some(task)),
        }
    }

    /// The address to go through it.
    pub fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// Cuts the wire.
    pub async fn cut(&self) {
        let task = self.task.lock().unwrap().take();
        if let Some(task) = task {
            task.abort();
            let _ = task.await;
        }
    }

    /// Mends the wire.
    pub async fn mend(&self) {
        let listener = TcpListener::bind(self.address).await.unwrap();
        let task = tokio::spawn(serve(listener, self.target.clone()));
        *self.task.lock().unwrap() = Some(task);
    }

    /// Has the session that is kept on this platform go through it from its next engine on.
    pub async fn lead(&self, platform: &Platform) {
        let mut stored = platform.load_session().await.unwrap().unwrap();
        stored.homeserver = self.url();
        platform.save_session(&stored).await.unwrap();
    }
}

async fn serve(listener: TcpListener, target: String) {
    let mut connections = JoinSet::new();
    while let Ok((mut here, _)) = listener.accept().await {
        let target = target.clone();
        connections.spawn(async move {
            if let Ok(mut there) = TcpStream::connect(target).await {
                let _ = copy_bidirectional(&mut here, &mut there).await;
            }
        });
        while connections.try_join_next().is_some() {}
    }
}
