//! The checks find what is planted in small crates, and nothing else.

use super::checks::{circles, impurities, repeated_types, rooms_out_of_order};
use super::source_tree::SourceTree;

/// A small crate, each file with its code.
fn planted(files: &[(&str, &str)]) -> SourceTree {
    let files = files.iter().map(|(name, code)| ((*name).to_owned(), (*code).to_owned()));
    SourceTree::parse(&files.collect())
}

/// A crate of two files that use each other, `b` by way of `naming`.
fn circle(naming: &str) -> SourceTree {
    planted(&[
        ("lib.rs", "pub mod a; mod b; mod c;"),
        ("a.rs", "use crate::b::B; use crate::c::C; pub struct A(B, C);"),
        ("b.rs", &format!("{naming} pub struct B;")),
        ("c.rs", "pub struct C;"),
    ])
}

#[test]
fn a_circle_is_seen_however_it_is_named() {
    for naming in [
        "use crate::a::A;",
        "use crate::{a::{A as Other}, c::C};",
        "use super::a; fn f() -> a::A { todo!() }",
        "use crate::a::*;",
        "fn f() { use crate::a::A; }",
        "fn f() -> Option<crate::a::A> { None }",
        "fn f() { println!(\"{:?}\", super::a::A::new()); }",
        "mod inner { pub(crate) struct X(super::super::a::A); }",
        "impl From<crate::a::A> for B {}",
        "pub use crate::a::A; fn f(a: &'static A) {}",
    ] {
        let circles = circles(&circle(naming));
        assert_eq!(circles.len(), 1, "{naming}: {circles:?}");
        assert!(circles[0].starts_with("a.rs, b.rs use each other:"), "{circles:?}");
    }
}

#[test]
fn what_is_no_use_makes_no_circle() {
    for naming in [
        "",
        "use crate::c::C;",
        "// crate::a::A\n/// See [`crate::a::A`].\n",
        "const TEXT: &str = \"use crate::a::A;\";",
        "#[cfg(test)] mod tests { use crate::a::A; }",
        "#[cfg(test)] use crate::a::A;",
        "pub use crate::a::A; fn f(x: X) { x.A(); }",
        "fn a() {} fn f() { a::<u8>(); }",
    ] {
        assert_eq!(circles(&circle(naming)), Vec::<String>::new(), "{naming}");
    }
}

#[test]
fn parents_and_children_make_circles_by_what_they_define() {
    let tree = |parent: &str, child: &str| {
        let (parent, child) = (format!("mod child; {parent}"), format!("{child} pub struct C;"));
        planted(&[
            ("lib.rs", "mod m; mod n;"),
            ("m/mod.rs", &parent),
            ("m/child.rs", &child),
            ("n.rs", "pub struct N;"),
        ])
    };
    // To declare and to hand on is no use, nor is a name that the parent only hands on.
    assert!(circles(&tree("pub use child::C; pub struct P;", "use super::P;")).is_empty());
    assert!(circles(&tree("use crate::n::N; fn f(c: child::C) {}", "use super::N;")).is_empty());
    for parent in ["fn f(c: child::C) {}", "pub use child::C; fn f(c: C) {}", "use child::C;"] {
        let circles = circles(&tree(&format!("{parent} pub struct P;"), "use super::P;"));
        assert!(circles[0].starts_with("m/child.rs, m/mod.rs use each other:"), "{circles:?}");
    }
    // What macros make.
    for parent in ["named! { pub enum P { A } }", "make!(P);"] {
        let circles = circles(&tree(&format!("use child::C; {parent}"), "use super::P;"));
        assert_eq!(circles.len(), 1, "{parent}");
    }
    // A module and a function of the same name.
    let tree = planted(&[
        ("lib.rs", "mod m;"),
        ("m/mod.rs", "mod child; mod other; pub fn other(c: child::C) {}"),
        ("m/child.rs", "use super::other::O; pub struct C(O);"),
        ("m/other.rs", "pub struct O;"),
    ]);
    assert!(circles(&tree).is_empty());
    // Three in a row.
    let tree = planted(&[
        ("lib.rs", "mod a; mod b; mod c;"),
        ("a.rs", "pub fn a() { crate::b::b() }"),
        ("b.rs", "pub fn b() { super::c::c() }"),
        ("c.rs", "use crate::a; pub fn c() { a::a() }"),
    ]);
    assert!(circles(&tree)[0].starts_with("a.rs, b.rs, c.rs use each other:"));
}

#[test]
fn a_room_out_of_order_is_seen() {
    let tree = |text: &str, tables: &str| {
        planted(&[
            ("lib.rs", "mod text; mod tables; mod hidden; pub use tables::Row;"),
            ("text.rs", text),
            ("tables/mod.rs", tables),
            ("hidden.rs", "pub struct Hidden;"),
        ])
    };
    let allowed: &[(&str, &[&str])] = &[("hidden", &[]), ("text", &[]), ("tables", &["text"])];
    let row = "pub struct Row(crate::text::T);";
    assert_eq!(rooms_out_of_order(&tree("pub struct T;", row), allowed), Vec::<String>::new());
    for text in [
        "pub struct T(crate::tables::Row);",
        "pub struct T(super::tables::Row);",
        "pub struct T(crate::Row);", // by way of lib.rs
    ] {
        let wrong = rooms_out_of_order(&tree(text, row), allowed);
        assert!(wrong[0].ends_with("but text may not use tables"), "{wrong:?}");
    }
    // Handed on by a room that may be used: it is used all the same.
    let handed =
        tree("pub use crate::hidden::Hidden; pub struct T;", "use crate::text::{Hidden, T};");
    let wrong = rooms_out_of_order(
        &handed,
        &[("hidden", &[]), ("text", &["hidden"]), ("tables", &["text"])],
    );
    assert_eq!(wrong, ["tables/mod.rs uses crate::text::Hidden, but tables may not use hidden"]);
    let list: &[(&str, &[&str])] = &[("tables", &["text"]), ("text", &[])];
    let wrong = rooms_out_of_order(&tree("pub struct T;", row), list);
    assert_eq!(wrong, ["the list lets tables use text, which does not stand before it"]);
}

#[test]
fn repeated_types_and_impure_code_are_seen() {
    let tree = planted(&[
        ("lib.rs", "mod a; mod b; mod c; mod d;"),
        ("a.rs", "enum Row {} impl Iterator for X { type Item = u8; } fn f() { struct X; }"),
        ("b.rs", "type Row = u8; impl Iterator for Y { type Item = u8; } use crate::c;"),
        (
            "c.rs",
            "use std::{fs, sync::Arc}; fn f() { g(fs::read); } #[cfg(test)] mod tests { struct X; }",
        ),
        (
            "d.rs",
            "use rayon::prelude::*; use std::time::Duration; fn f() { vec![std::env::args()]; }",
        ),
    ]);
    assert_eq!(
        repeated_types(&tree).into_iter().collect::<Vec<_>>(),
        [("Row", vec!["a.rs", "b.rs"])]
    );
    let found = impurities(&tree, &["c", "d"]);
    let paths: Vec<&str> = found.iter().map(|(_, path)| path.as_str()).collect();
    assert_eq!(paths, ["std::fs", "std::fs::read", "rayon::prelude", "std::env::args"]);
    // What a pure file uses has to be pure too; a module that is only named is not used.
    assert!(impurities(&tree, &["b"]).is_empty());
    let tree = planted(&[
        ("lib.rs", "mod a; mod b;"),
        ("a.rs", "fn f() { crate::b::g() }"),
        ("b.rs", "pub fn g() { std::thread::yield_now() }"),
    ]);
    assert_eq!(
        impurities(&tree, &["a"]),
        [("b.rs".to_owned(), "std::thread::yield_now".to_owned())]
    );
}
