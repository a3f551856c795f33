//! What the documents promise: every command they show runs and prints what they show, every
//! link, path and flag in them exists.

use std::collections::BTreeSet;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use serde_json::json;

use crate::serve::Server;
use crate::support::{folder, hedgerow, root};

/// How a command that a document shows is tested.
#[derive(Clone, Copy, PartialEq)]
enum Test {
    /// Run as it stands.
    Run,
    /// Run with these arguments added.
    RunWith(&'static str),
    /// Its arguments are accepted; it is not run.
    ParseArguments,
    /// The server starts, answers and is stopped.
    Serve,
    /// The request is sent to a running server.
    Request,
    /// Not run; the files it names are there.
    Skip,
}

/// The commands that are not simply run, by how they begin, and why.
const SPECIAL: &[(&str, Test, &str)] = &[
    ("./test.sh", Test::Skip, "it runs this test"),
    ("hedgerow serve", Test::Serve, "it serves until it is stopped"),
    ("curl ", Test::Request, "it needs the server on a port that is free"),
    ("hedgerow bench corpus", Test::RunWith("--repeat 1"), "it measures for a minute"),
    ("hedgerow bench", Test::RunWith("--repeat 1 --size 1"), "it measures for a minute"),
    ("hedgerow train", Test::ParseArguments, "it needs the annotated data"),
    ("hedgerow eval", Test::ParseArguments, "it needs the annotated data"),
];

/// Flags of other programs that documents name.
const FOREIGN_FLAGS: &[&str] = &["--bench", "--nocapture", "--path", "--release"];

/// A fenced block of a document.
struct Block {
    /// Line of the opening fence, from 1.
    line: usize,
    language: String,
    text: String,
}

struct Document {
    /// Path from the project's folder.
    name: String,
    text: String,
}

impl Document {
    fn read(path: &Path) -> Self {
        let name = path.strip_prefix(root()).unwrap().to_str().unwrap().replace('\\', "/");
        Self { name, text: fs::read_to_string(path).unwrap() }
    }

    fn blocks(&self) -> Vec<Block> {
        let mut blocks = Vec::new();
        let mut lines = self.text.lines().enumerate();
        while let Some((at, line)) = lines.next() {
            let Some(language) = line.trim_start().strip_prefix("```") else { continue };
            let inside = lines.by_ref().map(|(_, line)| line);
            let inside: Vec<&str> =
                inside.take_while(|line| !line.trim_start().starts_with("```")).collect();
            let language = language.trim().to_owned();
            blocks.push(Block { line: at + 1, language, text: inside.join("\n") });
        }
        blocks
    }

    /// Returns the text without its fenced blocks.
    fn prose(&self) -> String {
        let mut inside = false;
        let mut prose = String::new();
        for line in self.text.lines() {
            if line.trim_start().starts_with("```") {
                inside = !inside;
            } else if !inside {
                prose.push_str(line);
                prose.push('\n');
            }
        }
        prose
    }

    /// Returns the contents of the inline code spans.
    fn code_spans(&self) -> Vec<String> {
        self.prose().split('`').skip(1).step_by(2).map(str::to_owned).collect()
    }

    /// Returns the anchors of the headings, as GitHub makes them.
    fn anchors(&self) -> BTreeSet<String> {
        let prose = self.prose();
        let headings = prose.lines().filter(|line| line.starts_with('#'));
        headings
            .map(|line| {
                let title = line.trim_start_matches('#').trim().to_lowercase();
                let kept = title.chars().filter(|c| c.is_alphanumeric() || " -_".contains(*c));
                kept.map(|c| if c == ' ' { '-' } else { c }).collect()
            })
            .collect()
    }
}

fn markdown_in(folder: &str) -> Vec<Document> {
    let files = fs::read_dir(root().join(folder)).unwrap().map(|entry| entry.unwrap().path());
    let mut files: Vec<PathBuf> =
        files.filter(|path| path.extension().is_some_and(|e| e == "md")).collect();
    files.sort();
    files.iter().map(|path| Document::read(path)).collect()
}

/// Returns the documents at the top and those in `docs/` and `lexicons/`.
fn documents() -> Vec<Document> {
    let all: Vec<Document> = ["", "docs", "lexicons"].into_iter().flat_map(markdown_in).collect();
    let names: Vec<&str> = all.iter().map(|document| document.name.as_str()).collect();
    for expected in ["README.md", "CONTRIBUTING.md", "docs/guide.md", "docs/teaching.md"] {
        assert!(names.contains(&expected), "{expected} is not among {names:?}");
    }
    all
}

/// A folder that holds what the documents take for granted.
struct Desk {
    folder: tempfile::TempDir,
}

impl Desk {
    fn new() -> Self {
        let desk = Self { folder: folder() };
        let articles = desk.path("data/articles");
        fs::create_dir_all(&articles).unwrap();
        fs::create_dir(desk.path("papers")).unwrap();
        let mut names = Vec::new();
        for entry in fs::read_dir(root().join("data/articles")).unwrap() {
            let entry = entry.unwrap();
            fs::copy(entry.path(), articles.join(entry.file_name())).unwrap();
            names.push(entry.file_name().into_string().unwrap());
        }
        names.sort();
        for name in ["medical_abstract.txt", "science_story.txt"] {
            fs::copy(articles.join(name), desk.path("papers").join(name)).unwrap();
        }
        fs::copy(articles.join("geopolitics.txt"), desk.path("article.txt")).unwrap();
        let mut lines = String::new();
        let mut table = csv::Writer::from_path(desk.path("corpus.csv")).unwrap();
        table.write_record(["url", "body", "date"]).unwrap();
        for (number, name) in names.iter().enumerate() {
            let text = fs::read_to_string(articles.join(name)).unwrap();
            let publisher = ["Gazette", "Courier", "Herald"][number % 3];
            let date = format!("2024-{:02}-01", number % 12 + 1);
            let url = format!("https://example.org/{name}");
            table.write_record([url.as_str(), text.as_str(), date.as_str()]).unwrap();
            let line = json!({"id": name, "text": text, "publisher": publisher, "date": date});
            lines.push_str(&format!("{line}\n"));
        }
        table.flush().unwrap();
        fs::write(desk.path("corpus.jsonl"), lines).unwrap();
        desk
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Runs a line of shell and returns the exit code with all that was printed.
    fn run(&self, line: &str) -> (i32, String) {
        let program = Path::new(env!("CARGO_BIN_EXE_hedgerow"));
        let path = std::env::var_os("PATH").unwrap_or_default();
        let first = program.parent().unwrap().to_owned();
        let path = std::env::join_paths(std::iter::once(first).chain(std::env::split_paths(&path)))
            .unwrap();
        let output = Command::new("sh")
            .args(["-c", &format!("exec 2>&1\n{line}")])
            .current_dir(self.folder.path())
            .env("PATH", path)
            .env("NO_COLOR", "1")
            .env_remove("COLUMNS")
            .stdin(Stdio::null())
            .output()
            .unwrap();
        (output.status.code().unwrap(), String::from_utf8(output.stdout).unwrap())
    }
}

/// Returns the commands of a block, each with its place in the document.
fn commands(document: &Document, block: &Block) -> Vec<(String, String)> {
    let joined = block.text.replace("\\\n", " ");
    let lines = joined.lines().map(str::trim);
    let lines = lines.filter(|line| !line.is_empty() && !line.starts_with('#'));
    lines
        .map(|line| {
            let line = line.replace("cargo run --release -- ", "hedgerow ");
            (format!("{}:{}: {line}", document.name, block.line), line)
        })
        .collect()
}

/// Returns the command without its trailing comment, and the comment.
fn comment(line: &str) -> (&str, &str) {
    line.split_once(" # ").map_or((line, ""), |(command, comment)| (command.trim(), comment))
}

fn treatment(line: &str) -> Test {
    let special = SPECIAL.iter().find(|(start, _, _)| line.starts_with(start));
    special.map_or(Test::Run, |(_, test, _)| *test)
}

/// Returns the arguments that follow an option or a redirection.
fn named_files(line: &str) -> Vec<&str> {
    let words: Vec<&str> = line.split_whitespace().collect();
    let pairs = words.windows(2).filter(|pair| ["--out", ">", "--save"].contains(&pair[0]));
    pairs.map(|pair| pair[1]).collect()
}

/// Runs a command and returns what it printed.
fn try_command(desk: &Desk, place: &str, line: &str) -> String {
    let (command, comment) = comment(line);
    let expected = comment.split_once("exit code ").map_or(0, |(_, code)| code.parse().unwrap());
    let command = match treatment(command) {
        Test::Run => command.to_owned(),
        Test::RunWith(more) => format!("{command} {more}"),
        Test::ParseArguments => {
            let (command, _) = command.split_once(" > ").unwrap_or((command, ""));
            let (code, printed) = desk.run(&format!("{command} --help"));
            assert_eq!(code, 0, "{place}\n{printed}");
            return String::new();
        }
        Test::Serve => {
            let args: Vec<&str> = command.split_whitespace().skip(2).collect();
            let page = Server::start(&args).get("/");
            assert_eq!(page.status, 200, "{place}");
            assert!(String::from_utf8_lossy(&page.body).contains("<title>hedgerow"), "{place}");
            return String::new();
        }
        Test::Request => {
            let path = command.split_once(":7171").unwrap().1.split_whitespace().next().unwrap();
            let body = command.split_once("-d '").unwrap().1.split_once('\'').unwrap().0;
            let answer = Server::start(&[]).post(path, "application/json", body.as_bytes());
            assert_eq!(answer.status, 200, "{place}");
            return String::from_utf8(answer.body).unwrap();
        }
        Test::Skip => {
            let program = command.split_whitespace().next().unwrap();
            assert!(root().join(program).exists(), "{place}");
            return String::new();
        }
    };
    let ours = command.split(['|', ';']).any(|part| part.trim().starts_with("hedgerow "));
    assert!(ours || command.starts_with("printf "), "{place}: neither hedgerow nor in SPECIAL");
    let (code, printed) = desk.run(&command);
    assert_eq!(code, expected, "{place}\n{printed}");
    for name in named_files(&command) {
        let path = desk.path(name);
        assert!(path.exists(), "{place}: there is no {name}");
        assert!(!path.is_dir() || path.join("run.json").exists(), "{place}: {name} is no run");
    }
    printed
}

/// Compares with a pattern in which a part that `is_gap` stands for any number of parts.
fn matches<P, T>(
    pattern: &[P],
    text: &[T],
    is_gap: &dyn Fn(&P) -> bool,
    same: &dyn Fn(&P, &T) -> bool,
) -> bool {
    let Some((first, rest)) = pattern.split_first() else { return text.is_empty() };
    if is_gap(first) {
        return (0..=text.len()).any(|skipped| matches(rest, &text[skipped..], is_gap, same));
    }
    let Some((next, following)) = text.split_first() else { return false };
    same(first, next) && matches(rest, following, is_gap, same)
}

/// Compares a line with one in which "…" stands for any characters.
fn same_line(shown: &str, printed: &str) -> bool {
    let (shown, printed): (Vec<char>, Vec<char>) =
        (shown.chars().collect(), printed.trim_end().chars().collect());
    matches(&shown, &printed, &|c| *c == '…', &|a, b| a == b)
}

/// Compares what a document shows with what a command printed. A line "…" stands for any lines.
fn same_output(shown: &str, printed: &str) -> bool {
    let shown: Vec<&str> = shown.lines().collect();
    let printed: Vec<&str> = printed.trim_end().lines().collect();
    matches(&shown, &printed, &|line| line.trim() == "…", &|a, b| same_line(a, b))
}

#[test]
fn shown_output_may_leave_out_lines_and_ends() {
    assert!(same_output("a\n…\nc …", "a\nb\nb\nc and d\n"));
    assert!(same_output("…\nin 3 s", "x\nin 3 s"));
    assert!(!same_output("a\nc", "a\nb\nc"));
    assert!(!same_output("a\n…\nd", "a\nb\nc"));
    assert!(!same_output("a", "a\nb"));
    assert!(!same_output("in … ms", "in 3 s"));
}

/// Runs Python with pandas where there is one; else only checks that it is Python.
fn try_python(desk: &Desk, place: &str, script: &str) {
    let own = root().join(".venv/bin/python");
    let has_pandas = Command::new(&own).args(["-c", "import pandas"]).output();
    let (python, args) = if has_pandas.is_ok_and(|output| output.status.success()) {
        (own, ["-"].as_slice())
    } else {
        println!("{place}: there is no .venv with pandas, so it is parsed and not run");
        (
            PathBuf::from("python3"),
            ["-c", "import ast, sys; ast.parse(sys.stdin.read())"].as_slice(),
        )
    };
    let mut command = Command::new(python);
    command.args(args).current_dir(desk.folder.path());
    let child = command.stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::piped()).spawn();
    let Ok(mut child) = child else {
        println!("{place}: there is no Python, so it is not looked at");
        return;
    };
    child.stdin.take().unwrap().write_all(script.as_bytes()).unwrap();
    let output = child.wait_with_output().unwrap();
    assert!(output.status.success(), "{place}: {}", String::from_utf8_lossy(&output.stderr));
}

#[test]
fn every_command_shown_runs_and_prints_what_is_shown() {
    let mut run = 0;
    let mut used = BTreeSet::new();
    for document in documents() {
        let desk = Desk::new();
        let blocks = document.blocks();
        for block in blocks.iter().filter(|block| block.language == "toml") {
            let name = block.text.lines().next().and_then(|line| line.strip_prefix("# "));
            if let Some(name) = name.filter(|name| Path::new(name).extension().is_some()) {
                fs::write(desk.path(name), &block.text).unwrap();
            }
        }
        let mut printed = None;
        let mut python = String::new();
        for block in &blocks {
            let place = format!("{}:{}", document.name, block.line);
            match block.language.as_str() {
                "sh" => {
                    for (place, line) in commands(&document, block) {
                        printed = Some(try_command(&desk, &place, &line));
                        run += 1;
                        used.extend(SPECIAL.iter().filter(|s| line.starts_with(s.0)).map(|s| s.0));
                    }
                }
                "text" => {
                    let printed = printed.as_ref().expect("a command before its output");
                    let shown = &block.text;
                    assert!(
                        same_output(shown, printed),
                        "{place} shows\n{shown}\n\nprinted was\n{printed}"
                    );
                }
                "python" => {
                    python.push_str(&block.text);
                    python.push('\n');
                    try_python(&desk, &place, &python);
                }
                "rust" => {
                    let library = fs::read_to_string(root().join("src/lib.rs")).unwrap();
                    let included = format!("include_str!(\"../{}\")", document.name);
                    assert!(library.contains(&included), "{place} is no doctest of src/lib.rs");
                }
                "toml" => {}
                // Drawings, and what is no command of ours.
                "" if document.name == "ARCHITECTURE.md" => {}
                other => panic!("{place}: nothing tests a block of {other:?}"),
            }
        }
    }
    assert!(run >= 30, "only {run} commands were found");
    for (start, _, reason) in SPECIAL {
        assert!(used.contains(start), "no document shows {start:?} any more ({reason})");
    }
}

#[test]
fn the_cue_that_contributing_adds_passes_the_check() {
    let document = Document::read(&root().join("CONTRIBUTING.md"));
    let mut checked = 0;
    for block in document.blocks() {
        if block.language != "toml" || !block.text.contains("[[cue]]") {
            continue;
        }
        let folder = folder();
        let file = folder.path().join("cue.toml");
        // An entry is added to the file of its class, which begins like this.
        let class = "class = \"possibility\"\n";
        fs::write(&file, format!("format = 1\n{class}{}", block.text)).unwrap();
        hedgerow().args(["lexicon", "check"]).arg(&file).assert().success();
        checked += 1;
    }
    assert!(checked > 0);
}

#[test]
fn every_link_leads_somewhere() {
    let mut links = 0;
    for document in documents() {
        let prose = document.prose();
        for target in prose.split("](").skip(1).filter_map(|rest| rest.split_once(')')) {
            let target = target.0;
            if target.starts_with("https://") {
                continue;
            }
            links += 1;
            let (file, anchor) = target.split_once('#').unwrap_or((target, ""));
            let own = root().join(&document.name);
            let path = if file.is_empty() { own.clone() } else { own.parent().unwrap().join(file) };
            assert!(path.exists(), "{}: {target} does not exist", document.name);
            if !anchor.is_empty() {
                let anchors =
                    Document { name: String::new(), text: fs::read_to_string(&path).unwrap() }
                        .anchors();
                assert!(anchors.contains(anchor), "{}: {target}: {anchors:?}", document.name);
            }
        }
    }
    assert!(links >= 20, "only {links} links were found");
}

#[test]
fn every_path_named_exists() {
    let rooms = ["src/", "tests/", "benches/", "data/", "docs/", "lexicons/", "web/", ".ci/"];
    // A changelog names what was there at the time.
    for document in documents().iter().filter(|document| document.name != "CHANGELOG.md") {
        for span in document.code_spans() {
            let path =
                span.split([' ', ':']).find(|word| rooms.iter().any(|r| word.starts_with(r)));
            let Some(path) = path.filter(|path| !path.contains(['<', '*', '…', '$', '{'])) else {
                continue;
            };
            assert!(root().join(path).exists(), "{}: `{span}`", document.name);
        }
    }
}

#[test]
fn the_map_has_every_room() {
    let map = fs::read_to_string(root().join("ARCHITECTURE.md")).unwrap();
    for entry in fs::read_dir(root().join("src")).unwrap() {
        let entry = entry.unwrap();
        let mut room = format!("`src/{}", entry.file_name().to_str().unwrap());
        room.push_str(if entry.path().is_dir() { "/`" } else { "`" });
        let is_shell = ["`src/lib.rs`", "`src/main.rs`"].contains(&room.as_str());
        assert!(is_shell || map.contains(&room), "ARCHITECTURE.md does not name {room}");
    }
}

fn flags(text: &str) -> BTreeSet<&str> {
    let words = text.split(|c: char| !(c.is_ascii_alphanumeric() || c == '-'));
    words.filter(|word| word.len() > 3 && word.starts_with("--")).collect()
}

#[test]
fn every_command_and_flag_named_exists() {
    let help = |args: &[&str]| {
        let output = hedgerow().args(args).arg("--help").output().unwrap();
        String::from_utf8(output.stdout).unwrap()
    };
    let overview = help(&[]);
    let listed = overview.split_once("Commands:").unwrap().1.split_once("Options:").unwrap().0;
    let commands: Vec<&str> =
        listed.lines().filter_map(|line| line.split_whitespace().next()).collect();
    let mut known: String =
        commands.iter().filter(|name| **name != "help").map(|name| help(&[name])).collect();
    known.push_str(&FOREIGN_FLAGS.join(" "));
    for script in
        ["benches/compare/compare.py", "benches/guard/instructions.py", "benches/load/serve.py"]
    {
        known.push_str(&fs::read_to_string(root().join(script)).unwrap());
    }
    let known = flags(&known);
    assert!(known.len() > 30, "{known:?}");
    for document in documents() {
        for span in document.code_spans() {
            let command = span.strip_prefix("hedgerow ").and_then(|rest| rest.split(' ').next());
            let known_command = command.is_none_or(|c| commands.contains(&c) || c == "COMMAND");
            assert!(known_command, "{}: `{span}`", document.name);
            for flag in flags(&span) {
                assert!(known.contains(flag), "{}: `{span}`: {flag}", document.name);
            }
        }
    }
}
