//! A new run takes the place of the one that is in a folder: renames, which are undone where one
//! fails.
//!
//! While they go on, the folder has no `run.json`, and the new run has one where it waits. So it
//! can be told at any instant which run is whole; renaming what is left completes the exchange.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::run_file::{RUN, tables_listed};
use crate::error::{Error, ErrorKind, Result};

/// The folders between which files move.
#[derive(Debug, Clone)]
pub(super) struct Places {
    /// The output folder.
    pub(super) folder: PathBuf,
    /// Where the new run waits, whole.
    pub(super) new: PathBuf,
    /// Where what it replaces is put aside.
    pub(super) old: PathBuf,
}

/// What the exchange asks of the system; in tests it fails at each step.
pub(super) trait Disk {
    fn rename(&mut self, from: &Path, to: &Path) -> io::Result<()>;
    /// Makes sure that the names in a folder outlast a power failure.
    fn sync(&mut self, folder: &Path) -> io::Result<()>;
}

/// The system itself.
pub(super) struct SystemDisk;

impl Disk for SystemDisk {
    fn rename(&mut self, from: &Path, to: &Path) -> io::Result<()> {
        fs::rename(from, to)
    }

    fn sync(&mut self, folder: &Path) -> io::Result<()> {
        // Elsewhere a folder cannot be opened.
        if cfg!(unix) { fs::File::open(folder)?.sync_all() } else { Ok(()) }
    }
}

/// The error that stopped an exchange.
pub(super) struct ExchangeError {
    pub(super) error: Error,
    /// True if all is as it was before; else it can only be completed.
    pub(super) undone: bool,
}

/// Puts the new run in its place, and what was there aside. May be called again after any part
/// of it.
pub(super) fn exchange(
    places: &Places,
    disk: &mut impl Disk,
) -> std::result::Result<(), ExchangeError> {
    let mut moves = Moves { disk, done: Vec::new() };
    let outcome = moves.exchange(places);
    outcome.map_err(|error| ExchangeError { error, undone: moves.undo(&places.folder) })
}

/// Moves that can be taken back.
struct Moves<'a, D> {
    disk: &'a mut D,
    done: Vec<(PathBuf, PathBuf)>,
}

impl<D: Disk> Moves<'_, D> {
    fn exchange(&mut self, Places { folder, new, old }: &Places) -> Result<()> {
        let own = tables_listed(&new.join(RUN));
        let is_left = exists(&folder.join(RUN));
        let earlier =
            [folder, old].map(|place| place.join(RUN)).into_iter().find(|run| exists(run));
        let earlier = earlier.map_or_else(Vec::new, |run| tables_listed(&run));
        // A table that has its name already has left the place where it waited.
        let waits = |name: &String| exists(&new.join(name));
        let replaced = own.iter().filter(|name| waits(name));
        let dropped = earlier.iter().filter(|name| !own.contains(name));
        let aside: Vec<&String> =
            replaced.chain(dropped).filter(|name| exists(&folder.join(name))).collect();
        check_are_files(folder, aside.iter().map(|name| &name[..]))?;
        if is_left {
            self.rename(RUN, folder, old)?;
            self.sync(folder)?;
        }
        for name in aside {
            self.rename(name, folder, old)?;
        }
        for name in own.iter().filter(|name| waits(name)) {
            self.rename(name, new, folder)?;
        }
        self.sync(folder)?;
        self.rename(RUN, new, folder)?;
        self.sync(folder)
    }

    fn rename(&mut self, name: &str, from: &Path, to: &Path) -> Result<()> {
        let (from, to) = (from.join(name), to.join(name));
        self.disk.rename(&from, &to).map_err(|e| cannot_write(&to, &e))?;
        self.done.push((from, to));
        Ok(())
    }

    fn sync(&mut self, folder: &Path) -> Result<()> {
        self.disk.sync(folder).map_err(|e| cannot_write(folder, &e))
    }

    /// Takes all moves back, the last one first; true if that went well.
    fn undo(mut self, folder: &Path) -> bool {
        let mut moves = std::mem::take(&mut self.done).into_iter().rev();
        let all_back = moves.all(|(from, to)| self.disk.rename(&to, &from).is_ok());
        // A disk that could not be synced before may fail again, with all names back in place.
        let _ = self.disk.sync(folder);
        all_back
    }
}

/// Makes sure that no folder stands where files are to be replaced.
pub(super) fn check_are_files<'a>(
    folder: &Path,
    names: impl IntoIterator<Item = &'a str>,
) -> Result<()> {
    let mut paths = names.into_iter().map(|name| folder.join(name));
    let is_folder = |path: &PathBuf| fs::symlink_metadata(path).is_ok_and(|it| it.is_dir());
    match paths.find(is_folder) {
        Some(path) => Err(ErrorKind::OutputPath(path, "is a folder").into()),
        None => Ok(()),
    }
}

/// True if something has this name, be it a link to nothing.
pub(super) fn exists(path: &Path) -> bool {
    fs::symlink_metadata(path).is_ok()
}

pub(super) fn cannot_write(path: &Path, e: &io::Error) -> Error {
    Error::output(format!("{}: cannot be written: {e}", path.display()))
}
