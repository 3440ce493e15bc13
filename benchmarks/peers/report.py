"""The runs as a report in Markdown: medians, and ratios of runs that stood side by side."""

import os
import platform
import statistics
import subprocess

OURS = "asynccrawler, kept"

# What the full crawl is held against: pages per CPU second, then pages per second; docs/performance.md.
TARGETS = {"wget2": (0.6, 0.5), "wget2, kept": (1.5, None), "spider-rs": (2.5, 1.0), "crawlee": (25, None), "scrapy": (50, None)}


class Run:
    """One contender's crawl of one site."""

    def __init__(self, contender, cost, pages, asked):
        self.name, self.cost, self.pages, self.asked = contender.name, cost, pages, asked
        self.rate = pages / cost.wall
        self.per_cpu = pages / cost.cpu


def head(command, contenders):
    rows = "\n".join(f"- {version}" for version in dict.fromkeys(contender.version() for contender in contenders))
    return f"""# Us and the peers

`{command}`

{os.cpu_count()} cores ({processor()}), {platform.system()} {platform.release()}; nginx on the same cores, its processor time not counted. Every contender crawls
the whole exported mock site (29 KB and 53 links a page), with neither delay nor limit; ours obeys robots.txt, parses in child processes and fetches the
images as well. Pages are counted in nginx's log, and every run asked for the same set. Order A B C … C B A; the ratio is the median over the pairs of one
sweep, ours by theirs, with the smallest and the largest. Processor time is that of the whole process tree, user and system, from start to exit.

{rows}
"""


def section(site, sweeps, contenders):
    """One site: the table, and what did not run."""
    lines = [
        f"\n## {site.pages:,} pages\n",
        "| who | kept on disk | pages/s | CPU s per 1,000 pages | µs of CPU per page | peak RSS, MB | requests per page | ours by theirs, pages per CPU second | ours by theirs, pages/s |",
        "| --- | --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |",
    ]
    for contender in contenders:
        runs = [sweep[contender.name] for sweep in sweeps if contender.name in sweep]
        if not runs:
            lines.append(f"| {contender.name} | {contender.keeps or '–'} | did not run, or asked for other pages: see below | | | | | | |")
            continue
        cpu = statistics.median(run.cost.cpu / run.pages for run in runs)
        lines.append(
            f"| {contender.name} | {contender.keeps or '–'} | {statistics.median(run.rate for run in runs):,.0f} | {cpu * 1e3:.3f} | {cpu * 1e6:,.0f} "
            f"| {statistics.median(run.cost.memory for run in runs) / 1e6:,.0f} | {statistics.median(run.asked / run.pages for run in runs):.2f} "
            f"| {ratio(sweeps, contender.name, lambda run: run.per_cpu)} | {ratio(sweeps, contender.name, lambda run: run.rate)} |")
    ours = [sweep[OURS].per_cpu for sweep in sweeps if OURS in sweep]
    if len(ours) > 1:
        # Two sweeps meet at their ends, where one contender runs twice in a row: the control of the whole measurement.
        spread = (max(ours) - min(ours)) / statistics.median(ours)
        lines.append(f"\n{len(ours)} sweeps. Ours against itself over all sweeps: {spread:.0%} between the largest and the smallest (pages per CPU second).")
    return "\n".join(lines) + "\n"


def verdicts(sections):
    """The targets, each against the largest site on which both ran."""
    lines = ["\n## Targets\n", "| against | measure | site | wanted | measured |", "| --- | --- | ---: | ---: | ---: |"]
    for name, wanted in TARGETS.items():
        for measure, least, value in zip(("pages per CPU second", "pages/s"), wanted, (lambda run: run.per_cpu, lambda run: run.rate)):
            both = [(site, sweeps) for site, sweeps in sections if ratios(sweeps, name, value)]
            if least is not None and both:
                site, sweeps = max(both, key=lambda pair: pair[0].pages)
                lines.append(f"| {name} | {measure} | {site.pages:,} | {least} | {statistics.median(ratios(sweeps, name, value)):.2f} |")
    return "\n".join(lines) + "\n"


def ratios(sweeps, name, value):
    return [value(sweep[OURS]) / value(sweep[name]) for sweep in sweeps if OURS in sweep and name in sweep]


def ratio(sweeps, name, value):
    found = ratios(sweeps, name, value)
    return f"{statistics.median(found):.2f} ({min(found):.2f} – {max(found):.2f})" if found and name != OURS else "–"


def processor():
    done = subprocess.run(["sed", "-n", "s/^model name[^:]*: //p", "/proc/cpuinfo"], capture_output=True, text=True, check=False)
    return done.stdout.partition("\n")[0] or platform.machine()
