#!/usr/bin/env python3
"""Measures hedgerow against `wc -w`, ripgrep, aho-corasick, spaCy and others.

    python3 benches/compare/compare.py            # all, writes docs/performance.md and .svg
    python3 benches/compare/compare.py --quick    # a smoke run, writes nothing
    python3 benches/compare/compare.py --corpus news.jsonl --baseline OLD/hedgerow

Builds what is measured, and installs peers into target/compare. Every figure is the
fastest of several rounds; in each round everything has its turn, so that ratios come
from one run on one machine. Peers that cannot be installed are named with the reason.
"""

import argparse
import json
import math
import os
import platform
import random
import shutil
import subprocess
import sys
import time
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
WORK = ROOT / "target" / "compare"
PYTHON = WORK / "venv" / "bin" / "python"
PACKAGES = {"spacy": "spacy>=3.7,<4", "pysbd": "pysbd==0.3.4", "matplotlib": "matplotlib>=3.8,<4"}
LEVELS = ["documents", "sentences", "cues"]
LONG = 20  # seconds


def sh(*command, **options):
    return subprocess.run([str(part) for part in command], check=True, **options)


def seconds(command):
    begun = time.perf_counter()
    sh(*command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return time.perf_counter() - begun


def ours(threads=1, level="documents", file=None, program=None, *more):
    program = program or ROOT / "target" / "release" / "hedgerow"
    return [program, "score", file, "--out", WORK / "out", "--overwrite", "--progress", "never",
            "--threads", threads, "--level", level, *more]


def set_up():
    """Builds hedgerow and the peers; what is missing, with the reason."""
    missing = {}
    WORK.mkdir(parents=True, exist_ok=True)
    sh("cargo", "build", "--release", "--quiet", cwd=ROOT)
    sh("cargo", "build", "--release", "--quiet", "--target-dir", WORK / "peers",
       cwd=ROOT / "benches" / "compare" / "peers")
    if not PYTHON.exists():
        venv.create(WORK / "venv", with_pip=True, clear=True)
    for module, package in PACKAGES.items():
        if subprocess.run([PYTHON, "-c", f"import {module}"], stderr=subprocess.DEVNULL).returncode:
            done = subprocess.run([PYTHON, "-m", "pip", "install", "--quiet", package],
                                  capture_output=True, text=True)
            if done.returncode:
                missing[module] = done.stderr.strip().splitlines()[-1]
    if not ripgrep():
        done = subprocess.run(["cargo", "install", "ripgrep", "--quiet", "--root", str(WORK)],
                              capture_output=True, text=True)
        if done.returncode:
            missing["ripgrep"] = done.stderr.strip().splitlines()[-1]
    return missing


def ripgrep():
    own = WORK / "bin" / "rg"
    return own if own.exists() else shutil.which("rg")


PEERS_IN_PYTHON = {
    # Name: what is set up, and what is done with each text.
    "spaCy PhraseMatcher": (
        """
import spacy
from spacy.matcher import PhraseMatcher
nlp = spacy.blank("en"); nlp.max_length = 10**9
matcher = PhraseMatcher(nlp.vocab, attr="LOWER")
matcher.add("cue", list(nlp.pipe(phrases)))
""", "len(matcher(nlp(text)))"),
    "spaCy sentencizer": (
        'import spacy\nnlp = spacy.blank("en"); nlp.max_length = 10**9; nlp.add_pipe("sentencizer")',
        "len(list(nlp(text).sents))"),
    "pySBD": (
        'import pysbd\nsegmenter = pysbd.Segmenter(language="en", clean=False)',
        "len(segmenter.segment(text))"),
}


def python_peer(name, texts, phrases):
    prepare, each = PEERS_IN_PYTHON[name]
    program = f"""
import json, sys, time
texts, phrases = json.load(sys.stdin)
{prepare}
begun = time.perf_counter()
sum({each} for text in texts)
print(time.perf_counter() - begun)
"""
    done = sh(PYTHON, "-c", program, input=json.dumps([texts, phrases]), text=True, capture_output=True)
    return float(done.stdout)


def table(args, corpus, phrases_file, missing):
    """Rows of name and MB/s."""
    size = corpus.stat().st_size / 1e6
    cores = os.cpu_count() or 1
    whole = {"`wc -w`": ["wc", "-w", corpus]}
    if rg := ripgrep():
        whole["`rg -c -i -w -F -f PHRASES`"] = [rg, "-c", "-i", "-w", "-F", "-f", phrases_file, corpus]
        whole["`rg -o -i -w -F -f PHRASES`"] = [rg, "-o", "-i", "-w", "-F", "-f", phrases_file, corpus]
    programs = {"hedgerow": None}
    if args.baseline:
        programs = {"before": args.baseline, "hedgerow": None}
    for name, program in programs.items():
        for level in LEVELS:
            whole[f"{name}, {level}, 1 thread"] = ours(1, level, corpus, program)
        if cores > 1:
            whole[f"{name}, documents, {cores} threads"] = ours(cores, "documents", corpus, program)
    times = {}
    inside = ["memory", "utf8", "unicode_words", "unicode_sentences", "aho_corasick"]
    for _ in range(args.rounds):
        for name, command in whole.items():
            # What takes so long is not measured again to see whether it takes a little less.
            if min(times.get(name, [0])) < LONG:
                times.setdefault(name, []).append(seconds(command))
        for what in inside:
            out = sh(WORK / "peers" / "release" / "peers", what, corpus, phrases_file,
                     capture_output=True, text=True).stdout
            times.setdefault(what, []).append(float(out.split()[0]))
    rows = [(name, size / min(all_times)) for name, all_times in times.items()]
    # The Python peers would take an hour over all of it.
    texts, phrases, length = [], phrases_file.read_text().splitlines(), 0
    with open(corpus, encoding="utf-8") as lines:
        for line in lines:
            if length > (1e5 if args.quick else 2e6):
                break
            texts.append(json.loads(line)["text"])
            length += len(texts[-1].encode())
    for name in PEERS_IN_PYTHON:
        module = "pysbd" if name == "pySBD" else "spacy"
        if module not in missing:
            # The slow ones see a tenth.
            part = texts[: max(1, len(texts) // 10)] if name == "pySBD" else texts
            bytes_seen = sum(len(text.encode()) for text in part)
            rows.append((name, bytes_seen / 1e6 / python_peer(name, part, phrases)))
    return rows


def start_up():
    line = WORK / "line.txt"
    line.write_text("It may rain, officials said.\n")
    program = ROOT / "target" / "release" / "hedgerow"
    times = sorted(seconds([program, "show", line]) for _ in range(31))
    return times[len(times) // 2] * 1000


def fastest(command, rounds=3):
    return min(seconds(command) for _ in range(rounds))


def write_documents(path, count, length, texts):
    """`count` documents of about `length` bytes."""
    with open(path, "w", encoding="utf-8") as out:
        for i in range(count):
            begin = (i * 7919) % (len(texts) - length)
            out.write(json.dumps({"id": i, "text": texts[begin:begin + length]}) + "\n")


def write_lexicon(path, count):
    """`count` entries of one to three made-up words."""
    rng = random.Random(1)
    syllables = [c + v for c in "bcdfghklmnprstvz" for v in "aeiou"]
    word = lambda: "".join(rng.choice(syllables) for _ in range(rng.randint(3, 4))) + "x"
    cues = {}
    while len(cues) < count:
        cues[" ".join(word() for _ in range(rng.choice([1, 1, 2, 2, 3])))] = None
    entries = (f'[[cue]]\ncue = "{cue}"\nstrength = 0.5\nexamples = ["It {cue} rains."]\n'
               f'counter_examples = ["It rains."]\n' for cue in cues)
    path.write_text('format = 1\nclass = "possibility"\n' + "".join(entries))


def scaling(args, corpus):
    """Seconds as the work grows, by what grows."""
    with open(corpus, encoding="utf-8") as lines:
        texts = "\n\n".join(json.loads(line)["text"] for _, line in zip(range(2000), lines))
    most = 4 if args.quick else 6
    result = {}
    file = WORK / "documents.jsonl"
    points = result["documents of 200 bytes"] = []
    for count in [10 ** n for n in range(2, most + 1)]:
        write_documents(file, count, 200, texts)
        points.append((count, fastest(ours(1, file=file))))
    file.unlink()
    text = WORK / "text.txt"
    points = result["bytes of one text"] = []
    for length in [10 ** n for n in range(4, most + 3)]:
        text.write_text((texts * (length // len(texts) + 1))[:length], encoding="utf-8")
        points.append((length, fastest(ours(1, file=text))))
    text.unlink()
    lexicon = WORK / "lexicon.toml"
    small = WORK / "small.jsonl"
    with open(corpus, encoding="utf-8") as lines, open(small, "w", encoding="utf-8") as out:
        out.writelines(line for _, line in zip(range(2000), lines))
    read = result["lexicon entries: start-up"] = []
    match = result["lexicon entries: scoring without start-up"] = []
    nothing = WORK / "line.txt"
    for count in [10 ** n for n in range(2, most)]:
        write_lexicon(lexicon, count)
        more = ("--lexicon", lexicon)
        start = fastest(ours(1, "documents", nothing, None, *more))
        read.append((count, start))
        match.append((count, fastest(ours(1, "documents", small, None, *more)) - start))
    threads = result["threads"] = []
    n = 1
    while n <= (os.cpu_count() or 1):
        threads.append((n, fastest(ours(n, file=corpus))))
        n *= 2
    return result


PLOT = """
import json, sys
import matplotlib; matplotlib.use("svg")
import matplotlib.pyplot as plt
matplotlib.rcParams.update({"svg.hashsalt": "hedgerow", "svg.fonttype": "none", "font.size": 9})
data = json.load(sys.stdin)
panels = [(name, points) for name, points in data.items()]
figure, axes = plt.subplots(1, len(panels), figsize=(2.6 * len(panels), 2.8), layout="constrained")
for axis, (name, points) in zip(axes, panels):
    x, y = zip(*points)
    axis.plot(x, y, marker="o", color="#1f6f54")
    linear = [y[-1] * value / x[-1] for value in x]
    if name == "threads":
        linear = [y[0] / value for value in x]
        axis.set_xscale("log", base=2)
        axis.set_xticks(x, [str(value) for value in x])
        axis.set_ylim(0)
    else:
        axis.set_xscale("log"); axis.set_yscale("log")
    axis.plot(x, linear, linestyle=":", color="#888888")
    axis.set_xlabel(name.replace(": ", ":\\n")); axis.grid(alpha=0.3)
axes[0].set_ylabel("seconds")
figure.savefig(sys.argv[1], metadata={"Date": None})
"""


def machine():
    model = platform.machine()
    if Path("/proc/cpuinfo").exists():
        names = [l.split(":")[1].strip() for l in open("/proc/cpuinfo") if l.startswith("model name")]
        model = names[0] if names else model
    return f"{model}, {os.cpu_count()} cores, {platform.system()}"


def report(args, rows, show, scale, size, missing):
    wc = dict(rows)["`wc -w`"]
    out = [f"Measured on {machine()}; corpus of {size / 1e6:.0f} MB "
           f"({'given' if args.corpus else 'generated, seed 1'}); fastest of {args.rounds} rounds.", "",
           "| | MB/s | × `wc -w` |", "|---|---:|---:|"]
    names = {"memory": "reading memory", "utf8": "checking UTF-8", "unicode_words": "`unicode_words`",
             "unicode_sentences": "`unicode_sentences`", "aho_corasick": "aho-corasick, DFA, whole words"}
    for name, speed in sorted(rows, key=lambda row: -row[1]):
        figure = f"{speed:.0f}" if speed >= 10 else f"{speed:.2g}"
        bold = "**" if name.startswith("hedgerow") else ""
        ratio = speed / wc
        ratio = f"{ratio:.2f}" if ratio >= 0.1 else f"{ratio:.2g}"
        out.append(f"| {bold}{names.get(name, name)}{bold} | {figure} | {ratio} |")
    out += ["", f"`hedgerow show` of one line, whole process: {show:.0f} ms.", ""]
    out += [f"* {name}: not measured, it could not be installed ({reason})" for name, reason in missing.items()]
    if scale:
        out += ["| what grows | from | to | seconds | per doubling, last step |", "|---|---:|---:|---:|---:|"]
        for name, points in scale.items():
            (x0, y0), (x1, y1) = points[0], points[-1]
            step = "–"
            if len(points) > 1 and points[-2][1] > 0:
                xa, ya = points[-2]
                step = f"× {(y1 / ya) ** (1 / math.log2(x1 / xa)):.2f}"
            out.append(f"| {name} | {x0:,} | {x1:,} | {y0:.3f} → {y1:.3f} | {step} |")
    return "\n".join(out) + "\n"


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--corpus", type=Path, help="JSON lines with id and text; without it generated")
    parser.add_argument("--baseline", type=Path, help="an older hedgerow to measure beside this one")
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--quick", action="store_true", help="small sizes, nothing is written to docs/")
    args = parser.parse_args()
    if args.quick:
        args.rounds = 2
    missing = set_up()
    program = ROOT / "target" / "release" / "hedgerow"
    corpus = args.corpus
    if not corpus:
        corpus = WORK / "corpus.jsonl"
        sh(program, "bench", "--size", 5 if args.quick else 100, "--save", corpus, "--repeat", 1,
           "--progress", "never", stdout=subprocess.DEVNULL)
    phrases = WORK / "phrases.txt"
    cues = sh(program, "lexicon", "list", capture_output=True, text=True).stdout.splitlines()[1:]
    phrases.write_text("".join(f"{cue}\n" for cue in sorted({line.split("\t")[0] for line in cues})))
    rows = table(args, corpus, phrases, missing)
    show = start_up()
    scale = scaling(args, corpus)
    text = report(args, rows, show, scale, corpus.stat().st_size, missing)
    print(text)
    (WORK / "figures.json").write_text(json.dumps({"rows": rows, "show_ms": show, "scaling": scale}, indent=1))
    if args.quick:
        return
    page = ROOT / "docs" / "performance.md"
    before, _, rest = page.read_text(encoding="utf-8").partition("<!-- figures -->\n")
    _, _, after = rest.partition("<!-- /figures -->")
    page.write_text(f"{before}<!-- figures -->\n{text}<!-- /figures -->{after}", encoding="utf-8")
    if "matplotlib" not in missing:
        sh(PYTHON, "-c", PLOT, ROOT / "docs" / "performance.svg", input=json.dumps(scale), text=True)


if __name__ == "__main__":
    sys.exit(main())
