//! Ctrl-C and SIGTERM end a command wherever it is.
#![cfg(target_os = "linux")] // where the system tells which signals a program listens to

use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use crate::serve::Server;
use crate::support::{folder, root};

/// Within this time a command ends that was asked to, on a machine that is busy with other tests.
const SOON: Duration = Duration::from_secs(5);

/// Starts a command with a standard input from which nothing comes, and waits until it is at work.
fn start(args: &[&str]) -> Child {
    let mut command = Command::new(env!("CARGO_BIN_EXE_hedgerow"));
    command.args(args).current_dir(root()).stdin(Stdio::piped());
    let child = command.stdout(Stdio::null()).stderr(Stdio::piped()).spawn().unwrap();
    let status = format!("/proc/{}/status", child.id());
    let listens = || {
        let status = fs::read_to_string(&status).unwrap();
        let caught = status.lines().find_map(|line| line.strip_prefix("SigCgt:")).unwrap();
        // Signal 15 is SIGTERM.
        u64::from_str_radix(caught.trim(), 16).unwrap() & 1 << 14 != 0
    };
    while !listens() {
        sleep(Duration::from_millis(5));
    }
    // Long enough to be reading or analyzing; it goes on anyway.
    sleep(Duration::from_millis(300));
    child
}

fn signal(command: &mut Child, name: &str) {
    assert!(command.try_wait().unwrap().is_none(), "it has ended before");
    let id = command.id().to_string();
    assert!(Command::new("kill").args([name, &id]).status().unwrap().success());
}

/// Waits for the end of a command, within the time that it may take.
fn end(command: &mut Child, within: Duration) -> Option<i32> {
    let begun = Instant::now();
    while begun.elapsed() < within {
        if let Some(status) = command.try_wait().unwrap() {
            return status.code();
        }
        sleep(Duration::from_millis(10));
    }
    command.kill().unwrap();
    panic!("it goes on");
}

/// Interrupts a command; makes sure that it ends as it should and leaves nothing in the folder.
fn interrupted(args: &[&str], name: &str, folder: &Path) {
    let mut command = start(args);
    signal(&mut command, name);
    assert_eq!(end(&mut command, SOON), Some(130), "{args:?}");
    let told = std::io::read_to_string(command.stderr.unwrap()).unwrap();
    // A document that was left in the middle is no failure.
    assert!(told.matches("interrupted").count() < 2, "{args:?}: {told}");
    let left: Vec<_> = fs::read_dir(folder).unwrap().collect();
    assert!(left.is_empty(), "{args:?}: {left:?}");
}

#[test]
fn commands_that_wait_for_input_end() {
    let outputs = folder();
    let out = outputs.path().join("out").display().to_string();
    for signal in ["-INT", "-TERM"] {
        for threads in ["1", "2"] {
            let score = ["score", "-", "--threads", threads, "--out", &out, "--input-format"];
            for format in ["jsonl", "text", "csv", "auto"] {
                interrupted(&[&score[..], &[format]].concat(), signal, outputs.path());
            }
        }
        interrupted(&["kwic", "may", "-"], signal, outputs.path());
        interrupted(
            &["kwic", "may", "-", "--format", "html", "--out", &out],
            signal,
            outputs.path(),
        );
        interrupted(&["report", "-", "--out", &out], signal, outputs.path());
        interrupted(&["show", "-"], signal, outputs.path());
    }
}

#[test]
fn a_pipe_that_nobody_writes_to_and_a_device_without_end_are_left() {
    let (inputs, outputs) = (folder(), folder());
    let pipe = inputs.path().join("pipe").display().to_string();
    assert!(Command::new("mkfifo").arg(&pipe).status().unwrap().success());
    let out = outputs.path().join("out").display().to_string();
    for threads in ["1", "2"] {
        for (input, format) in [(&pipe[..], "text"), (&pipe, "jsonl"), ("/dev/zero", "jsonl")] {
            let score = ["score", input, "--input-format", format, "--threads", threads];
            let limit = ["--max-document-bytes", "1000000", "--out", &out];
            interrupted(&[&score[..], &limit].concat(), "-INT", outputs.path());
        }
    }
}

#[test]
fn a_device_without_end_is_no_document() {
    let folder = folder();
    let mut command = crate::support::hedgerow();
    command.args(["score", "/dev/zero", "--max-document-bytes", "1000000", "--out"]);
    let output = command.arg(folder.path().join("out")).output().unwrap();
    let told = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(1), "{told}");
    assert!(told.contains("longer than 1000000 bytes"), "{told}");
}

/// A file with one text that takes long to score.
fn long_text(folder: &Path) -> String {
    let path = folder.join("long.txt");
    let text = "The minister may resign in May, Dr. Lee said. It is unclear why.\n\n";
    fs::write(&path, text.repeat(150_000_000 / text.len())).unwrap();
    path.display().to_string()
}

#[test]
fn a_long_text_is_left() {
    let (inputs, outputs) = (folder(), folder());
    let text = long_text(inputs.path());
    let out = outputs.path().join("out").display().to_string();
    for threads in ["1", "2"] {
        let score = ["score", &text, "--threads", threads, "--level", "documents,cues"];
        interrupted(&[&score[..], &["--out", &out]].concat(), "-INT", outputs.path());
    }
    let report = ["report", &text, "--threads", "2", "--out", &out];
    interrupted(&report, "-TERM", outputs.path());
    interrupted(&["kwic", "may", &text, "--threads", "2"], "-INT", outputs.path());
    interrupted(&["show", &text], "-INT", outputs.path());
}

#[test]
fn one_endless_sentence_is_left() {
    let (inputs, outputs) = (folder(), folder());
    let text = long_text(inputs.path());
    let out = outputs.path().join("out").display().to_string();
    let mut command = start(&["score", &text, "--split", "none", "--out", &out]);
    signal(&mut command, "-INT");
    assert_eq!(end(&mut command, SOON), Some(130));
    // What it may not have had the time to remove is told and removed by the next one.
    let mut next = crate::support::hedgerow();
    next.args(["score", "data/articles", "--out", &out]).assert().code(0);
    let mut left: Vec<_> =
        fs::read_dir(&out).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    left.sort();
    assert_eq!(left, ["documents.csv", "run.json"]);
}

#[test]
fn a_second_signal_ends_a_command_at_once() {
    let outputs = folder();
    let out = outputs.path().join("out").display().to_string();
    let mut command = start(&["score", "-", "--input-format", "jsonl", "--out", &out]);
    signal(&mut command, "-INT");
    // It may have ended already.
    let id = command.id().to_string();
    let _ = Command::new("kill").args(["-TERM", &id]).stderr(Stdio::null()).status();
    assert_eq!(end(&mut command, SOON), Some(130));
}

#[test]
fn a_server_ends_whatever_it_is_working_on() {
    let mut server = Server::start(&["--max-body-bytes", "200000000", "--timeout", "3600"]);
    let text = "The minister may resign in May, Dr. Lee said. ".repeat(2_000_000);
    let mut client = server.connect();
    let body = serde_json::json!({ "text": text }).to_string();
    let head = format!(
        "POST /api/analyze HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: {}\r\n\r\n",
        body.len()
    );
    client.write_all(head.as_bytes()).unwrap();
    client.write_all(body.as_bytes()).unwrap();
    sleep(Duration::from_millis(500));
    signal(&mut server.child, "-TERM");
    // It gives answers two seconds.
    assert_eq!(end(&mut server.child, SOON + Duration::from_secs(2)), Some(0));
}
