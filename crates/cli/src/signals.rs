//! Ctrl-C and a polite kill: the first asks the run to stop, the second ends the process.

use samspel_runner::{Exit, Stop};

use crate::terminal::note;

/// Listens for as long as the runtime lives.
pub(crate) fn listen(stop: Stop) {
    tokio::spawn(async move {
        asked().await;
        stop.request();
        note("stopping; what has ended is kept. Once more to end at once.");
        asked().await;
        std::process::exit(i32::from(Exit::Interrupted.code()));
    });
}

/// Waits for one SIGINT or SIGTERM.
#[cfg(unix)]
pub(crate) async fn asked() {
    use tokio::signal::unix::{SignalKind, signal};
    let terminated = async {
        match signal(SignalKind::terminate()) {
            Ok(mut signals) => {
                signals.recv().await;
            }
            Err(_) => std::future::pending().await,
        }
    };
    tokio::select! {
        () = interrupted() => {}
        () = terminated => {}
    }
}

/// Waits for one Ctrl-C.
#[cfg(not(unix))]
pub(crate) async fn asked() {
    interrupted().await;
}

async fn interrupted() {
    if tokio::signal::ctrl_c().await.is_err() {
        // Without a handler the system's own applies: Ctrl-C ends the process.
        std::future::pending::<()>().await;
    }
}
