//! The server, spoken to over its socket. How the page behaves in a browser is tested in
//! `tests/browser/`.

use std::collections::BTreeSet;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use serde_json::{Value, json};

use crate::support::{Run, hedgerow};

const TEXT: &str = "It \"may\" rain, officials said. 🎉 Documents show <b>it</b> certainly did.\n\nThe expert believes it is likely.";

/// A running server that ends with the test.
pub(crate) struct Server {
    pub(crate) child: Child,
    address: String,
}

impl Server {
    pub(crate) fn start(args: &[&str]) -> Self {
        let mut child = Command::new(env!("CARGO_BIN_EXE_hedgerow"))
            .args(["serve", "--port", "0"])
            .args(args)
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut line = String::new();
        BufReader::new(child.stdout.as_mut().unwrap()).read_line(&mut line).unwrap();
        let address = line.split("http://").nth(1).and_then(|rest| rest.split('/').next());
        let address = address.unwrap_or_else(|| panic!("no address in {line:?}")).to_owned();
        Self { child, address }
    }

    pub(crate) fn connect(&self) -> TcpStream {
        let stream = TcpStream::connect(&self.address).unwrap();
        stream.set_read_timeout(Some(Duration::from_secs(30))).unwrap();
        stream
    }

    fn raw(&self, request: &[u8]) -> Answer {
        let mut stream = self.connect();
        // The server may answer and close before it has read everything.
        let _ = stream.write_all(request);
        Answer::read(&mut stream)
    }

    pub(crate) fn get(&self, path: &str) -> Answer {
        self.raw(
            format!("GET {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
                .as_bytes(),
        )
    }

    pub(crate) fn post(&self, path: &str, media: &str, body: &[u8]) -> Answer {
        let mut request = format!(
            "POST {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Type: {media}\r\nContent-Length: {}\r\n\r\n",
            body.len()
        )
        .into_bytes();
        request.extend_from_slice(body);
        self.raw(&request)
    }

    fn json(&self, path: &str, body: &Value) -> Answer {
        self.post(path, "application/json", body.to_string().as_bytes())
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

pub(crate) struct Answer {
    pub(crate) status: u16,
    head: String,
    pub(crate) body: Vec<u8>,
}

impl Answer {
    fn read(stream: &mut TcpStream) -> Self {
        let mut bytes = Vec::new();
        let _ = stream.read_to_end(&mut bytes);
        let end = bytes.windows(4).position(|w| w == b"\r\n\r\n").unwrap_or(bytes.len());
        let head = String::from_utf8_lossy(&bytes[..end]).to_lowercase();
        let status = head.split(' ').nth(1).and_then(|code| code.parse().ok()).unwrap_or(0);
        let body = bytes.get(end + 4..).unwrap_or_default().to_vec();
        Self { status, head, body }
    }

    fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap_or_else(|e| {
            panic!("{e}: {} {}", self.head, String::from_utf8_lossy(&self.body))
        })
    }

    /// Refused, with a reason that says so.
    fn refused(&self, status: u16, reason: &str) {
        let shown = String::from_utf8_lossy(&self.body);
        assert_eq!(self.status, status, "{} {shown}", self.head);
        let body = self.json();
        assert_eq!(body["status"], status);
        assert!(body["reason"].as_str().unwrap().contains(reason), "{shown}");
    }
}

#[test]
fn analyze_answers_with_the_rows_of_the_tables() {
    let server = Server::start(&["--profile", "science"]);
    let answer = server.json("/api/analyze", &json!({"text": TEXT, "explain": true})).json();
    assert_eq!(answer["profile"], "science");
    let levels = ["documents", "sentences", "cues", "attributions"];
    let all = levels.join(",");
    let args = [
        "-",
        "--input-format",
        "text",
        "--level",
        &all,
        "--format",
        "jsonl",
        "--profile",
        "science",
    ];
    let run = Run::score_with_stdin(&args, TEXT.as_bytes());
    assert_eq!(run.code, 0, "{}", run.stderr);
    for level in levels {
        let table = String::from_utf8(run.bytes(&format!("{level}.jsonl"))).unwrap();
        let rows: Vec<Value> =
            table.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
        let mut answered = answer[level].as_array().unwrap().clone();
        assert_eq!(answered.len(), rows.len(), "{level}");
        for (answered, row) in answered.iter_mut().zip(rows) {
            let named = if level == "documents" { "id" } else { "document_id" };
            for own in [named, "source"] {
                if level == "documents" || own == named {
                    answered[own] = row[own].clone();
                }
            }
            assert_eq!(*answered, row, "{level}");
        }
    }
    let explained = answer["explanations"].as_array().unwrap();
    assert_eq!(explained.len(), answer["sentences"].as_array().unwrap().len());
    assert!(explained[0]["cues"][0][0]["weight"].as_f64().unwrap() != 0.0);
    let news = server.json("/api/analyze", &json!({"text": TEXT, "profile": "news"})).json();
    assert_eq!(news["profile"], "news");
    assert!(news.get("explanations").is_none());
}

#[test]
fn what_the_description_says_is_so() {
    let server = Server::start(&[]);
    let described = server.get("/api/openapi.json").json();
    for (path, methods) in described["paths"].as_object().unwrap() {
        for (method, operation) in methods.as_object().unwrap() {
            let body = json!({"text": TEXT, "a": TEXT, "b": "No."});
            let body = if path.ends_with("compare") {
                json!({"a": body["a"], "b": body["b"]})
            } else {
                json!({"text": TEXT})
            };
            let answer = match method.as_str() {
                "get" => server.get(path),
                _ => server.json(path, &body),
            };
            assert_eq!(answer.status, 200, "{path}: {}", String::from_utf8_lossy(&answer.body));
            for refused in ["400", "405", "408", "414", "421", "431"] {
                assert!(operation["responses"][refused].is_object(), "{path} {refused}");
            }
            let media = operation["responses"]["200"]["content"].as_object().unwrap();
            let media = media.keys().next().unwrap();
            assert!(
                answer.head.contains(&format!("content-type: {media}")),
                "{path}: {}",
                answer.head
            );
        }
    }
    let schemas = &described["components"]["schemas"];
    let answer = server.json("/api/analyze", &json!({"text": TEXT, "explain": true})).json();
    fits("analysis", &answer, &schemas["Analysis"], schemas);
    let answer = server.json("/api/view", &json!({"text": TEXT})).json();
    fits("view", &answer, &schemas["View"], schemas);
}

/// Whether a value is as a schema says.
fn fits(at: &str, value: &Value, schema: &Value, schemas: &Value) {
    if let Some(reference) = schema["$ref"].as_str() {
        return fits(at, value, &schemas[reference.rsplit('/').next().unwrap()], schemas);
    }
    let types = &schema["type"];
    let types: Vec<&str> = match types {
        Value::Array(all) => all.iter().filter_map(Value::as_str).collect(),
        one => one.as_str().into_iter().collect(),
    };
    let is = |name: &&str| match *name {
        "object" => value.is_object(),
        "array" => value.is_array(),
        "string" => value.is_string(),
        "integer" => value.is_u64(),
        "number" => value.is_number(),
        "boolean" => value.is_boolean(),
        "null" => value.is_null(),
        other => panic!("{at}: unknown type {other}"),
    };
    assert!(types.iter().any(is), "{at}: {value} is none of {types:?}");
    for (end, wrong) in [("minimum", f64::lt as fn(&f64, &f64) -> bool), ("maximum", f64::gt)] {
        if let (Some(limit), Some(number)) = (schema[end].as_f64(), value.as_f64()) {
            assert!(!wrong(&number, &limit), "{at}: {number} is beyond the {end} {limit}");
        }
    }
    if let Some(allowed) = schema["enum"].as_array() {
        assert!(allowed.contains(value), "{at}: {value} is none of {allowed:?}");
    }
    for item in value.as_array().into_iter().flatten() {
        fits(at, item, &schema["items"], schemas);
    }
    if let (Some(object), Some(properties)) = (value.as_object(), schema["properties"].as_object())
    {
        let names = |keys: serde_json::map::Keys<'_>| keys.cloned().collect::<BTreeSet<_>>();
        let known = names(properties.keys());
        assert!(
            names(object.keys()).is_subset(&known),
            "{at}: {:?} {known:?}",
            names(object.keys())
        );
        for required in schema["required"].as_array().into_iter().flatten() {
            assert!(object.contains_key(required.as_str().unwrap()), "{at}: no {required}");
        }
        for (key, value) in object {
            fits(&format!("{at}.{key}"), value, &properties[key], schemas);
        }
    }
}

#[test]
fn csv_is_the_table_and_the_report_a_page_of_its_own() {
    let server = Server::start(&[]);
    let answer = server.json("/api/csv", &json!({"text": TEXT, "table": "sentences"}));
    assert!(answer.head.contains("filename=\"sentences.csv\""), "{}", answer.head);
    let run = Run::score_with_stdin(
        &["-", "--input-format", "text", "--level", "sentences"],
        TEXT.as_bytes(),
    );
    let table = String::from_utf8(run.bytes("sentences.csv")).unwrap();
    assert_eq!(String::from_utf8(answer.body).unwrap().replace("\ntext,", "\nstdin,"), table);
    let report = server.json("/api/report", &json!({"text": TEXT, "title": "A </title><script>x"}));
    let page = String::from_utf8(report.body).unwrap();
    assert!(page.starts_with("<!doctype html>") && page.trim_end().ends_with("</html>"));
    assert!(page.contains("A &#60;/title&#62;&#60;script&#62;x"), "{page}");
    assert!(page.contains("&#60;b&#62;it&#60;/b&#62;"));
    assert!(!page.contains(" src=") && !page.contains("http:") && !page.contains("https:"));
}

#[test]
fn files_are_decoded_as_the_corpus_is() {
    let server = Server::start(&[]);
    let octets = "application/octet-stream";
    let answer = server.post("/api/decode", octets, b"Le caf\xE9 est ferm\xE9, dit-on.").json();
    assert_eq!(answer["text"], "Le café est fermé, dit-on.");
    assert_eq!(answer["warning"], "transcoded:windows-1252");
    server.post("/api/decode", octets, b"%PDF-1.7").refused(422, "PDF");
    server.post("/api/decode", octets, b"a\0b").refused(422, "binary");
}

#[test]
fn every_answer_carries_the_policy_and_no_cookie() {
    let server = Server::start(&[]);
    let all = [
        server.get("/"),
        server.get("/assets/live.js"),
        server.get("/assets/shared.js"),
        server.get("/nowhere"),
        server.json("/api/view", &json!({"text": TEXT})),
        server.raw(b"nonsense\r\n\r\n"),
    ];
    for answer in all {
        for header in [
            "content-security-policy: default-src 'none'; script-src 'self';",
            "x-content-type-options: nosniff",
            "referrer-policy: no-referrer",
            "cache-control: no-store",
        ] {
            assert!(answer.head.contains(header), "no {header} in {}", answer.head);
        }
        assert!(!answer.head.contains("set-cookie"), "{}", answer.head);
    }
}

#[test]
fn only_names_of_this_computer_are_answered_where_only_it_is_let_in() {
    let server = Server::start(&[]);
    let asked = |host: &str| {
        server.raw(format!("GET / HTTP/1.1\r\n{host}Connection: close\r\n\r\n").as_bytes())
    };
    let port = server.address.rsplit(':').next().unwrap();
    for own in
        ["localhost", "LOCALHOST:80", "127.0.0.1", "127.1.2.3:7171", "[::1]:80", "a.localhost"]
    {
        assert_eq!(asked(&format!("Host: {own}\r\n")).status, 200, "{own}");
    }
    for foreign in [
        "example.org",
        "localhost.example.org",
        "127.0.0.1.example.org",
        "10.0.0.1",
        "x@localhost",
        "",
        "a b",
    ] {
        let answer = asked(&format!("Host: {foreign}:{port}\r\n"));
        answer.refused(421, "only this computer");
        assert!(answer.head.contains("content-security-policy"), "{}", answer.head);
    }
    let whole = "GET http://example.org/ HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
    server.raw(whole.as_bytes()).refused(421, "only this computer");
    let open = Server::start(&["--host", "0.0.0.0"]);
    let answer = open.raw(b"GET / HTTP/1.1\r\nHost: school.example\r\nConnection: close\r\n\r\n");
    assert_eq!(answer.status, 200);
    // Nor are those others told that their text stays with them.
    let claims = |page: Answer| String::from_utf8(page.body).unwrap().contains("this computer");
    assert!(claims(server.get("/")) && !claims(answer));
}

#[test]
fn requests_that_make_no_sense_are_refused_with_a_reason() {
    let server = Server::start(&["--max-body-bytes", "4096", "--timeout", "1"]);
    let analyze = "/api/analyze";
    server.post(analyze, "application/json", b"{\"text\": \"It").refused(400, "not JSON");
    server.post(analyze, "application/json", b"\xFF\xFE").refused(400, "not JSON");
    server.post(analyze, "text/plain", b"It may rain.").refused(415, "Content-Type");
    server.json(analyze, &json!({"txt": "It may rain."})).refused(422, "`txt`");
    // What would have no effect is no part of what is asked.
    server.json(analyze, &json!({"text": "", "title": "x"})).refused(422, "`title`");
    server.json("/api/view", &json!({"text": "", "table": "cues"})).refused(422, "`table`");
    server.json("/api/csv", &json!({"text": "", "title": "x"})).refused(422, "`title`");
    server.json(analyze, &json!({"text": 3})).refused(422, "a string");
    server.json(analyze, &json!(["It may rain.", null, null, null])).refused(422, "an object");
    server
        .json(analyze, &json!({"text": "", "profile": "gossip"}))
        .refused(422, "news, encyclopedia, reviews, science");
    server
        .json("/api/csv", &json!({"text": "", "table": "x"}))
        .refused(422, "documents, sentences");
    server.get("/nowhere").refused(404, "openapi");
    server.get("/assets/../Cargo.toml").refused(404, "path");
    server.get("/assets/%ff").refused(404, "path");
    server.get(analyze).refused(405, "method");
    // Too long: told so at once, and found out on the way.
    server.json(analyze, &json!({"text": "a".repeat(5_000)})).refused(413, "4096 bytes");
    let chunk = "a".repeat(5_000);
    let chunked = format!(
        "POST {analyze} HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n1388\r\n{chunk}\r\n0\r\n\r\n"
    );
    server.raw(chunked.as_bytes()).refused(413, "4096 bytes");
    for nonsense in
        [&b"nonsense\r\n\r\n"[..], b"\x16\x03\x01\x02\0\x01\0\r\n\r\n", b"GET / HTTP/9\r\n\r\n"]
    {
        server.raw(nonsense).refused(400, "not a request");
    }
    let long = format!("GET /{} HTTP/1.1\r\n\r\n", "a".repeat(70_000));
    server.raw(long.as_bytes()).refused(414, "path");
    let headers = format!("GET / HTTP/1.1\r\n{}\r\n", "x: y\r\n".repeat(1_000));
    server.raw(headers.as_bytes()).refused(431, "headers");
    // A client that reads only once it has sent everything reads why nothing came of it.
    let mut stream = server.connect();
    let body = "a".repeat(20_000_000);
    let head = format!(
        "POST {analyze} HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: {}\r\n\r\n",
        body.len()
    );
    stream.write_all((head + &body).as_bytes()).unwrap();
    Answer::read(&mut stream).refused(413, "4096 bytes");
    let empty = server.json(analyze, &json!({"text": ""})).json();
    assert_eq!(empty["documents"][0]["hedged_share"], Value::Null);
}

#[test]
fn slow_clients_are_sent_away_and_hold_up_nobody() {
    let server = Server::start(&["--timeout", "1"]);
    let head = "POST /api/analyze HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{";
    let mut slow: Vec<TcpStream> = (0..40)
        .map(|at| {
            let mut stream = server.connect();
            // Half of them do not even finish the head.
            let sent = if at % 2 == 0 { head } else { "POST /api/analyze HTTP/1.1\r\nHos" };
            stream.write_all(sent.as_bytes()).unwrap();
            stream
        })
        .collect();
    let answer = server.json("/api/analyze", &json!({"text": TEXT}));
    assert_eq!(answer.status, 200);
    for (at, stream) in slow.iter_mut().enumerate() {
        let answer = Answer::read(stream);
        if at % 2 == 0 {
            answer.refused(408, "took longer");
        } else {
            answer.refused(408, "took too long");
        }
    }
    assert_eq!(server.json("/api/analyze", &json!({"text": TEXT})).status, 200);
}

#[test]
fn clients_that_never_finish_make_room_for_others() {
    let server = Server::start(&["--timeout", "60"]);
    let mut stalled: Vec<TcpStream> = (0..530)
        .map(|_| {
            let mut stream = server.connect();
            stream.write_all(b"GET / HTTP/1.1\r\nHost: localhost\r\nAccept").unwrap();
            stream
        })
        .collect();
    for _ in 0..3 {
        assert_eq!(server.json("/api/analyze", &json!({"text": TEXT})).status, 200);
    }
    // Which of them went depends on when the server first heard of each.
    let is_told = |stream: &mut TcpStream| {
        stream.set_read_timeout(Some(Duration::from_millis(10))).unwrap();
        Answer::read(stream).status == 408
    };
    let told = stalled.iter_mut().map(is_told).filter(|told| *told).count();
    assert!(told >= 18, "those that made room are told so");
}

#[test]
fn clients_that_do_not_take_their_answer_are_let_go() {
    let server = Server::start(&["--timeout", "2"]);
    let body = json!({"text": "may ".repeat(30_000)}).to_string();
    let head = format!(
        "POST /api/analyze HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: {}\r\n\r\n",
        body.len()
    );
    let mut stream = server.connect();
    stream.write_all((head + &body).as_bytes()).unwrap();
    std::thread::sleep(Duration::from_secs(8));
    let answer = Answer::read(&mut stream);
    let whole = server.json("/api/analyze", &json!({"text": "may ".repeat(30_000)}));
    assert!(answer.status == 200 && answer.body.len() < whole.body.len(), "it was cut off");
}

#[test]
fn a_text_of_nothing_but_cues_is_answered_in_time() {
    let server = Server::start(&[]);
    for (profile, text) in [
        ("news", "may ".repeat(60_000)),
        ("science", "may ".repeat(100_000)),
        ("science", "It may rain. ".repeat(60_000)),
        ("reviews", "“if, not ".repeat(100_000)),
    ] {
        let asked = json!({"text": text, "profile": profile});
        let answer = server.json("/api/view", &asked);
        assert_eq!(answer.status, 200, "{profile} {}", &text[..20]);
        let html = answer.json()["html"].as_str().unwrap().to_owned();
        let marks = html.matches("<mark class=\"cue ").count();
        assert!((5_000..=10_000).contains(&marks), "{profile} {}: {marks}", &text[..20]);
        assert!(html.contains("The figures are of the whole text."));
    }
    let all = server.json("/api/analyze", &json!({"text": "may ".repeat(50_000)})).json();
    assert_eq!(all["cues"].as_array().unwrap().len(), 50_000);
}

#[test]
fn nothing_of_a_text_is_logged() {
    let mut server = Server::start(&[]);
    server.json("/api/view", &json!({"text": "The zeppelin may land."}));
    server.json("/api/view", &json!({"txt": "The zeppelin may land."}));
    server.child.kill().unwrap();
    let (mut out, mut err) = (String::new(), String::new());
    server.child.stdout.take().unwrap().read_to_string(&mut out).unwrap();
    server.child.stderr.take().unwrap().read_to_string(&mut err).unwrap();
    assert!(!out.contains("zeppelin") && err.is_empty(), "{out} {err}");
}

#[test]
fn a_port_that_is_taken_is_an_error_that_says_what_to_do() {
    let server = Server::start(&[]);
    let port = server.address.rsplit(':').next().unwrap();
    let output = hedgerow().args(["serve", "--port", port]).output().unwrap();
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8(output.stderr).unwrap().contains("--port"));
}
