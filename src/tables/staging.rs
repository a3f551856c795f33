//! The folder inside the output folder in which a run is written, whoever writes it holding a
//! lock; and what runs that were killed have left in it.

use std::fs::{self, File, OpenOptions};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use fs4::{FileExt, TryLockError};
use same_file::Handle;

use super::exchange::{Disk, ExchangeError, Places, SystemDisk, cannot_write, exchange, exists};
use super::level::Level;
use super::run_file::RUN;
use crate::error::{Error, ErrorKind, Result};

/// Name of the folder; a hidden one, which is never read as input.
const STAGING: &str = ".unfinished-run";

/// Name of the file in it that the writer of a run has locked.
const LOCK: &str = "lock";

/// A run's folder while the run is written. Dropped, it removes itself and what was not put in
/// place.
#[derive(Debug)]
pub(super) struct Staging {
    places: Places,
    /// Held until all is removed.
    _lock: File,
    /// True if a killed run had left something that was removed.
    pub(super) had_leftovers: bool,
    /// Set where the folder must not be removed: it has what is not in its place.
    keep: bool,
}

impl Staging {
    /// Begins to write into an output folder, which must be there.
    ///
    /// # Errors
    /// [`ErrorKind::OutputBusy`] if another run is writing into it.
    pub(super) fn begin(folder: &Path) -> Result<Self> {
        let mut own = Self::lock(folder)?;
        let was_whole = own.is_whole();
        if was_whole {
            own.put_in_place(&mut SystemDisk, false)?;
        }
        let Places { new, old, .. } = &own.places;
        let unfinished = !was_whole && (exists(new) || exists(old));
        clear(&own.places).map_err(|e| cannot_write(folder, &e))?;
        for place in [new, old] {
            fs::create_dir(place).map_err(|e| cannot_write(place, &e))?;
        }
        own.had_leftovers = remove_partial_tables(folder) || unfinished;
        Ok(own)
    }

    /// Puts a run in place that was killed while it was being put there; false if there is none.
    ///
    /// # Errors
    /// [`ErrorKind::OutputBusy`] if it is being put there at this moment.
    pub(super) fn recover(folder: &Path) -> Result<bool> {
        if !exists(&places(folder).new.join(RUN)) {
            return Ok(false);
        }
        let mut own = match Self::lock(folder) {
            Ok(own) => own,
            // The run that is to be replaced is still whole.
            Err(_) if exists(&folder.join(RUN)) => return Ok(false),
            Err(e) => return Err(e),
        };
        let recovers = own.is_whole();
        if recovers {
            own.put_in_place(&mut SystemDisk, false)?;
        }
        Ok(recovers)
    }

    /// Takes the lock.
    fn lock(folder: &Path) -> Result<Self> {
        let staging = folder.join(STAGING);
        let path = staging.join(LOCK);
        let failed = |e: &io::Error| cannot_write(&path, e);
        loop {
            fs::create_dir_all(&staging).map_err(|e| failed(&e))?;
            let file = OpenOptions::new().create(true).truncate(false).write(true).open(&path);
            let file = match file {
                Err(e) if e.kind() == io::ErrorKind::NotFound => continue,
                file => file.map_err(|e| failed(&e))?,
            };
            match FileExt::try_lock(&file) {
                Ok(()) => {}
                Err(TryLockError::WouldBlock) => {
                    return Err(ErrorKind::OutputBusy(folder.to_owned()).into());
                }
                Err(TryLockError::Error(e)) => return Err(failed(&e)),
            }
            // Whoever had the lock may have removed the file meanwhile; another would get a new
            // one.
            let locked = file.try_clone().and_then(Handle::from_file).map_err(|e| failed(&e))?;
            if Handle::from_path(&path).is_ok_and(|there| there == locked) {
                let places = places(folder);
                return Ok(Self { places, _lock: file, had_leftovers: false, keep: false });
            }
        }
    }

    /// True if the run that is here is whole.
    fn is_whole(&self) -> bool {
        exists(&self.places.new.join(RUN))
    }

    /// Begins a table of the run.
    pub(super) fn table(&self, name: &str) -> Result<StagedFile> {
        StagedFile::begin(&self.places, name, name)
    }

    /// Completes the run with its `run.json`, and puts it in place. The tables must be finished.
    pub(super) fn commit(self, run: &[u8]) -> Result<()> {
        self.commit_on(&mut SystemDisk, run)
    }

    fn commit_on(mut self, disk: &mut impl Disk, run: &[u8]) -> Result<()> {
        let Places { folder, new, old } = self.places.clone();
        // What is half written must not pass for a whole run here either.
        let half = format!("{RUN}.half");
        let mut file = StagedFile::begin(&self.places, &half, RUN)?;
        file.write_with(|file| file.write_all(run))?;
        file.finish()?;
        let staging = old.parent().unwrap_or(&folder);
        let whole = || {
            disk.sync(&new)?;
            disk.rename(&new.join(half), &new.join(RUN))?;
            [&new, staging, &folder].into_iter().try_for_each(|it| disk.sync(it))
        };
        whole().map_err(|e| cannot_write(&folder.join(RUN), &e))?;
        self.put_in_place(disk, true)
    }

    /// Puts the run that is here in place. Where that fails it stays here, unless it is `fresh`:
    /// then nothing of what it replaces has been moved by a killed run before.
    fn put_in_place(&mut self, disk: &mut impl Disk, fresh: bool) -> Result<()> {
        let outcome = exchange(&self.places, disk);
        self.keep = outcome.as_ref().is_err_and(|it| !it.undone || !fresh);
        let waits = "what is left of the run is put in place when the folder is next used";
        outcome.map_err(
            |ExchangeError { error, .. }| {
                if self.keep { Error::output(format!("{error}; {waits}")) } else { error }
            },
        )
    }
}

impl Drop for Staging {
    fn drop(&mut self) {
        // What cannot be removed is told of and removed by the next run.
        if !self.keep && clear(&self.places).is_ok() {
            let staging = self.places.folder.join(STAGING);
            let _ = fs::remove_file(staging.join(LOCK));
            let _ = fs::remove_dir(staging);
        }
    }
}

fn places(folder: &Path) -> Places {
    let staging = folder.join(STAGING);
    Places { folder: folder.to_owned(), new: staging.join("new"), old: staging.join("old") }
}

/// Removes what is in a run's folder, `run.json` first: then what is left is no whole run.
fn clear(Places { new, old, .. }: &Places) -> io::Result<()> {
    let absent = |e: io::Error| if e.kind() == io::ErrorKind::NotFound { Ok(()) } else { Err(e) };
    fs::remove_file(new.join(RUN)).or_else(absent)?;
    [new, old].into_iter().try_for_each(|place| fs::remove_dir_all(place).or_else(absent))
}

/// Removes the half tables that killed runs of earlier versions left in the output folder; true
/// if there were any.
fn remove_partial_tables(folder: &Path) -> bool {
    let mut any = false;
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        let mut tables = Level::ALL.iter().map(|level| level.name()).chain(["run"]);
        if name.ends_with(".partial") && tables.any(|it| name.starts_with(&format!(".{it}."))) {
            any |= fs::remove_file(entry.path()).is_ok();
        }
    }
    any
}

/// A file of a run that is being written.
#[derive(Debug)]
pub(super) struct StagedFile {
    /// Where it will stand.
    path: PathBuf,
    file: BufWriter<File>,
}

impl StagedFile {
    /// Begins the file that will be called `name` at last.
    fn begin(places: &Places, name_here: &str, name: &str) -> Result<Self> {
        let path = places.folder.join(name);
        let file = File::create(places.new.join(name_here)).map_err(|e| cannot_write(&path, &e))?;
        Ok(Self { path, file: BufWriter::with_capacity(1 << 18, file) })
    }

    /// Writes with a function.
    pub(super) fn write_with(
        &mut self,
        write: impl FnOnce(&mut BufWriter<File>) -> io::Result<()>,
    ) -> Result<()> {
        write(&mut self.file).map_err(|e| cannot_write(&self.path, &e))
    }

    /// Writes what is left, down to the disk.
    pub(super) fn finish(self) -> Result<()> {
        let file = self.file.into_inner().map_err(io::IntoInnerError::into_error);
        file.and_then(|file| file.sync_all()).map_err(|e| cannot_write(&self.path, &e))
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;

    /// Fails at a step, and from then on if it `dies` there, as the program does that is killed.
    struct FailingDisk {
        steps_left: usize,
        dies: bool,
    }

    impl FailingDisk {
        fn step(&mut self) -> io::Result<()> {
            if self.steps_left == 0 {
                self.steps_left = if self.dies { 0 } else { usize::MAX };
                return Err(io::Error::other("no space left"));
            }
            self.steps_left -= 1;
            Ok(())
        }
    }

    impl Disk for FailingDisk {
        fn rename(&mut self, from: &Path, to: &Path) -> io::Result<()> {
            self.step()?;
            SystemDisk.rename(from, to)
        }

        fn sync(&mut self, folder: &Path) -> io::Result<()> {
            self.step()?;
            SystemDisk.sync(folder)
        }
    }

    /// The files of a run: names and contents.
    type Files = BTreeMap<String, String>;

    fn run(name: &str, tables: &[&str]) -> Files {
        let tables: Vec<String> = tables.iter().map(|table| (*table).to_owned()).collect();
        let json = serde_json::json!({ "of": name, "tables": &tables }).to_string();
        let files = tables.into_iter().map(|table| (table, name.to_owned()));
        files.chain([(RUN.to_owned(), json)]).collect()
    }

    /// The files in a folder, those that are hidden aside.
    fn files(folder: &Path) -> Files {
        let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
        let name = |path: &Path| path.file_name().unwrap().to_str().unwrap().to_owned();
        let shown = entries.filter(|path| !name(path).starts_with('.'));
        shown.map(|path| (name(&path), fs::read_to_string(&path).unwrap())).collect()
    }

    fn write(files: &Files, staging: Staging, disk: &mut impl Disk) -> Result<()> {
        for (name, content) in files.iter().filter(|(name, _)| *name != RUN) {
            let mut table = staging.table(name)?;
            table.write_with(|file| file.write_all(content.as_bytes()))?;
            table.finish()?;
        }
        staging.commit_on(disk, files[RUN].as_bytes())
    }

    /// Runs with what they replace.
    fn exchanges() -> Vec<(Files, Files)> {
        let new = run("new", &["documents.csv", "cues.csv"]);
        let note = ("notes.txt".to_owned(), "mine".to_owned());
        let with_note = |files: Files| files.into_iter().chain([note.clone()]).collect();
        let old = [
            Files::new(),
            run("old", &["documents.csv", "cues.csv"]),
            run("old", &["documents.csv", "sentences.csv", "attributions.csv"]),
            run("old", &["documents.jsonl", "cues.parquet"]),
            // Tables of no run.
            [("documents.csv".to_owned(), "stray".to_owned())].into(),
        ];
        old.map(|old| (with_note(old), with_note(new.clone()))).into()
    }

    /// Does one exchange after the other with a disk that fails, at each step there is; then
    /// `check` gets the folder, the old files and the new ones.
    fn at_each_step(dies: bool, check: impl Fn(&Path, &Files, &Files)) {
        for (old, new) in exchanges() {
            let mut written = new.clone();
            written.remove("notes.txt");
            for steps_left in 0.. {
                let folder = tempfile::tempdir().unwrap();
                let folder = folder.path();
                for (name, content) in &old {
                    fs::write(folder.join(name), content).unwrap();
                }
                let mut disk = FailingDisk { steps_left, dies };
                let staging = Staging::begin(folder).unwrap();
                if write(&written, staging, &mut disk).is_ok() {
                    assert!(steps_left > 8, "{steps_left}");
                    assert_eq!(files(folder), new);
                    assert!(!exists(&folder.join(STAGING)));
                    break;
                }
                check(folder, &old, &new);
            }
        }
    }

    #[test]
    fn an_exchange_that_fails_at_any_step_leaves_the_old_run() {
        at_each_step(false, |folder, old, _| {
            assert_eq!(files(folder), *old);
            assert!(!exists(&folder.join(STAGING)));
        });
    }

    #[test]
    fn an_exchange_that_is_cut_off_at_any_step_leaves_one_run_whole() {
        let ends = std::cell::Cell::new([0, 0]);
        at_each_step(true, |folder, old, new| {
            // What says that it is a whole run is one.
            let cut = files(folder);
            assert!(!cut.contains_key(RUN) || [old, new].contains(&&cut), "{cut:?}");
            let put_in_place = Staging::recover(folder).unwrap();
            // The next run finds and replaces what is there.
            drop(Staging::begin(folder).unwrap());
            assert!(!exists(&folder.join(STAGING)));
            let now = files(folder);
            assert_eq!(&now, if put_in_place { new } else { &cut });
            assert!([old, new].contains(&&now), "{now:?}");
            let [before, after] = ends.get();
            ends.set(if now == *new { [before, after + 1] } else { [before + 1, after] });
        });
        let [before, after] = ends.get();
        assert!(before >= 5 && after >= 30, "{before} {after}");
    }

    #[test]
    fn a_recovery_that_is_cut_off_can_be_repeated() {
        at_each_step(true, |folder, old, new| {
            if !exists(&folder.join(STAGING).join("new").join(RUN)) {
                return;
            }
            for steps_left in 0.. {
                let mut own = Staging::lock(folder).unwrap();
                if !own.is_whole() {
                    assert_eq!(files(folder), *new);
                    break;
                }
                let done =
                    own.put_in_place(&mut FailingDisk { steps_left, dies: true }, false).is_ok();
                let cut = files(folder);
                assert!(!cut.contains_key(RUN) || [old, new].contains(&&cut), "{cut:?}");
                assert!(!done || cut == *new, "{cut:?}");
            }
        });
    }

    #[test]
    fn only_one_run_at_a_time_writes_into_a_folder() {
        let folder = tempfile::tempdir().unwrap();
        let first = Staging::begin(folder.path()).unwrap();
        let second = Staging::begin(folder.path()).unwrap_err();
        assert!(matches!(second.kind(), ErrorKind::OutputBusy(_)), "{second}");
        drop(first);
        drop(Staging::begin(folder.path()).unwrap());
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);
    }
}
