//! How fast and how much: request budget, rate limit, concurrency, pauses the system asks for, and stopping.

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use tokio::sync::{Semaphore, SemaphorePermit, watch};
use tokio::time::{Instant, sleep_until};

use crate::{Halt, Limits};

/// Lets requests start, one by one.
#[derive(Debug)]
pub(crate) struct Pace {
    budget: u64,
    /// On top of the budget, for removing what a run has created.
    extra: AtomicU64,
    started: AtomicU64,
    rate: Option<Rate>,
    slots: Semaphore,
    /// Nobody starts before this instant: the system asked for a pause.
    resume_at: Mutex<Instant>,
    stopped: watch::Sender<bool>,
}

/// A token bucket, kept as the instant at which it will be full again (the generic cell rate algorithm).
#[derive(Debug)]
struct Rate {
    interval: Duration,
    burst: Duration,
    full_at: Mutex<Instant>,
}

impl Rate {
    /// Takes one token and says when it may be used.
    fn reserve(&self) -> Instant {
        let now = Instant::now();
        let mut full_at = self.full_at.lock().unwrap_or_else(PoisonError::into_inner);
        let start = (*full_at).max(now);
        *full_at = start + self.interval;
        start.checked_sub(self.burst).map_or(now, |at| at.max(now))
    }
}

impl Pace {
    pub(crate) fn new(limits: &Limits) -> Self {
        let concurrency = limits.concurrency.max(1);
        let rate = (limits.requests_per_second > 0).then(|| {
            let interval = Duration::from_secs(1) / limits.requests_per_second;
            // An idle client may start as many requests at once as it has hands, never more than one second's worth.
            let burst = u32::from(concurrency).min(limits.requests_per_second).saturating_sub(1);
            Rate { interval, burst: interval * burst, full_at: Mutex::new(Instant::now()) }
        });
        Pace {
            budget: limits.max_requests,
            extra: AtomicU64::new(0),
            started: AtomicU64::new(0),
            rate,
            slots: Semaphore::new(usize::from(concurrency)),
            resume_at: Mutex::new(Instant::now()),
            stopped: watch::Sender::new(false),
        }
    }

    /// Waits until one more request may start and counts it. The slot is free again when the permit is dropped.
    pub(crate) async fn admit(&self) -> Result<SemaphorePermit<'_>, Halt> {
        self.or_stopped(async {
            self.check_budget()?;
            let permit = self.slots.acquire().await.map_err(|_| Halt::Interrupted)?;
            if let Some(rate) = &self.rate {
                sleep_until(rate.reserve()).await;
            }
            loop {
                let resume_at = *self.resume_at.lock().unwrap_or_else(PoisonError::into_inner);
                if resume_at <= Instant::now() {
                    break;
                }
                sleep_until(resume_at).await;
            }
            self.started
                .fetch_update(Ordering::AcqRel, Ordering::Acquire, |n| (n < self.allowed()).then_some(n + 1))
                .map_err(|_| Halt::Budget { budget: self.budget })?;
            Ok(permit)
        })
        .await
    }

    /// Nobody starts for this long: the system asked for it.
    pub(crate) fn pause(&self, time: Duration) {
        let until = Instant::now() + time;
        let mut resume_at = self.resume_at.lock().unwrap_or_else(PoisonError::into_inner);
        *resume_at = (*resume_at).max(until);
    }

    /// Requests started so far, token requests and repetitions included.
    pub(crate) fn started(&self) -> u64 {
        self.started.load(Ordering::Acquire)
    }

    /// Nothing starts any more.
    pub(crate) fn stop(&self) {
        self.stopped.send_replace(true);
    }

    /// Requests may start again, and so many more than the budget allows.
    pub(crate) fn reopen(&self, extra: u64) {
        self.extra.store(extra, Ordering::Release);
        self.stopped.send_replace(false);
    }

    fn allowed(&self) -> u64 {
        self.budget.saturating_add(self.extra.load(Ordering::Acquire))
    }

    pub(crate) fn check_running(&self) -> Result<(), Halt> {
        if *self.stopped.borrow() { Err(Halt::Interrupted) } else { Ok(()) }
    }

    fn check_budget(&self) -> Result<(), Halt> {
        if self.started() < self.allowed() { Ok(()) } else { Err(Halt::Budget { budget: self.budget }) }
    }

    async fn or_stopped<T>(&self, work: impl Future<Output = Result<T, Halt>>) -> Result<T, Halt> {
        let mut stopped = self.stopped.subscribe();
        tokio::select! {
            biased;
            _ = stopped.wait_for(|stopped| *stopped) => Err(Halt::Interrupted),
            result = work => result,
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]

    use super::*;

    fn pace(requests_per_second: u32, max_requests: u64, concurrency: u16) -> Pace {
        Pace::new(&Limits { requests_per_second, max_requests, concurrency, ..Limits::default() })
    }

    #[tokio::test(start_paused = true)]
    async fn requests_start_no_faster_than_the_rate_allows() {
        let pace = pace(10, 1000, 1);
        let begin = Instant::now();
        for _ in 0..31 {
            drop(pace.admit().await.unwrap());
        }
        let took = begin.elapsed();
        assert!(took >= Duration::from_millis(2990) && took < Duration::from_millis(3200), "{took:?}");
    }

    #[tokio::test(start_paused = true)]
    async fn an_idle_client_does_not_save_up_more_than_its_hands() {
        let pace = pace(10, 1000, 4);
        tokio::time::sleep(Duration::from_secs(60)).await;
        let begin = Instant::now();
        for _ in 0..24 {
            drop(pace.admit().await.unwrap());
        }
        assert!(begin.elapsed() >= Duration::from_millis(1990), "{:?}", begin.elapsed());
    }

    #[tokio::test]
    async fn the_budget_ends_the_run() {
        let pace = pace(0, 2, 8);
        assert!(pace.admit().await.is_ok());
        assert!(pace.admit().await.is_ok());
        assert_eq!(pace.admit().await.unwrap_err(), Halt::Budget { budget: 2 });
        assert_eq!(pace.started(), 2);
    }

    #[tokio::test]
    async fn stopping_wakes_those_who_wait() {
        let pace = std::sync::Arc::new(pace(0, 10, 1));
        let held = pace.admit().await.unwrap();
        let waiting = tokio::spawn({
            let pace = pace.clone();
            async move { pace.admit().await.map(drop) }
        });
        tokio::task::yield_now().await;
        pace.stop();
        assert_eq!(waiting.await.unwrap(), Err(Halt::Interrupted));
        drop(held);
        assert_eq!(pace.admit().await.map(drop), Err(Halt::Interrupted));
    }

    #[tokio::test(start_paused = true)]
    async fn a_pause_holds_everybody() {
        let pace = pace(0, 10, 4);
        pace.pause(Duration::from_secs(5));
        let begin = Instant::now();
        drop(pace.admit().await.unwrap());
        assert!(begin.elapsed() >= Duration::from_secs(5));
    }
}
