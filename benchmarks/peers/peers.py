#!/usr/bin/env python3
"""Crawls the exported mock site with AsyncCrawler and with other crawlers, side by side, and writes a report. See README.md."""

import argparse
import os
import shlex
import shutil
import subprocess
import sys
import tempfile
import time

import contenders
import cost
import report
import mock_site as sites

CRAWL_PREFIX = "crawl-"
ROOT = os.path.abspath(os.path.join(contenders.HERE, "..", ".."))


def main():
    options = read_options()
    work = os.path.join(ROOT, "artifacts", "peers")
    os.makedirs(work, exist_ok=True)
    contenders.install(work)
    program = options.program or publish(work)
    everyone = contenders.all_of(program, work)
    large = sites.Site(f"large-{options.pages}", options.pages, options.port, work)
    medium = sites.Site(f"medium-{options.slow_pages}", options.slow_pages, options.port + 1, work)
    small = sites.Site(f"small-{options.small_pages}", options.small_pages, options.port + 2, work)
    fast = [contender for contender in everyone if not contender.is_slow]
    slow = [everyone[0]] + [contender for contender in everyone if contender.is_slow]
    exporter = mock_site_in(work)
    for site in (large, medium, small):
        site.export(exporter)
        site.warm()
    deadline = time.monotonic() + options.minutes * 60
    rest = Rest()
    try:
        with sites.Server(work, (large, medium, small)):
            cost.become_reaper()

            # The slow ones and the short crawls have fixed numbers of sweeps; the large site takes what time is left.
            done = [(small, sweep_all(small, everyone, options.sweeps, deadline, rest)), (medium, sweep_all(medium, slow, options.slow_sweeps, deadline, rest))]
            done.append((large, sweep_all(large, fast, options.sweeps, deadline, rest)))
    finally:
        remove_crawls(work)
    groups = {small: everyone, medium: slow, large: fast}
    command = "benchmarks/peers/peers.py " + shlex.join(sys.argv[1:])
    done.sort(key=lambda pair: -pair[0].pages)
    text = report.head(command.strip(), everyone)
    text += "".join(report.section(site, sweeps, groups[site]) for site, sweeps in done) + report.verdicts(done) + rest.text()
    with open(options.output, "w", encoding="utf-8") as file:
        file.write(text)
    print(text)


def read_options():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pages", type=int, default=40_000, help="pages of the large site")
    parser.add_argument("--slow-pages", type=int, default=4_000, help="pages of the site for those who would need an hour on the large one")
    parser.add_argument("--small-pages", type=int, default=500, help="pages of the short crawl")
    parser.add_argument("--sweeps", type=int, default=5, help="runs of each contender")
    parser.add_argument("--slow-sweeps", type=int, default=2, help="the same on the site for the slow ones")
    parser.add_argument("--minutes", type=float, default=15, help="no run begins after this time")
    parser.add_argument("--port", type=int, default=8471, help="the first of three ports of nginx")
    parser.add_argument("--program", help="a published asynccrawler, instead of publishing this tree")
    parser.add_argument("-o", "--output", default=os.path.join(ROOT, "benchmarks", "results", "peers.md"))
    return parser.parse_args()


def publish(work):
    """Publishes this tree as native code."""
    folder = os.path.join(work, "asynccrawler")
    shutil.rmtree(folder, ignore_errors=True)
    subprocess.run([os.path.join(ROOT, "eng", "publish-native.sh"), folder], check=True)
    return os.path.join(folder, "asynccrawler")


def mock_site_in(work):
    """Builds the mock site; the command that starts it."""
    folder = os.path.join(work, "mock-site")
    subprocess.run(["dotnet", "build", os.path.join(ROOT, "mock-site"), "-c", "Release", "-o", folder, "--nologo", "-v", "q"], check=True)
    return ["dotnet", os.path.join(folder, "mock-site.dll")]


class Rest:
    """What did not run, or is not comparable."""

    def __init__(self):
        self._lines = []

    def add(self, line):
        print(line, file=sys.stderr, flush=True)
        self._lines.append(line)

    def text(self):
        return "\n## Left out\n\n" + "\n".join(f"- {line}" for line in self._lines) + "\n" if self._lines else ""


def sweep_all(site, group, count, deadline, rest):
    """A B C, C B A, A B C, …: a drift of the machine falls on all alike."""
    wanted = site.addresses()
    alive, sweeps, longest = list(group), [], 0.0
    for number in range(count):
        started = time.monotonic()
        if started + longest > deadline:
            rest.add(f"{site.pages:,} pages: {number} of {count} sweeps, for lack of time")
            break
        sweep = {}
        for contender in alive if number % 2 == 0 else alive[::-1]:
            try:
                sweep[contender.name] = crawl(site, contender, wanted)
            except RuntimeError as error:
                rest.add(f"{site.pages:,} pages, {contender.name}: {' '.join(str(error).split())}")
        alive = [contender for contender in alive if contender.name in sweep]
        sweeps.append(sweep)
        longest = max(longest, time.monotonic() - started)
    return sweeps


def crawl(site, contender, wanted):
    # On the same disk as everything else: a folder in memory would flatter those who keep much. It stays until all is done:
    # for minutes after many files were deleted, ext4 searches long for the number of a new one.
    folder = tempfile.mkdtemp(prefix=CRAWL_PREFIX, dir=os.path.dirname(site.folder))
    environment = dict(os.environ, PEERS_MODULES=os.path.dirname(site.folder))
    out = os.path.join(folder, "out")
    os.mkdir(out)
    before = site.log_length()
    spent = cost.run(contender.command(site.url, out), folder, environment, time_limit=30 + site.pages / 50)
    found, asked = site.asked_since(before)
    if found != wanted:
        raise RuntimeError(f"asked for {len(found & wanted):,} of {len(wanted):,} pages, and for {len(found - wanted):,} others")
    print(f"{site.pages:>7,} pages  {contender.name:20} {spent.wall:8.2f} s  {spent.cpu:8.2f} CPU s  {spent.memory / 1e6:6.0f} MB", file=sys.stderr, flush=True)
    return report.Run(contender, spent, len(wanted), asked)


def remove_crawls(work):
    for name in os.listdir(work):
        if name.startswith(CRAWL_PREFIX):
            shutil.rmtree(os.path.join(work, name), ignore_errors=True)


if __name__ == "__main__":
    main()
