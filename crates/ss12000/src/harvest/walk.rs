//! Walking the pages of a list, with guards against chains that repeat, never end or break.

use std::collections::{BTreeMap, HashSet};

use samspel_contract::{Envelope, Operation};
use samspel_exchange::{Exchange, Halt, Request, Session};
use serde_json::Value;
use sha2::{Digest, Sha256};

use super::key::{Key, key};
use super::page::{self, EnvelopeFault, Page, Token};
use crate::requests;

/// Pages in a row that bring nothing new before a chain counts as endless.
const BARREN_PAGES: usize = 20;

/// A walk over the pages of a list.
#[derive(Debug, Clone)]
pub(crate) struct Walk<'a> {
    /// The list.
    pub(crate) operation: &'a Operation,
    /// Required parameters of the operation; sent on later pages too when the system insists.
    pub(crate) required: &'a [(String, String)],
    /// Parameters of the first page beside the required ones.
    pub(crate) first: Vec<(String, String)>,
    /// Limits of the pages in turn; the last one holds on. Empty = no limit.
    pub(crate) limits: Vec<u32>,
    /// Most pages that are read.
    pub(crate) max_pages: usize,
}

/// How a walk ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum End {
    /// The last page said that it is the last.
    Last(FinalToken),
    /// A token came that had come before.
    TokenRepeated,
    /// Page after page without anything new.
    Endless {
        /// How many in a row.
        pages: usize,
    },
    /// As many pages as we allow ourselves.
    Capped,
    /// A page was refused or failed with a status, also when asked again.
    Status {
        /// The status.
        status: u16,
    },
    /// A page did not come.
    NoAnswer {
        /// The fault in a word.
        what: String,
    },
    /// A page had no usable envelope.
    Unusable,
}

/// How the last page shows that it is last.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum FinalToken {
    /// No `pageToken`.
    Absent,
    /// `pageToken: null`.
    Null,
    /// `pageToken: ""`.
    Empty,
    /// `pageToken: "null"`.
    NullText,
}

/// One page of a walk.
#[derive(Debug, Clone)]
pub(crate) struct PageInfo {
    /// Entries on it.
    pub(crate) entries: u64,
    /// Limit that was asked for.
    pub(crate) limit: Option<u32>,
    /// Id of the exchange.
    pub(crate) exchange: String,
    /// Curl command that asks for it again.
    pub(crate) curl: String,
    /// Faults of the envelope.
    pub(crate) faults: Vec<EnvelopeFault>,
}

/// What a walk saw.
#[derive(Debug, Clone)]
pub(crate) struct Walked {
    /// Page by page.
    pub(crate) pages: Vec<PageInfo>,
    /// How it ended.
    pub(crate) end: End,
    /// The exchange of the first page, without its body.
    pub(crate) first: Option<Trace>,
    /// The last exchange, without its body.
    pub(crate) last: Option<Trace>,
    /// Whether later pages had to repeat the required parameters.
    pub(crate) repeats_required: bool,
    /// Entries that came again on the same or a later page, and what the first ten are.
    pub(crate) again: u64,
    /// Up to ten of them.
    pub(crate) again_samples: Vec<Key>,
    /// Properties beside `data` and `pageToken`, each once, with the page where it was seen first.
    pub(crate) beside: BTreeMap<String, usize>,
}

/// What stays of an exchange when its body is gone.
#[derive(Debug, Clone)]
pub(crate) struct Trace {
    /// Id.
    pub(crate) id: String,
    /// Curl command.
    pub(crate) curl: String,
}

impl From<&Exchange> for Trace {
    fn from(exchange: &Exchange) -> Self {
        Trace { id: exchange.id.clone(), curl: exchange.curl() }
    }
}

impl Walked {
    /// A walk that has not begun.
    pub(crate) fn nothing() -> Self {
        Walked {
            pages: Vec::new(),
            end: End::Capped,
            first: None,
            last: None,
            repeats_required: false,
            again: 0,
            again_samples: Vec::new(),
            beside: BTreeMap::new(),
        }
    }

    /// Whether the list was read to its end.
    pub(crate) fn is_complete(&self) -> bool {
        matches!(self.end, End::Last(_))
    }

    /// Entries on all pages.
    pub(crate) fn entries(&self) -> u64 {
        self.pages.iter().map(|p| p.entries).sum()
    }
}

impl<'a> Walk<'a> {
    /// A walk from the first page, without limit.
    pub(crate) fn new(operation: &'a Operation, required: &'a [(String, String)]) -> Self {
        Walk { operation, required, first: Vec::new(), limits: Vec::new(), max_pages: 10_000 }
    }

    /// With a limit on every page.
    pub(crate) fn limit(mut self, limit: u32) -> Self {
        self.limits = vec![limit];
        self
    }

    /// With a limit for each page in turn.
    pub(crate) fn limits(mut self, limits: &[u32]) -> Self {
        self.limits = limits.to_vec();
        self
    }

    /// With one more parameter on the first page.
    pub(crate) fn query(mut self, name: &str, value: impl Into<String>) -> Self {
        self.first.push((name.to_owned(), value.into()));
        self
    }

    /// With at most this many pages.
    pub(crate) fn max_pages(mut self, pages: usize) -> Self {
        self.max_pages = pages;
        self
    }

    /// Reads page after page and hands each entry with the number of its page to `on_entry`.
    ///
    /// # Errors
    /// When a request was not sent.
    pub(crate) async fn run(
        self,
        session: &Session,
        mut on_entry: impl FnMut(usize, Key, Value) + Send,
    ) -> Result<Walked, Halt> {
        let deleted = self.operation.success.envelope == Envelope::DeletedEntities;
        let mut walked = Walked::nothing();
        let mut seen: HashSet<u128> = HashSet::new();
        let mut handed_out: HashSet<[u8; 32]> = HashSet::new();
        let mut barren = 0;
        let mut token: Option<String> = None;
        while walked.pages.len() < self.max_pages {
            let number = walked.pages.len();
            let exchange = self.ask(session, number, token.as_deref(), &mut walked.repeats_required).await?;
            let trace = Trace::from(&exchange);
            walked.first.get_or_insert_with(|| trace.clone());
            walked.last = Some(trace);
            let response = match &exchange.outcome {
                Ok(response) if response.is_success() => response,
                Ok(response) => {
                    walked.end = End::Status { status: response.status };
                    break;
                }
                Err(fault) => {
                    walked.end = End::NoAnswer { what: samspel_suite::observe::fault_name(fault).to_owned() };
                    break;
                }
            };
            let mut fresh = 0;
            let page = page::read(response, deleted, &mut |entry| {
                let key = key(&entry);
                if seen.insert(key.value) {
                    fresh += 1;
                } else if key.own {
                    walked.again += 1;
                    if walked.again_samples.len() < 10 {
                        walked.again_samples.push(key);
                    }
                } else {
                    fresh += 1;
                }
                on_entry(number, key, entry);
            });
            barren = if fresh == 0 { barren + 1 } else { 0 };
            let usable = !page.faults.iter().any(|f| !matches!(f, EnvelopeFault::TokenKind { .. }));
            let next = next(&page);
            for name in page.extra.iter().take(10) {
                walked.beside.entry(name.clone()).or_insert(number);
            }
            walked.pages.push(PageInfo {
                entries: page.entries,
                limit: self.limit_of(number),
                exchange: exchange.id.clone(),
                curl: exchange.curl(),
                faults: page.faults,
            });
            match next {
                _ if !usable => walked.end = End::Unusable,
                Next::End(last) => walked.end = End::Last(last),
                Next::Unusable => walked.end = End::Unusable,
                Next::Page(_) if barren >= BARREN_PAGES => walked.end = End::Endless { pages: barren },
                Next::Page(next) => {
                    if handed_out.insert(Sha256::digest(next.as_bytes()).into()) {
                        token = Some(next);
                        continue;
                    }
                    walked.end = End::TokenRepeated;
                }
            }
            break;
        }
        Ok(walked)
    }

    fn limit_of(&self, page: usize) -> Option<u32> {
        self.limits.get(page).or(self.limits.last()).copied()
    }

    async fn ask(
        &self,
        session: &Session,
        page: usize,
        token: Option<&str>,
        repeats_required: &mut bool,
    ) -> Result<Exchange, Halt> {
        let exchange = session.send(self.request(page, token, *repeats_required)).await?;
        let status = exchange.outcome.as_ref().map_or(0, |r| r.status);
        // The standard contradicts itself: required parameters beside a token that allows none. Either reading is accepted.
        if status == 400 && token.is_some() && !self.required.is_empty() && !*repeats_required {
            let again = session.send(self.request(page, token, true)).await?;
            if again.outcome.as_ref().is_ok_and(|r| r.is_success()) {
                *repeats_required = true;
                return Ok(again);
            }
            return Ok(exchange);
        }
        // A single failure of a server under load is no fact about its paging.
        if status >= 500 {
            return session.send(self.request(page, token, *repeats_required)).await;
        }
        Ok(exchange)
    }

    fn request(&self, page: usize, token: Option<&str>, repeats_required: bool) -> Request {
        let mut request = requests::plain(self.operation);
        if token.is_none() || repeats_required {
            request = requests::with_query(request, self.required);
        }
        match token {
            None => request = requests::with_query(request, &self.first),
            Some(token) => request = request.query("pageToken", token),
        }
        match self.limit_of(page) {
            Some(limit) => request.query("limit", limit.to_string()),
            None => request,
        }
    }
}

enum Next {
    Page(String),
    End(FinalToken),
    Unusable,
}

fn next(page: &Page) -> Next {
    match &page.token {
        Token::Absent => Next::End(FinalToken::Absent),
        Token::Null => Next::End(FinalToken::Null),
        Token::Text(token) if token.is_empty() => Next::End(FinalToken::Empty),
        Token::Text(token) if token == "null" => Next::End(FinalToken::NullText),
        Token::Text(token) => Next::Page(token.clone()),
        Token::Other => Next::Unusable,
    }
}
