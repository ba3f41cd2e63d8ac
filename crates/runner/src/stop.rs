//! Asking a run to stop.

use std::sync::Arc;

use tokio::sync::watch;

/// A request to stop that many can wait for. Clones are the same request.
#[derive(Debug, Clone)]
pub struct Stop {
    sender: Arc<watch::Sender<bool>>,
}

impl Stop {
    /// A request that has not been made yet.
    #[must_use]
    pub fn new() -> Self {
        Stop { sender: Arc::new(watch::Sender::new(false)) }
    }

    /// Makes the request.
    pub fn request(&self) {
        self.sender.send_replace(true);
    }

    /// Whether the request has been made.
    #[must_use]
    pub fn is_requested(&self) -> bool {
        *self.sender.borrow()
    }

    /// Waits until the request is made.
    pub async fn requested(&self) {
        let mut receiver = self.sender.subscribe();
        // The sender lives as long as `self`, so that waiting cannot fail.
        let _ = receiver.wait_for(|requested| *requested).await;
    }
}

impl Default for Stop {
    fn default() -> Self {
        Stop::new()
    }
}
