#!/usr/bin/env python3
"""Counts the instructions of fixed jobs and compares them with a committed baseline.

    python3 benches/guard/instructions.py             # fails if a job needs 2 % more
    python3 benches/guard/instructions.py --accept    # takes the counts as the new baseline
    python3 benches/guard/instructions.py --runs 5    # how much the counts vary

Needs valgrind, which counts the instructions of a processor of its own, so what the
machine is or does hardly matters: they show a change that times would hide. They do
differ between compilers. With another rustc than the baseline's they are printed and
not judged: accept the counts of the commit before, then measure the change.
"""

import argparse
import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
WORK = ROOT / "target" / "guard"
BASELINE = Path(__file__).with_name("baseline.json")
TOLERANCE = 0.02
MEGABYTES = 2


def jobs(program, corpus, line):
    score = [program, "score", corpus, "--out", WORK / "out", "--overwrite", "--threads", 1,
             "--progress", "never"]
    return {
        "start-up": [program, "show", line],
        "score, news": [*score, "--profile", "news"],
        "score, science": [*score, "--profile", "science"],
        "score, news, all tables": [*score, "--level", "documents,sentences,cues,attributions"],
    }


def count(command):
    done = subprocess.run(
        ["valgrind", "--tool=callgrind", "--callgrind-out-file=/dev/null", *map(str, command)],
        capture_output=True, text=True, check=True)
    return int(re.search(r"Collected : (\d+)", done.stderr).group(1))


def rustc():
    return subprocess.run(["rustc", "--version"], capture_output=True, text=True, check=True).stdout.strip()


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--accept", action="store_true")
    parser.add_argument("--runs", type=int, default=1)
    args = parser.parse_args()
    if not shutil.which("valgrind"):
        print("instructions.py: skipped: valgrind is not installed")
        return 0
    subprocess.run(["cargo", "build", "--release", "--quiet"], cwd=ROOT, check=True)
    program = ROOT / "target" / "release" / "hedgerow"
    WORK.mkdir(parents=True, exist_ok=True)
    corpus, line = WORK / "corpus.jsonl", WORK / "line.txt"
    subprocess.run([program, "bench", "--size", str(MEGABYTES), "--save", corpus, "--repeat", "1",
                    "--threads", "1", "--progress", "never"], check=True, stdout=subprocess.DEVNULL)
    line.write_text("It may rain, officials said.\n")
    saved = json.loads(BASELINE.read_text()) if BASELINE.exists() else {}
    baseline = saved.get("instructions", {})
    counts, worse = {}, []
    for name, command in jobs(program, corpus, line).items():
        runs = [count(command) for _ in range(args.runs)]
        counts[name] = min(runs)
        change = counts[name] / baseline[name] - 1 if name in baseline else 0.0
        spread = f", spread {max(runs) / min(runs) - 1:.3%}" if args.runs > 1 else ""
        print(f"{name:<26}{counts[name]:>16,}  {change:+.2%}{spread}")
        if change > TOLERANCE:
            worse.append(name)
    if args.accept:
        saved = {"rustc": rustc(), "instructions": counts}
        BASELINE.write_text(json.dumps(saved, indent=2) + "\n")
    elif saved.get("rustc") != rustc():
        print(f"not judged: the baseline is of {saved.get('rustc')}, this is {rustc()}")
    elif worse:
        print(f"more than {TOLERANCE:.0%} above {BASELINE.relative_to(ROOT)}: {', '.join(worse)}")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
