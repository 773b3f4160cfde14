//! One history: a portfolio, a cache, and what befalls them.

use std::collections::HashMap;
use std::future::Future;
use std::path::{Path, PathBuf};
use std::pin::{Pin, pin};
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll, Waker};

use chrono::TimeDelta;
use desk_core::ids::CaseId;
use desk_core::time::{Clock, Instant, parse_instant};
use desk_store::{CacheKey, OpenOptions, Store, Table};
use desk_sync::{Kind, Limits, Observer, Outcome, Pass, Progress, Source, Why};
use tempfile::TempDir;
use tokio_util::sync::CancellationToken;

use crate::dice::Dice;
use crate::judge::{Judge, held};
use crate::wire::Wire;
use crate::world::World;

/// A clock that shows no instant twice, and remembers which tick each one was.
struct SimClock {
    now: Mutex<(Instant, HashMap<i64, u64>)>,
    world: Arc<Mutex<World>>,
}

impl Clock for SimClock {
    fn now(&self) -> Instant {
        let tick = self.world.lock().unwrap().tick;
        let mut now = self.now.lock().unwrap();
        now.0 += TimeDelta::milliseconds(7);
        let at = now.0.timestamp_millis();
        now.1.insert(at, tick);
        now.0
    }
}

/// What came of a history.
#[derive(Default)]
pub(crate) struct Told {
    pub(crate) complete_claims: usize,
    pub(crate) refresh_claims: usize,
    pub(crate) kills: usize,
    pub(crate) refreshes: usize,
    pub(crate) requests: usize,
}

/// A case that is being read by itself.
type Opening = Pin<Box<dyn Future<Output = ()>>>;

struct History {
    dice: Dice,
    world: Arc<Mutex<World>>,
    clock: Arc<SimClock>,
    dir: TempDir,
    file: PathBuf,
    store: Store,
    judge: Judge,
    restless: usize,
    /// A case that somebody opened and that is still being read, maybe since before this pass.
    single: Option<(CaseId, Opening)>,
    told: Told,
}

/// How a pass ended.
enum End {
    Over(Outcome),
    Killed,
}

pub(crate) fn play(seed: u64) -> Result<Told, String> {
    let mut dice = Dice::new(seed);
    let world = Arc::new(Mutex::new(World::new(seed, &mut dice)));
    let dir = tempfile::tempdir().unwrap();
    let file = dir.path().join("0.db");
    let clock = Arc::new(SimClock {
        now: Mutex::new((parse_instant("2026-06-17T09:30:00Z").unwrap(), HashMap::new())),
        world: Arc::clone(&world),
    });
    let restless = [0, 10, 80, 300][dice.below(4)];
    let store = open(&file);
    let mut history = History {
        dice,
        world,
        clock,
        dir,
        file,
        store,
        judge: Judge::default(),
        restless,
        single: None,
        told: Told::default(),
    };
    history.run()
}

fn open(file: &Path) -> Store {
    let options = OpenOptions { has_threads: false, ..OpenOptions::new("en") };
    Store::open(file, &CacheKey::new([5; 32]), &options).unwrap().store
}

impl History {
    fn run(&mut self) -> Result<Told, String> {
        for _ in 0..3 + self.dice.below(7) {
            for _ in 0..self.dice.below(4) {
                self.world.lock().unwrap().happen(&mut self.dice);
            }
            self.pass_time();
            let why = [Why::Scheduled, Why::Asked, Why::Scheduled, Why::AskedFull][self.dice.below(4)];
            self.pass(why, true);
            self.check()?;
        }
        self.quiet()?;
        let mut told = std::mem::take(&mut self.told);
        (told.complete_claims, told.refresh_claims) = (self.judge.complete_claims, self.judge.refresh_claims);
        told.requests = self.world.lock().unwrap().requests;
        Ok(told)
    }

    /// After quiet and one full pass the cache is the server, exactly. Only a pass that says by itself that it waits for a
    /// second one to agree may need that, and one that went on where a killed one was.
    fn quiet(&mut self) -> Result<(), String> {
        self.single = None;
        self.world.lock().unwrap().calm();
        for round in 0.. {
            self.clock.now.lock().unwrap().0 += TimeDelta::minutes(5);
            let End::Over(outcome) = self.pass(Why::AskedFull, false) else { return Err("killed in quiet".to_owned()) };
            self.check()?;
            if outcome.is_complete() && !(outcome.kind == Kind::First && outcome.again) {
                break;
            }
            let waits = |partial: &Option<String>| partial.as_ref().is_none_or(|why| why.contains("no longer listed"));
            if round >= 2 || outcome.error.is_some() || !outcome.tables.iter().all(|table| waits(&table.partial)) {
                return Err(format!("not complete in quiet: {outcome:?}"));
            }
        }
        let (held, listed) = (held(&self.store), self.world.lock().unwrap().listed());
        for (row, version) in &listed {
            if held.get(row) != Some(version) {
                return Err(format!("in the end {row:?} is {:?}, not {version:?}", held.get(row)));
            }
        }
        if let Some(row) = held.keys().find(|row| !listed.contains_key(row)) {
            return Err(format!("in the end {row:?} is held, and the server has it no longer"));
        }
        self.nothing_new()
    }

    /// A pass that finds nothing new changes nothing: so every column is the server's, not only the watched ones.
    fn nothing_new(&mut self) -> Result<(), String> {
        let changed = Arc::new(Mutex::new(Vec::new()));
        let heard = Arc::clone(&changed);
        let observer = move |progress| {
            if let Progress::Page { changed: true, at } = progress {
                heard.lock().unwrap().push(at.table);
            }
        };
        let End::Over(_) = self.pass_heard(Why::AskedFull, false, &observer) else { return Err("killed".to_owned()) };
        let changed: Vec<Table> = changed.lock().unwrap().clone();
        if changed.is_empty() { Ok(()) } else { Err(format!("a pass over the same data changed {changed:?}")) }
    }

    fn check(&mut self) -> Result<(), String> {
        let world = self.world.lock().unwrap();
        let ticks = self.clock.now.lock().unwrap().1.clone();
        let tick_of = |at: Instant| *ticks.get(&at.timestamp_millis()).unwrap();
        self.judge.check(&world, &self.store, &tick_of)
    }

    fn pass_time(&mut self) {
        let minutes = match self.dice.below(10) {
            0 => -i64::try_from(self.dice.below(60 * 24 * 40)).unwrap(),
            1 => i64::try_from(self.dice.below(60 * 24 * 400)).unwrap(),
            2 | 3 => 60 * 25,
            _ => i64::try_from(self.dice.below(120)).unwrap(),
        };
        let odd = i64::try_from(self.dice.below(59_999)).unwrap();
        self.clock.now.lock().unwrap().0 += TimeDelta::minutes(minutes) + TimeDelta::milliseconds(odd);
    }

    fn pass(&mut self, why: Why, wild: bool) -> End {
        self.pass_heard(why, wild, &|_| {})
    }

    fn pass_heard(&mut self, why: Why, wild: bool, observer: &Observer) -> End {
        let (cancel, store) = (CancellationToken::new(), self.store.clone());
        let source: Arc<dyn Source> = Arc::new(Wire { world: Arc::clone(&self.world), by_hand: false });
        let mode = match self.world.lock().unwrap().state.config().mode {
            partner_desk_sandbox::InvoicingMode::PayWhenPaid => desk_core::stage::InvoicingMode::PayWhenPaid,
            partner_desk_sandbox::InvoicingMode::ConfirmedPipeline => {
                desk_core::stage::InvoicingMode::ConfirmedPipeline
            }
        };
        let partner = desk_core::rows::Partner {
            id: None,
            company_name: None,
            short_name: None,
            is_active: true,
            is_public_demo: false,
            invoicing_mode: Some(mode),
        };
        store.write(move |writer| writer.set_partner(&partner)).wait().unwrap();
        let connections = [1, 2, 6][self.dice.below(3)];
        let limits = Limits { connections, always_full_max: 3, singles_max: 12, ..Limits::default() };
        let clock = Arc::clone(&self.clock);
        let clock: &SimClock = &clock;
        // Each answer is as late as the dice say, and no time passes.
        let silence = &|| -> Pin<Box<dyn Future<Output = ()> + Send>> { Box::pin(std::future::pending()) };
        let pass = Pass { source, store: &store, clock, cancel: &cancel, observer, silence, why, left: None, limits };
        let mut run = pin!(pass.run());
        let mut context = Context::from_waker(Waker::noop());
        loop {
            if let Poll::Ready(outcome) = run.as_mut().poll(&mut context) {
                self.told.refreshes += usize::from(outcome.kind == Kind::Refresh);
                // What was opened meanwhile is still being read.
                self.world.lock().unwrap().pending.retain(|pending| pending.by_hand);
                return End::Over(outcome);
            }
            if let Some((_, one)) = &mut self.single
                && one.as_mut().poll(&mut context).is_ready()
            {
                self.single = None;
            }
            if wild && self.single.is_none() && self.dice.chance(60) {
                let ids: Vec<CaseId> = self.world.lock().unwrap().state.cases().map(|row| CaseId(row.id)).collect();
                if let Some(id) = self.dice.pick(&ids) {
                    let by_hand = Arc::new(Wire { world: Arc::clone(&self.world), by_hand: true });
                    let reading = open_case(by_hand, store.clone(), Arc::clone(&self.clock), id);
                    self.single = Some((id, Box::pin(reading)));
                }
            }
            let mut world = self.world.lock().unwrap();
            if wild && self.dice.chance(self.restless) {
                world.happen(&mut self.dice);
            }
            if wild
                && let Some((id, _)) = &self.single
                && self.dice.chance(20)
            {
                // What somebody looks at is what is being worked on.
                world.touch(*id, &mut self.dice);
            }
            if wild && self.dice.chance(4) {
                cancel.cancel();
            }
            if wild && self.dice.chance(4) {
                world.pending.clear();
                drop(world);
                self.single = None;
                self.told.kills += 1;
                self.kill();
                return End::Killed;
            }
            // Several answers can be there before anybody looks.
            let mut delivered = false;
            while self.dice.chance(250)
                && let Some(at) = self.dice.pick(&world.places(true)).filter(|at| !world.pending[*at].by_hand)
            {
                world.deliver(at);
                delivered = true;
            }
            // One that somebody opened can be a long time on its way.
            let is_slow = wild && self.dice.chance(900);
            let (raw, mut ready) = (world.places(false), world.places(true));
            ready.retain(|at| !(is_slow && world.pending[*at].by_hand));
            let waits = world.pending.is_empty() && !delivered;
            assert!(!waits || cancel.is_cancelled(), "everybody waits for nothing");
            match (self.dice.pick(&raw), self.dice.pick(&ready)) {
                (Some(at), None) => world.work_out(at, &mut self.dice),
                (Some(at), Some(_)) if self.dice.chance(500) => world.work_out(at, &mut self.dice),
                (_, Some(at)) => world.deliver(at),
                (None, None) => {}
            }
        }
    }

    /// The process ends at once: what is on disk is what a new one finds.
    fn kill(&mut self) {
        let next = self.dir.path().join(format!("{}.db", self.told.kills));
        for companion in ["", "-wal"] {
            let of = |file: &Path| PathBuf::from(format!("{}{companion}", file.display()));
            if of(&self.file).exists() {
                std::fs::copy(of(&self.file), of(&next)).unwrap();
            }
        }
        self.store = open(&next);
        self.file = next;
    }
}

/// A case that somebody opens: read by itself.
async fn open_case(source: Arc<dyn Source>, store: Store, clock: Arc<SimClock>, id: CaseId) {
    let ticket = store.ticket();
    if let Ok(read) = source.case(id).await {
        let now = clock.now();
        let kept = store.write(move |writer| {
            writer.answers(&ticket);
            writer.keep_case_read(&read, now)
        });
        kept.await.unwrap();
    }
}
