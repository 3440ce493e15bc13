"""Who runs, and how: each crawls the whole site, with neither delay nor limit."""

import os
import shutil
import subprocess
from dataclasses import dataclass
from typing import Callable

HERE = os.path.dirname(os.path.abspath(__file__))


@dataclass
class Contender:
    name: str
    keeps: str  # what is on the disk afterwards; empty when nothing is
    is_slow: bool
    command: Callable  # of the site's URL and an output folder, which does not exist yet
    version: Callable


def all_of(program, modules):
    """The contenders: our published program first, then the peers."""
    return [
        ours(program, "asynccrawler, kept", "frontier, pages.jsonl, media"),
        ours(program, "asynccrawler", ""),
        wget2("wget2", "", lambda out: ["-O", "/dev/null"]),
        wget2("wget2, kept", "files", lambda out: ["-P", out]),
        node("spider-rs", "@spider-rs/spider-rs", modules, "", False, "spider.mjs", lambda out: []),
        node("crawlee", "@crawlee/cheerio", modules, "", True, "crawlee.mjs", lambda out: []),
        node("crawlee, kept", "@crawlee/cheerio", modules, "dataset", True, "crawlee.mjs", lambda out: ["keep"]),
        scrapy("scrapy", "", lambda out: []),
        scrapy("scrapy, kept", "feed", lambda out: ["-O", os.path.join(out, "pages.jsonl")]),
    ]


def ours(program, name, keeps):
    def command(url, out):
        port = url.rstrip("/").rpartition(":")[2]
        return [
            program, "crawl", url, "-q", *(["-o", os.path.join(out, "crawl")] if keeps else ["-s", "Output:Directory="]), "--allow-private", "--max-pages", "0", "--max-depth", "0", "--delay", "0",
            "--per-host", "32", "--concurrency", "32", "-s", "Fetch:MaxConnectionsPerServer=32", "-s", f"Fetch:AllowedPorts={port}",
        ]

    return Contender(name, keeps, False, command, lambda: f"AsyncCrawler {first_line(program, '--version').partition('+')[0]}")


def wget2(name, keeps, where):
    return Contender(
        name, keeps, False,
        lambda url, out: ["wget2", "-q", "-r", "-l", "0", "--max-threads=16", *where(out), url],
        lambda: first_line("wget2", "--version"))


def node(name, package, modules, keeps, is_slow, script, more):
    def version():
        with open(os.path.join(modules, "node_modules", package, "package.json"), encoding="utf-8") as file:
            return f"{package} " + next(line.split('"')[3] for line in file if '"version"' in line)

    return Contender(
        name, keeps, is_slow,
        lambda url, out: ["node", os.path.join(HERE, script), url, *more(out)],
        version)


def scrapy(name, keeps, more):
    return Contender(
        name, keeps, True,
        lambda url, out: ["scrapy", "runspider", os.path.join(HERE, "scrapy_site.py"), "-a", f"url={url}", *more(out)],
        lambda: first_line("scrapy", "version"))


def install(modules):
    """Installs what is missing, from Debian and npm."""
    wanted = {"nginx": "nginx-light", "wget2": "wget2", "scrapy": "python3-scrapy", "node": "nodejs", "npm": "npm"}
    missing = [package for program, package in wanted.items() if shutil.which(program) is None]
    if missing:
        subprocess.run(["apt-get", "update", "-q"], check=False)
        subprocess.run(["apt-get", "install", "-y", "-q", "--no-install-recommends", *missing], check=True)
    if not os.path.isdir(os.path.join(modules, "node_modules", "@crawlee")):
        os.makedirs(modules, exist_ok=True)
        subprocess.run(
            ["npm", "install", "--prefix", modules, "--no-save", "--no-audit", "--no-fund", "@crawlee/cheerio@3.18.0", "@spider-rs/spider-rs@0.0.157"],
            check=True)


def first_line(*command):
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return (done.stdout + done.stderr).splitlines()[0]
