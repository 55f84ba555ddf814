//! A small HTTP/1.1 server that can also misbehave: enough for a client that keeps connections and sends lengths.

use std::{collections::BTreeMap, future::Future, net::SocketAddr, pin::Pin, sync::Arc};

use serde_json::Value;
use tokio::{
    io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader},
    net::{TcpListener, TcpStream},
    task::{JoinHandle, JoinSet},
};

/// A request as handlers see it.
#[derive(Clone, Debug)]
pub struct Request {
    /// Such as `GET`.
    pub method: String,
    /// The path, percent-decoded, without the query.
    pub path: String,
    /// The query's pairs, percent-decoded.
    pub query: BTreeMap<String, String>,
    /// The access token, if there is one.
    pub token: Option<String>,
    /// The body's JSON; null where there is none.
    pub body: Value,
    /// The body itself.
    pub bytes: Vec<u8>,
}

/// What comes of a request.
#[derive(Clone, Debug)]
pub enum Reply {
    /// A status and JSON.
    Json(u16, Value),
    /// A status, a content type and bytes.
    Bytes(u16, &'static str, Vec<u8>),
    /// The connection is closed without an answer.
    Hangup,
    /// No answer, ever.
    Silence,
}

/// A future of a handler.
pub type Replying = Pin<Box<dyn Future<Output = Reply> + Send>>;

/// Answers requests.
pub type Handler = Arc<dyn Fn(Request) -> Replying + Send + Sync>;

/// A server that serves until it is dropped; dropping it cuts its connections.
pub struct Server {
    /// Where it listens.
    pub address: SocketAddr,
    task: JoinHandle<()>,
}

impl Server {
    /// Listens at an address of this machine; port 0 for a free one.
    pub async fn start(address: SocketAddr, handler: Handler) -> Self {
        let listener = TcpListener::bind(address).await.unwrap();
        let address = listener.local_addr().unwrap();
        let task = tokio::spawn(accept(listener, handler));
        Self { address, task }
    }

    /// Waits until nothing listens any more and all connections are cut.
    pub async fn stop(mut self) {
        self.task.abort();
        let _ = (&mut self.task).await;
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.task.abort();
    }
}

async fn accept(listener: TcpListener, handler: Handler) {
    // Connections end with this task.
    let mut connections = JoinSet::new();
    while let Ok((stream, _)) = listener.accept().await {
        connections.spawn(serve(stream, handler.clone()));
        while connections.try_join_next().is_some() {}
    }
}

/// Serves one connection until the client closes it, or a handler wants it closed.
async fn serve(stream: TcpStream, handler: Handler) {
    let mut stream = BufReader::new(stream);
    while let Some(request) = read(&mut stream).await {
        let (status, kind, bytes) = match handler(request).await {
            Reply::Json(status, body) => (
                status,
                "application/json",
                serde_json::to_vec(&body).unwrap(),
            ),
            Reply::Bytes(status, kind, bytes) => (status, kind, bytes),
            Reply::Hangup => return,
            Reply::Silence => std::future::pending().await,
        };
        let head = format!(
            "HTTP/1.1 {status} -\r\nContent-Type: {kind}\r\nContent-Length: {}\r\n\r\n",
            bytes.len(),
        );
        let answer = [head.as_bytes(), &bytes].concat();
        if stream.write_all(&answer).await.is_err() {
            return;
        }
    }
}

async fn read(stream: &mut BufReader<TcpStream>) -> Option<Request> {
    let first = line(stream).await?;
    let mut words = first.split(' ');
    let (method, target) = (words.next()?.to_owned(), words.next()?.to_owned());
    let (mut length, mut token) = (0, None);
    loop {
        let header = line(stream).await?;
        let Some((name, value)) = header.split_once(':') else {
            break;
        };
        match name.to_ascii_lowercase().as_str() {
            "content-length" => length = value.trim().parse().ok()?,
            "authorization" => token = value.trim().strip_prefix("Bearer ").map(str::to_owned),
            _ => {}
        }
    }
    let mut body = vec![0; length];
    stream.read_exact(&mut body).await.ok()?;
    let url = url::Url::parse(&format!("http://server{target}")).ok()?;
    Some(Request {
        method,
        path: decoded(url.path()),
        query: url.query_pairs().into_owned().collect(),
        token,
        body: serde_json::from_slice(&body).unwrap_or_default(),
        bytes: body,
    })
}

async fn line(stream: &mut BufReader<TcpStream>) -> Option<String> {
    let mut line = String::new();
    let n_bytes = stream.read_line(&mut line).await.ok()?;
    (n_bytes > 0).then(|| line.trim_end().to_owned())
}

/// Percent-decoded: a path is read as the one pair of a query, in which only `+` and `&` are special.
fn decoded(path: &str) -> String {
    let query = path
        .replace('+', "%2B")
        .replace('&', "%26")
        .replace('=', "%3D");
    url::form_urlencoded::parse(query.as_bytes())
        .map(|(path, _)| path.into_owned())
        .collect()
}
