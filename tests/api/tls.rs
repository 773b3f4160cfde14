//! Certificates that nobody vouches for, and servers that do not speak TLS at all.

use std::io::Write;
use std::net::TcpListener;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use desk_api::{Api, Options, Origin};
use desk_core::remote::RemoteError;
use desk_core::secret::Secret;
use rustls::pki_types::{CertificateDer, PrivateKeyDer, PrivatePkcs8KeyDer};
use rustls::{ServerConfig, ServerConnection};

use crate::fake::{Fake, KEY, ME, ok};

/// An https server with a certificate for `localhost` that it signed itself; made for this test alone. Counts connections.
fn self_signed() -> (u16, Arc<AtomicUsize>) {
    let certificate = CertificateDer::from(include_bytes!("tls/self_signed.cert.der").to_vec());
    let key = PrivateKeyDer::from(PrivatePkcs8KeyDer::from(include_bytes!("tls/self_signed.key.der").to_vec()));
    let config = ServerConfig::builder_with_provider(Arc::new(rustls::crypto::ring::default_provider()))
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_no_client_auth()
        .with_single_cert(vec![certificate], key)
        .unwrap();
    let config = Arc::new(config);
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    let connections = Arc::new(AtomicUsize::new(0));
    let count = Arc::clone(&connections);
    thread::spawn(move || {
        for mut stream in listener.incoming().map_while(Result::ok) {
            count.fetch_add(1, Ordering::SeqCst);
            let mut connection = ServerConnection::new(Arc::clone(&config)).unwrap();
            while connection.is_handshaking() && connection.complete_io(&mut stream).is_ok() {}
        }
    });
    (port, connections)
}

fn api(url: &str) -> Result<Api, RemoteError> {
    Api::new(Origin::parse(url).unwrap(), Secret::new(KEY.to_owned()), Options::for_tests())
}

#[tokio::test]
async fn a_self_signed_certificate_is_refused_once_and_for_all() {
    let (port, connections) = self_signed();
    for host in ["localhost", "127.0.0.1"] {
        connections.store(0, Ordering::SeqCst);
        // On a machine without any certificates the client says the same, before it connects.
        let Ok(api) = api(&format!("https://{host}:{port}")) else { continue };
        assert_eq!(api.me().await, Err(RemoteError::Tls), "{host}");
        assert_eq!((api.requests(), connections.load(Ordering::SeqCst)), (1, 1), "no storm of retries");
    }
}

#[tokio::test]
async fn a_server_without_tls_behind_an_https_address() {
    let talkative = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = talkative.local_addr().unwrap().port();
    thread::spawn(move || {
        for mut stream in talkative.incoming().map_while(Result::ok) {
            if stream.write_all(b"HTTP/1.1 400 Bad Request\r\n\r\n").is_err() {
                return;
            }
        }
    });
    let Ok(api) = api(&format!("https://127.0.0.1:{port}")) else { return };
    let error = api.me().await.unwrap_err();
    assert!(matches!(error, RemoteError::Tls | RemoteError::Unreachable), "{error:?}");
}

#[tokio::test]
async fn plain_http_to_this_computer_needs_no_certificates_and_no_proxy() {
    let fake = Fake::always(ok(ME));
    for host in ["127.0.0.1", "localhost"] {
        let api = api(&format!("http://{host}:{}", fake.port())).unwrap();
        assert!(api.me().await.is_ok(), "{host}");
    }
    assert_eq!(fake.heads().len(), 2);
}
