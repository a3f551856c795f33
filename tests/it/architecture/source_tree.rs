//! The modules of a crate and the paths that their code names, read from the tokens of its
//! files, so that inline paths and those inside macros are seen, and comments and strings are not.

use std::collections::{BTreeMap, BTreeSet};
use std::str::FromStr;

use proc_macro2::{Delimiter, TokenStream, TokenTree};

/// Names from the outermost module inwards; empty for the crate.
type ModulePath = Vec<String>;

/// A crate's modules by their path.
#[derive(Default)]
pub(super) struct SourceTree {
    modules: BTreeMap<ModulePath, Module>,
}

/// What one module declares and names. Tests are left out.
#[derive(Default)]
struct Module {
    file: String,
    bindings: BTreeMap<String, Vec<Binding>>,
    /// Paths of `use m::*`.
    globs: Vec<ModulePath>,
    /// Paths in code outside `use` declarations.
    mentions: BTreeSet<ModulePath>,
    /// Names of the types that it defines, those inside functions included.
    types: Vec<String>,
}

/// What a name stands for in a module.
enum Binding {
    Child,
    /// A type or trait, whose name may also begin a path.
    Type,
    /// A function, constant or macro.
    Value,
    Import {
        path: ModulePath,
        public: bool,
    },
}

/// Modules that resolving a path has passed through, and files that define what it stands for.
#[derive(Default)]
struct Resolution {
    passed: BTreeSet<ModulePath>,
    files: BTreeSet<String>,
}

/// A file, the path that it names, and where that leads.
pub(super) struct Use {
    pub(super) file: String,
    pub(super) path: String,
    /// Files that define what is used.
    pub(super) targets: BTreeSet<String>,
    /// Outermost modules that the path passes through.
    pub(super) rooms: BTreeSet<String>,
}

impl SourceTree {
    /// Reads the crate whose files (names relative to `src/`) are given, from `lib.rs` on.
    pub(super) fn parse(files: &BTreeMap<String, String>) -> Self {
        let mut tree = Self::default();
        tree.read_file(files, Vec::new(), "lib.rs");
        tree
    }

    fn read_file(&mut self, files: &BTreeMap<String, String>, path: ModulePath, file: &str) {
        let code = files.get(file).unwrap_or_else(|| panic!("{file} is missing"));
        let code = TokenStream::from_str(code).unwrap_or_else(|e| panic!("{file}: {e}"));
        let mut reader = Reader { file: file.to_owned(), path, modules: Vec::new() };
        let children = reader.read_module(code);
        self.modules.extend(reader.modules);
        for child in children {
            let folder = child.join("/");
            let own = [format!("{folder}.rs"), format!("{folder}/mod.rs")];
            let own = own.iter().find(|name| files.contains_key(*name));
            self.read_file(files, child.clone(), own.unwrap_or_else(|| panic!("no {folder}.rs")));
        }
    }

    /// Everything that files use of the crate. A `use` that only hands a name on (`pub use`)
    /// counts where the module itself mentions the name too.
    pub(super) fn uses(&self) -> Vec<Use> {
        let mut out = Vec::new();
        for (path, module) in &self.modules {
            let imports = module.bindings.values().flatten().filter_map(|binding| match binding {
                Binding::Import { path, public: false } => Some(path),
                _ => None,
            });
            let mentions = module.mentions.iter().filter(|used| !module.imports_for_itself(used));
            for used in imports.chain(&module.globs).chain(mentions) {
                let mut found = Resolution::default();
                self.resolve(path, used, &mut found, 0);
                if module.globs.contains(used) {
                    let passed = found.passed.iter().max_by_key(|passed| passed.len());
                    found.files.extend(passed.map(|passed| self.modules[passed].file.clone()));
                }
                // A name of the module itself needs no path.
                if used.len() > 1 || found.files.iter().any(|file| *file != module.file) {
                    let rooms = found.passed.iter().filter_map(|p| p.first().cloned()).collect();
                    let (file, path) = (module.file.clone(), used.join("::"));
                    out.push(Use { file, path, targets: found.files, rooms });
                }
            }
        }
        out
    }

    /// Paths of other crates that files name, with what is imported written out.
    pub(super) fn foreign_paths(&self) -> Vec<(String, String)> {
        let mut out = Vec::new();
        for (path, module) in &self.modules {
            let imports = module.bindings.values().flatten().filter_map(|binding| match binding {
                Binding::Import { path, .. } => Some(path),
                _ => None,
            });
            for used in imports.chain(&module.globs).chain(&module.mentions) {
                let mut found = Resolution::default();
                self.resolve(path, used, &mut found, 0);
                if found.files.is_empty() {
                    out.push((module.file.clone(), module.written_out(used).join("::")));
                }
            }
        }
        out
    }

    /// Type names with the files that define them.
    pub(super) fn types(&self) -> BTreeMap<&str, Vec<&str>> {
        let mut out: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
        for module in self.modules.values() {
            for name in &module.types {
                out.entry(name).or_default().push(&module.file);
            }
        }
        out
    }

    /// Follows `path`, as it stands in `from`, to the files of the items it stands for.
    fn resolve(&self, from: &[String], path: &[String], found: &mut Resolution, depth: usize) {
        let mut at = from.to_vec();
        let mut rest = path;
        while let Some((first, others)) = rest.split_first() {
            match first.as_str() {
                "crate" => at.clear(),
                "self" => {}
                "super" => drop(at.pop()),
                _ => break,
            }
            rest = others;
        }
        if rest.len() < path.len() && path[0] != "self" {
            found.passed.insert(at.clone());
        }
        let Some((name, rest)) = rest.split_first() else { return };
        let Some(module) = self.modules.get(&at) else { return };
        let bindings = module.bindings.get(name);
        if bindings.is_none() && found.passed.contains(&at) {
            // The path says that the name is there: a macro has made it.
            found.files.insert(module.file.clone());
        }
        for binding in bindings.into_iter().flatten() {
            match binding {
                Binding::Value if !rest.is_empty() => {}
                Binding::Type | Binding::Value => drop(found.files.insert(module.file.clone())),
                Binding::Child => {
                    let child = [&at[..], std::slice::from_ref(name)].concat();
                    found.passed.insert(child.clone());
                    if !rest.is_empty() {
                        self.resolve(&child, rest, found, depth);
                    }
                }
                // Names that import each other end here.
                Binding::Import { .. } if depth == 8 => {}
                Binding::Import { path, .. } => {
                    let whole = [path, rest].concat();
                    self.resolve(&at, &whole, found, depth + 1);
                }
            }
        }
    }
}

impl Module {
    fn bind(&mut self, name: &str, binding: Binding) {
        self.bindings.entry(name.to_owned()).or_default().push(binding);
    }

    /// Tells whether a path is one name that a private `use` brings in.
    fn imports_for_itself(&self, path: &[String]) -> bool {
        let own = |binding: &Binding| matches!(binding, Binding::Import { public: false, .. });
        path.len() == 1 && self.bindings.get(&path[0]).is_some_and(|all| all.iter().any(own))
    }

    /// A path whose first name is imported, with the path it was imported by.
    fn written_out(&self, path: &[String]) -> ModulePath {
        let imported = self.bindings.get(&path[0]).into_iter().flatten();
        let mut imported = imported.filter_map(|binding| match binding {
            Binding::Import { path, .. } => Some(path),
            _ => None,
        });
        imported.next().map_or(path.to_vec(), |start| [start, &path[1..]].concat())
    }
}

/// Reads one file and the modules inside it.
struct Reader {
    file: String,
    path: ModulePath,
    modules: Vec<(ModulePath, Module)>,
}

impl Reader {
    /// Reads a module's code; returns the modules that have files of their own.
    fn read_module(&mut self, code: TokenStream) -> Vec<ModulePath> {
        let mut module = Module { file: self.file.clone(), ..Module::default() };
        let mut children = Vec::new();
        self.read(&tokens(code), true, false, &mut module, &mut children);
        self.modules.push((self.path.clone(), module));
        children
    }

    /// Reads code. `outermost` code defines what the module's paths can name; inside the braces
    /// of an `impl` or `trait`, `type` defines no type of its own.
    fn read(
        &mut self,
        code: &[TokenTree],
        outermost: bool,
        associated: bool,
        module: &mut Module,
        children: &mut Vec<ModulePath>,
    ) {
        let mut at = 0;
        let mut members = false; // the next braces are those of an `impl` or `trait`
        while at < code.len() {
            if is_punct(&code[at], '#') && is_test_only(code.get(at + 1)) {
                at = item_end(code, at + 2);
                continue;
            }
            match &code[at] {
                TokenTree::Group(group) => {
                    let inside = tokens(group.stream());
                    let is_block = group.delimiter() == Delimiter::Brace;
                    // A macro may define the items that it is given.
                    let of_macro = outermost && at > 0 && is_punct(&code[at - 1], '!');
                    self.read(&inside, of_macro, is_block && members, module, children);
                    members &= !is_block;
                    at += 1;
                }
                TokenTree::Ident(_) if at > 0 && is_punct(&code[at - 1], '\'') => at += 1,
                TokenTree::Ident(word) => {
                    let word = word.to_string();
                    match word.as_str() {
                        "use" => at = read_use(code, at, module),
                        "pub" => at += 1 + usize::from(is_visibility(code.get(at + 1))),
                        "mod" if outermost => at = self.read_child(code, at, module, children),
                        "macro_rules" => {
                            module.bind(&text(code.get(at + 2)), Binding::Value);
                            at += 3;
                        }
                        "impl" if outermost => (members, at) = (true, at + 1),
                        "struct" | "enum" | "trait" | "type" | "fn" | "const" | "static" => {
                            let name = text(code.get(at + 1));
                            let is_type = match word.as_str() {
                                "type" => !associated,
                                "struct" | "enum" | "trait" => true,
                                _ => false,
                            };
                            if is_type && is_name(&name) {
                                module.types.push(name.clone());
                            }
                            if outermost {
                                let binding = if is_type { Binding::Type } else { Binding::Value };
                                module.bind(&name, binding);
                            }
                            members |= word == "trait";
                            at += if is_name(&name) && word != "const" { 2 } else { 1 };
                        }
                        _ => at = read_path(code, at, module),
                    }
                }
                _ => at += 1,
            }
        }
    }

    fn read_child(
        &mut self,
        code: &[TokenTree],
        at: usize,
        module: &mut Module,
        children: &mut Vec<ModulePath>,
    ) -> usize {
        let name = text(code.get(at + 1));
        module.bind(&name, Binding::Child);
        self.path.push(name);
        match code.get(at + 2) {
            Some(TokenTree::Group(body)) => children.extend(self.read_module(body.stream())),
            _ => children.push(self.path.clone()),
        }
        self.path.pop();
        at + 3
    }
}

/// Reads the path that begins at a word; returns where the code goes on.
fn read_path(code: &[TokenTree], start: usize, module: &mut Module) -> usize {
    let mut path = vec![text(code.get(start))];
    let mut at = start + 1;
    while is_path_separator(code, at) && matches!(code.get(at + 2), Some(TokenTree::Ident(_))) {
        path.push(text(code.get(at + 2)));
        at += 3;
    }
    let before = |n: usize| start.checked_sub(n).map(|before| &code[before]);
    let continues = before(1).is_some_and(|token| is_punct(token, '.'))
        || (start >= 2 && is_path_separator(code, start - 2));
    // A field or a parameter before its colon.
    let is_label = path.len() == 1
        && code.get(at).is_some_and(|token| is_punct(token, ':'))
        && !is_path_separator(code, at);
    // A range's end follows two points.
    let is_range = before(2).is_some_and(|token| is_punct(token, '.'));
    if (!continues || is_range) && !is_label {
        module.mentions.insert(path);
    }
    at
}

/// Reads a `use` declaration; returns where the code goes on.
fn read_use(code: &[TokenTree], start: usize, module: &mut Module) -> usize {
    let end = (start..code.len()).find(|&at| is_punct(&code[at], ';')).unwrap_or(code.len());
    let mut public = start > 0 && text(code.get(start - 1)) == "pub";
    public |= start > 1 && text(code.get(start - 2)) == "pub" && is_visibility(code.get(start - 1));
    read_use_tree(&code[start + 1..end], &[], public, module);
    end + 1
}

fn read_use_tree(tree: &[TokenTree], prefix: &[String], public: bool, module: &mut Module) {
    for branch in tree.split(|token| is_punct(token, ',')) {
        let mut path = prefix.to_vec();
        let mut name = None;
        let mut after_as = false;
        for token in branch {
            match token {
                TokenTree::Ident(word) if word == "as" => after_as = true,
                TokenTree::Ident(word) if after_as => name = Some(word.to_string()),
                TokenTree::Ident(word) if word == "self" && !path.is_empty() => {}
                TokenTree::Ident(word) => path.push(word.to_string()),
                TokenTree::Group(group) => {
                    read_use_tree(&tokens(group.stream()), &path, public, module);
                    path.clear();
                }
                token if is_punct(token, '*') => module.globs.push(std::mem::take(&mut path)),
                _ => {}
            }
        }
        if let Some(last) = path.last() {
            let name = name.unwrap_or_else(|| last.clone());
            module.bind(&name, Binding::Import { path, public });
        }
    }
}

fn tokens(stream: TokenStream) -> Vec<TokenTree> {
    stream.into_iter().collect()
}

fn text(token: Option<&TokenTree>) -> String {
    token.map(ToString::to_string).unwrap_or_default()
}

fn is_name(text: &str) -> bool {
    text.starts_with(|c: char| c.is_alphabetic() || c == '_')
}

fn is_punct(token: &TokenTree, c: char) -> bool {
    matches!(token, TokenTree::Punct(punct) if punct.as_char() == c)
}

fn is_path_separator(code: &[TokenTree], at: usize) -> bool {
    code.get(at..at + 2).is_some_and(|pair| pair.iter().all(|token| is_punct(token, ':')))
}

/// `(crate)`, `(super)`, `(in path)` after `pub`.
fn is_visibility(token: Option<&TokenTree>) -> bool {
    let Some(TokenTree::Group(group)) = token else { return false };
    let inside = tokens(group.stream());
    let first = text(inside.first());
    group.delimiter() == Delimiter::Parenthesis
        && (first == "in"
            || (inside.len() == 1 && ["crate", "super", "self"].contains(&first.as_str())))
}

/// `[cfg(test)]` and the like.
fn is_test_only(attribute: Option<&TokenTree>) -> bool {
    let attribute = text(attribute).replace(' ', "");
    ["[cfg(test)]", "[cfg(doctest)]", "[cfg(all(test,"].iter().any(|own| attribute.starts_with(own))
}

/// Where the item that begins at `at` has ended.
fn item_end(code: &[TokenTree], at: usize) -> usize {
    let ends = |token: &TokenTree| match token {
        TokenTree::Group(group) => group.delimiter() == Delimiter::Brace,
        token => is_punct(token, ';'),
    };
    (at..code.len()).find(|&at| ends(&code[at])).map_or(code.len(), |end| end + 1)
}
