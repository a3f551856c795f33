#!/usr/bin/env python3
"""Scores other sentence splitters with the same scorer, on the same gold files.

    cargo build --release
    python3 benches/peers/sentences.py GOLD.jsonl...

Installs the splitters from PyPI into target/peers (versions below), lets each
split the paragraphs of every document, and has `hedgerow eval` compare the ends.
Prints F1 in per cent, and megabytes a second on one core, of each and of hedgerow.
"""

import json
import os
import re
import subprocess
import sys
import tempfile
import time
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
VENV = ROOT / "target" / "peers"
HEDGEROW = ROOT / "target" / "release" / "hedgerow"
PACKAGES = ["pysbd==0.3.4", "sentence-splitter==1.4", "syntok==1.4.4", "segtok==1.5.11", "regex<2025"]


def inside_venv():
    """Makes the virtual environment if need be and goes on inside it."""
    python = VENV / "bin" / "python"
    if not (VENV / "installed").exists():
        venv.create(VENV, with_pip=True, clear=True)
        subprocess.run([python, "-m", "pip", "install", "--quiet", *PACKAGES], check=True)
        (VENV / "installed").touch()
    if Path(sys.prefix).resolve() != VENV.resolve():
        os.execv(python, [str(python), *sys.argv])


def splitters():
    import pysbd
    import segtok.segmenter
    import sentence_splitter
    import syntok.segmenter

    pysbd_segmenter = pysbd.Segmenter(language="en", clean=False)
    moses = sentence_splitter.SentenceSplitter(language="en")

    def by_syntok(text):
        for paragraph in syntok.segmenter.analyze(text):
            for sentence in paragraph:
                yield "".join(token.spacing + token.value for token in sentence)

    return {
        "pySBD": pysbd_segmenter.segment,
        "sentence-splitter (Moses)": lambda text: moses.split(" ".join(text.split())),
        "syntok": by_syntok,
        "segtok": lambda text: segtok.segmenter.split_multi(text),
    }


def ends(text, split):
    """Ends of the sentences in code points. Splitters change white space, so
    what they return is laid over the text without it."""
    places = [at + 1 for at, c in enumerate(text) if not c.isspace()]
    found, filled = [], 0
    for paragraph in re.split(r"\n\s*\n", text):
        length = sum(not c.isspace() for c in paragraph)
        if not length:
            continue
        seen = 0
        for sentence in split(paragraph):
            seen += sum(not c.isspace() for c in sentence)
            if 0 < seen < length:
                found.append(places[filled + seen - 1])
        filled += length
        found.append(places[filled - 1])
    return sorted(set(found))


def score(gold, predictions=None):
    """F1 in per cent as `hedgerow eval` finds it."""
    command = [HEDGEROW, "eval", "--task", "sentences", gold, "--format", "json", "--errors", "0"]
    if predictions:
        command += ["--predictions", predictions]
    out = json.loads(subprocess.run(command, check=True, capture_output=True).stdout)
    return 100 * out["corpora"][0]["f1"]


def main():
    files = sys.argv[1:]
    if not files or not HEDGEROW.exists():
        sys.exit(__doc__)
    inside_venv()
    print("| splitter | " + " | ".join(Path(f).stem for f in files) + " | MB/s |")
    print("|---|" + "---|" * (len(files) + 1))
    for name, split in splitters().items():
        row, size, seconds = [], 0, 0.0
        for gold in files:
            texts = [json.loads(line)["text"] for line in open(gold, encoding="utf-8") if line.strip()]
            start = time.perf_counter()
            found = [ends(text, split) for text in texts]
            seconds += time.perf_counter() - start
            size += sum(len(text.encode()) for text in texts)
            with tempfile.NamedTemporaryFile("w", suffix=".jsonl", delete=False) as file:
                file.writelines(json.dumps({"ends": e}) + "\n" for e in found)
            row.append(f"{score(gold, file.name):.1f}")
            os.unlink(file.name)
        print(f"| {name} | " + " | ".join(row) + f" | {size / seconds / 1e6:.2f} |", flush=True)
    print("| hedgerow | " + " | ".join(f"{score(gold):.1f}" for gold in files) + " | see `cargo bench` |")


main()
