//! The wish to stop: Ctrl-C, or a polite end from the system.

/// Waits for it.
pub(crate) async fn wished() {
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        if let Ok(mut terminate) = signal(SignalKind::terminate()) {
            tokio::select! {
                _ = terminate.recv() => {}
                () = interrupted() => {}
            }
            return;
        }
    }
    interrupted().await;
}

async fn interrupted() {
    if tokio::signal::ctrl_c().await.is_err() {
        // Without the system's word for it nobody can wish anything.
        std::future::pending::<()>().await;
    }
}
