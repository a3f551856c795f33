#!/usr/bin/env python3
"""Loads `hedgerow serve` on loopback and says how long its answers took.

    python3 benches/load/serve.py                       # 200 requests/s for 30 s, every path
    python3 benches/load/serve.py --rate 400 --seconds 10 --path /api/view
    python3 benches/load/serve.py --stalled 200         # with so many clients that never finish

Builds the program, starts it on a free port, and sends articles of 1,000 words, no two
the same, at a constant rate whether or not earlier ones are answered; a time counts from
the moment a request was due, so that waiting is not left out. Every answer is checked:
the status is 200 and the figures are those that `hedgerow score` has for the text. One
request at a time is measured first. Fails at any error. Needs nothing beyond Python.
"""

import argparse
import asyncio
import json
import random
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PROGRAM = ROOT / "target" / "release" / "hedgerow"
WORK = ROOT / "target" / "load"
PATHS = ["/api/analyze", "/api/view", "/api/report"]
SLOWEST = 30  # seconds that an answer is waited for
SEED = 7


def articles(number, words):
    """Texts of so many words: the sample articles' paragraphs in ever new orders."""
    found = sorted((ROOT / "data" / "articles").glob("*.txt"))
    paragraphs = [p for f in found for p in re.split(r"\n\s*\n", f.read_text("utf-8")) if p.strip()]
    rng = random.Random(SEED)
    texts = []
    for _ in range(number):
        rng.shuffle(paragraphs)
        text, count = [], 0
        for paragraph in paragraphs:
            own = paragraph.split()
            text.append(" ".join(own[: words - count]))
            count += len(own)
            if count >= words:
                break
        texts.append("\n\n".join(text))
    return texts


def expected(texts):
    """What `hedgerow score` says of each text: rows of documents."""
    WORK.mkdir(parents=True, exist_ok=True)
    corpus, out = WORK / "articles.jsonl", WORK / "scores"
    lines = (json.dumps({"id": "text", "text": text}) + "\n" for text in texts)
    corpus.write_text("".join(lines), "utf-8")
    subprocess.run([PROGRAM, "score", corpus, "--out", out, "--overwrite", "--format", "jsonl",
                    "--level", "documents", "--progress", "never"], check=True)
    return [json.loads(line) for line in (out / "documents.jsonl").read_text("utf-8").splitlines()]


def wrong(path, status, body, row):
    """What is wrong with an answer, if anything."""
    if status != 200:
        return f"status {status}: {body[:200]!r}"
    if path == "/api/analyze":
        [own] = json.loads(body)["documents"]
        differing = [key for key in ("words", "sentences", "hedges") if own[key] != row[key]]
        return f"{differing} differ from the tables'" if differing else None
    if path == "/api/view":
        figures = json.loads(body)["figures"]
        same = str(figures["hedges"]).replace(",", "") == str(row["hedges"])
        return None if same else f"{figures['hedges']} hedges, not {row['hedges']}"
    return None if body.rstrip().endswith(b"</html>") else "not a whole page"


class Client:
    """Keeps connections open as a browser does, and as one asks again on a new one where
    the server has meanwhile closed the one it kept."""

    def __init__(self, port):
        self.port, self.idle = port, []

    async def post(self, path, body):
        while self.idle:
            connection = self.idle.pop()
            try:
                return await self.over(connection, path, body)
            except (ConnectionError, asyncio.IncompleteReadError) as e:
                if getattr(e, "partial", b""):
                    raise
        return await self.over(await asyncio.open_connection("127.0.0.1", self.port), path, body)

    async def over(self, connection, path, body):
        reader, writer = connection
        writer.write(f"POST {path} HTTP/1.1\r\nHost: 127.0.0.1:{self.port}\r\nContent-Type: "
                     f"application/json\r\nContent-Length: {len(body)}\r\n\r\n".encode() + body)
        head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
        length = int(re.search(r"(?i)\r\ncontent-length: *(\d+)", head).group(1))
        answer = await reader.readexactly(length)
        self.idle.append((reader, writer))
        return int(head.split(" ", 2)[1]), answer


async def stall(port, number):
    """Clients that send half a request and then nothing, again and again."""
    async def one():
        while True:
            _, writer = await asyncio.open_connection("127.0.0.1", port)
            writer.write(b"POST /api/view HTTP/1.1\r\nHost: localhost\r\nContent-Type: "
                         b"application/json\r\nContent-Length: 6000\r\n\r\n{\"text\": \"It ")
            await asyncio.sleep(5)
            writer.close()
    return [asyncio.create_task(one()) for _ in range(number)]


def quantiles(times):
    times = sorted(times)
    at = {f"p{q}": times[min(len(times) - 1, len(times) * q // 100)] for q in (50, 95, 99)}
    return "  ".join(f"{name} {1000 * value:.1f} ms" for name, value in at.items()) + \
        f"  longest {1000 * times[-1]:.1f} ms"


async def load(port, path, rate, seconds, texts, rows):
    bodies = [json.dumps({"text": text}).encode() for text in texts]
    client, times, errors = Client(port), [], []

    async def one(number, due):
        which = number % len(bodies)
        try:
            status, answer = await asyncio.wait_for(client.post(path, bodies[which]), SLOWEST)
            times.append(time.perf_counter() - due)
            error = wrong(path, status, answer, rows[which])
        except (OSError, EOFError, ValueError, AttributeError, asyncio.TimeoutError) as e:
            error = repr(e)
        if error:
            errors.append(error)

    for number in range(20):  # one at a time
        await one(number, time.perf_counter())
    alone, times[:] = times[:], []
    begun, tasks = time.perf_counter(), []
    for number in range(rate * seconds):
        due = begun + number / rate
        await asyncio.sleep(max(0.0, due - time.perf_counter()))
        tasks.append(asyncio.create_task(one(number, due)))
    await asyncio.gather(*tasks)
    took = time.perf_counter() - begun
    print(f"{path}: {len(tasks)} requests at {rate}/s in {took:.1f} s, {len(errors)} errors")
    if alone:
        print(f"    alone   {quantiles(alone)}")
    if times:
        print(f"    loaded  {quantiles(times)}", flush=True)
    for error in sorted(set(errors))[:5]:
        print(f"    {error}", file=sys.stderr)
    return not errors


async def main(args, texts, rows):
    server = subprocess.Popen([PROGRAM, "serve", "--port", "0"], stdout=subprocess.PIPE, text=True)
    try:
        port = int(re.search(r":(\d+)/", server.stdout.readline()).group(1))
        stalled = await stall(port, args.stalled)
        passed = [await load(port, path, args.rate, args.seconds, texts, rows) for path in args.path]
        for task in stalled:
            task.cancel()
        memory = Path(f"/proc/{server.pid}/status")
        if memory.exists():
            peak = re.search(r"VmHWM:\s*(\d+)", memory.read_text()).group(1)
            print(f"server's memory at its most: {int(peak) // 1024} MiB")
        return all(passed)
    finally:
        server.send_signal(signal.SIGTERM)
        server.wait(10)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rate", type=int, default=200, help="requests per second")
    parser.add_argument("--seconds", type=int, default=30)
    parser.add_argument("--words", type=int, default=1000, help="words of an article")
    parser.add_argument("--articles", type=int, default=500, help="different articles")
    parser.add_argument("--stalled", type=int, default=0, help="clients that never finish")
    parser.add_argument("--path", action="append", choices=PATHS)
    arguments = parser.parse_args()
    arguments.path = arguments.path or PATHS
    subprocess.run(["cargo", "build", "--release", "--quiet"], check=True, cwd=ROOT)
    all_texts = articles(arguments.articles, arguments.words)
    sys.exit(0 if asyncio.run(main(arguments, all_texts, expected(all_texts))) else 1)
