#!/usr/bin/env python3
"""Crawls mock sites of growing size, drawn on the fly, and tells whether a page costs more the more were crawled before. See README.md."""

import argparse
import os
import shlex
import shutil
import subprocess
import sys
import tempfile

import contenders
import cost
import peers


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("pages", type=int, nargs="*", default=[5_000, 50_000, 500_000], help="sizes of the sites, the smallest first")
    parser.add_argument("--program", help="a published asynccrawler, instead of publishing this tree")
    parser.add_argument("-o", "--output", default=os.path.join(peers.ROOT, "benchmarks", "results", "scale.md"))
    options = parser.parse_args()
    work = os.path.join(peers.ROOT, "artifacts", "peers")
    os.makedirs(work, exist_ok=True)
    program = options.program or peers.publish(work)
    contender = contenders.all_of(program, work)[0]
    mock_site = peers.mock_site_in(work)
    rows = []
    for pages in options.pages:
        rows.append(crawl(mock_site, contender, pages, work))
        print(f"{pages:>9,} pages: {rows[-1][0] / pages * 1e6:.0f} µs of CPU a page", file=sys.stderr, flush=True)
    text = report(options.pages, rows)
    with open(options.output, "w", encoding="utf-8") as file:
        file.write(text)
    print(text)


def crawl(mock_site, contender, pages, work):
    """One crawl: CPU seconds, wall seconds, peak memory, bytes of the frontier and of the records."""
    server = subprocess.Popen([*mock_site, "--pages", str(pages), "--port", "0"], stdout=subprocess.PIPE, text=True)
    folder = tempfile.mkdtemp(prefix=peers.CRAWL_PREFIX, dir=work)
    try:
        url = server.stdout.readline().split()[-1]
        spent = cost.run(contender.command(url, folder), folder, dict(os.environ), time_limit=60 + pages / 100, reaps=False)
        records = os.path.join(folder, "crawl", "pages.jsonl")
        with open(records, "rb") as file:
            found = sum(b'"kind":"page"' in line for line in file)
        if found != pages:
            raise RuntimeError(f"{found:,} of {pages:,} pages")
        return spent.cpu, spent.wall, spent.memory, os.path.getsize(os.path.join(folder, "crawl", "frontier.db")), os.path.getsize(records)
    finally:
        server.terminate()
        server.wait()
        shutil.rmtree(folder, ignore_errors=True)


def report(sizes, rows):
    first = rows[0][0] / sizes[0]
    lines = [
        "# A page among few and among many\n",
        f"`benchmarks/peers/scale.py {shlex.join(sys.argv[1:])}`\n".replace(" `", "`"),
        f"{os.cpu_count()} cores ({peers.report.processor()}). Full crawls (robots.txt, child processes, durable frontier, records and images) of the mock site, which "
        "draws each page on the same cores when it is asked for; its processor time is not counted.\n",
        "| pages | µs of CPU per page | against the first | pages/s | peak RSS, MB | frontier, bytes per page | records, bytes per page |",
        "| ---: | ---: | ---: | ---: | ---: | ---: | ---: |",
    ]
    for pages, (cpu, wall, memory, frontier, records) in zip(sizes, rows):
        lines.append(
            f"| {pages:,} | {cpu / pages * 1e6:,.0f} | {cpu / pages / first:.2f} | {pages / wall:,.0f} | {memory / 1e6:,.0f} "
            f"| {frontier / pages:,.0f} | {records / pages:,.0f} |")
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    main()
