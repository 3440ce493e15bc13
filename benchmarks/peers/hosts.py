#!/usr/bin/env python3
"""Crawls the same number of pages on one host, on some and on very many, and tells whether a page costs more the more hosts there are. See README.md."""

import argparse
import os
import shlex
import statistics
import sys
import tempfile

import cost
import mock_site as sites
import peers

ADDRESSES_IN_A_BLOCK = 250


def main():
    options = read_options()
    work = os.path.join(peers.ROOT, "artifacts", "peers")
    os.makedirs(work, exist_ok=True)
    program = options.program or peers.publish(work)
    exporter = peers.mock_site_in(work)
    webs = [Web(count, options.pages // count, options.port + number, work) for number, count in enumerate(options.hosts)]
    for web in webs:
        web.export(exporter)
        web.warm()
    runs = {web: [] for web in webs}
    try:
        with ManyHostsServer(work, webs):
            cost.become_reaper()

            # The server was asked whether it is there.
            sites.await_log()
            for number in range(options.rounds):
                for web in webs if number % 2 == 0 else webs[::-1]:
                    spent = crawl(web, program, work)
                    runs[web].append(spent)
                    print(f"{web.hosts:>6,} hosts: {spent.cpu / web.total * 1e6:.0f} µs of CPU a page", file=sys.stderr, flush=True)
    finally:
        peers.remove_crawls(work)
    text = report(runs, options.rounds)
    with open(options.output, "w", encoding="utf-8") as file:
        file.write(text)
    print(text)


def read_options():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("hosts", type=int, nargs="*", default=[1, 100, 10_000], help="numbers of hosts, the smallest first")
    parser.add_argument("--pages", type=int, default=50_000, help="pages of all hosts together")
    parser.add_argument("--rounds", type=int, default=3, help="crawls of each")
    parser.add_argument("--port", type=int, default=8481, help="the first of the ports of nginx, one for each number of hosts")
    parser.add_argument("--program", help="a published asynccrawler, instead of publishing this tree")
    parser.add_argument("-o", "--output", default=os.path.join(peers.ROOT, "benchmarks", "results", "hosts.md"))
    return parser.parse_args()


class Web(sites.Site):
    """One exported site, answered at many loopback addresses. It has no link that names a host."""

    def __init__(self, hosts, pages, port, root):
        super().__init__(f"host-of-{pages}", pages, port, root)
        self.hosts, self.total = hosts, hosts * pages
        self.url = ""
        self.log = os.path.join(root, f"hosts-{hosts}.log")

    def seeds(self):
        return [f"http://127.1.{number // ADDRESSES_IN_A_BLOCK}.{number % ADDRESSES_IN_A_BLOCK + 1}:{self.port}/" for number in range(self.hosts)]

    def pages_asked_since(self, offset):
        """Host and path of each page that was answered well since the log had that length, and the number of all such answers."""
        sites.await_log()
        with open(self.log, encoding="utf-8") as log:
            log.seek(offset)
            asked = [line.split()[1].partition("?")[0] for line in log if line.startswith("200 ")]
        return [address for address in asked if address.endswith((".html", "/"))], len(asked)


class ManyHostsServer(sites.Server):
    """nginx that answers at every loopback address, and nobody else."""

    worker_connections = 18_000
    logged = "$host$request_uri"

    def server(self, site):
        return f"listen {site.port} backlog=1024; allow 127.0.0.0/8; deny all; root {site.folder};"

    def probe(self, site):
        return site.seeds()[0]


def crawl(web, program, work):
    folder = tempfile.mkdtemp(prefix=peers.CRAWL_PREFIX, dir=work)
    seeds = os.path.join(folder, "seeds.txt")
    with open(seeds, "w", encoding="ascii") as file:
        file.write("\n".join(web.seeds()) + "\n")
    before = web.log_length()
    spent = cost.run(
        [
            program, "crawl", "--seeds", seeds, "-q", "-o", os.path.join(folder, "crawl"), "--allow-private", "--no-images", "--max-pages", "0", "--max-depth", "0",
            "--delay", "0", "--per-host", "32", "--concurrency", "32", "-s", "Fetch:MaxConnectionsPerServer=32", "-s", f"Fetch:AllowedPorts={web.port}",
        ],
        folder, dict(os.environ), time_limit=60 + web.total / 100)
    pages, requests = web.pages_asked_since(before)
    if len(pages) != web.total or len(set(pages)) != web.total or requests != web.total + web.hosts:
        raise RuntimeError(f"{web.hosts:,} hosts: {len(set(pages)):,} of {web.total:,} pages by {len(pages):,} requests, {requests - len(pages):,} others")
    return spent


def report(runs, rounds):
    lines = [
        "# A page on one host and on very many\n",
        f"`benchmarks/peers/hosts.py {shlex.join(sys.argv[1:])}`\n".replace(" `", "`"),
        f"{os.cpu_count()} cores ({peers.report.processor()}). Full crawls (robots.txt of each host, child processes, durable frontier, records; no images) of as many pages in "
        "all, which nginx answers at loopback addresses, one for each host; its processor time is not counted. Pages are counted in its log: each once, and robots.txt once "
        f"for each host. Medians of {rounds} rounds, interleaved A B C, C B A.\n",
        "| hosts | pages of each | requests | µs of CPU per page | against the first | µs of CPU per request | against the first | pages/s | peak RSS, MB |",
        "| ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |",
    ]
    first = None
    for web, spent in runs.items():
        requests = web.total + web.hosts
        cpu = statistics.median(run.cpu for run in spent) * 1e6
        first = first or (cpu / web.total, cpu / requests)
        lines.append(
            f"| {web.hosts:,} | {web.pages:,} | {requests:,} | {cpu / web.total:,.0f} | {cpu / web.total / first[0]:.2f} | {cpu / requests:,.0f} | {cpu / requests / first[1]:.2f} "
            f"| {web.total / statistics.median(run.wall for run in spent):,.0f} | {max(run.memory for run in spent) / 1e6:,.0f} |")
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    main()
