"""The mock site as files, and nginx that serves them and logs every request."""

import os
import shutil
import subprocess
import time
import urllib.request

LOG_FLUSH_SECONDS = 1


class Site:
    def __init__(self, name, pages, port, root):
        self.name, self.pages, self.port = name, pages, port
        self.folder = os.path.join(root, name)
        self.log = os.path.join(root, f"{name}.log")
        self.url = f"http://127.0.0.1:{port}/"

    def export(self, exporter):
        """Writes the pages, unless they are there."""
        done = self.folder + ".done"
        stamp = f"{self.pages} {self.port}"
        if not os.path.exists(done) or open(done, encoding="ascii").read() != stamp:
            shutil.rmtree(self.folder, ignore_errors=True)
            subprocess.run([*exporter, "export", self.folder, "--pages", str(self.pages), "--origin", self.url.rstrip("/")], check=True)
            with open(done, "w", encoding="ascii") as file:
                file.write(stamp)

    def warm(self):
        """Reads every file once, so that all contenders find them in memory."""
        for folder, _, names in os.walk(self.folder):
            for name in names:
                with open(os.path.join(folder, name), "rb") as file:
                    file.read()

    def addresses(self):
        """The path of every page: what each contender must ask for."""
        found = set()
        for folder, _, names in os.walk(self.folder):
            path = os.path.relpath(folder, self.folder)
            for name in names:
                if name.endswith(".html"):
                    found.add("/" if (path, name) == (".", "index.html") else os.path.normpath(f"/{path}/{name}"))
        return found

    def asked_since(self, offset):
        """The paths of the pages that were answered well since the log had that length, and the number of such answers."""
        await_log()
        with open(self.log, encoding="utf-8") as log:
            log.seek(offset)
            paths = [line.split()[1].partition("?")[0] for line in log if line.startswith("200 ")]
        pages = [path for path in paths if path.endswith((".html", "/"))]
        return set(pages), len(pages)

    def log_length(self):
        return os.path.getsize(self.log)


def await_log():
    """Waits until nginx has written what it has answered."""
    time.sleep(LOG_FLUSH_SECONDS + 0.3)


class Server:
    """nginx over some sites, until it is left."""

    worker_connections = 400
    logged = "$request_uri"

    def __init__(self, root, sites):
        self._root, self._sites = root, sites

    def __enter__(self):
        self._configuration = os.path.join(self._root, "nginx.conf")
        self._stop_the_last_one()
        with open(self._configuration, "w", encoding="ascii") as file:
            file.write(self._text())
        subprocess.run(self._nginx(), check=True)
        for site in self._sites:
            self._await(site)
        return self

    def __exit__(self, *_):
        self._stop()

    def _stop(self):
        subprocess.run([*self._nginx(), "-s", "stop"], check=False, stderr=subprocess.DEVNULL)

    def _stop_the_last_one(self):
        """A run that was killed leaves its server behind."""
        pid = os.path.join(self._root, "nginx.pid")
        for _ in range(100):
            if not os.path.exists(pid):
                return
            self._stop()
            time.sleep(0.1)
        os.remove(pid)

    def _nginx(self):
        return ["nginx", "-c", self._configuration, "-p", self._root]

    def _await(self, site):
        for _ in range(100):
            try:
                urllib.request.urlopen(self.probe(site), timeout=1).read()
                return
            except OSError:
                time.sleep(0.1)
        raise RuntimeError(f"nginx does not answer at {self.probe(site)}: is the port taken? See {self._root}/error.log")

    def server(self, site):
        return f"listen 127.0.0.1:{site.port} backlog=1024; root {site.folder};"

    def probe(self, site):
        return site.url

    def _text(self):
        temporary = "\n".join(
            f"  {kind}_temp_path {self._root}/nginx-{kind};" for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi"))
        servers = "\n".join(
            f"  server {{ {self.server(site)} access_log {site.log} asked buffer=64k flush={LOG_FLUSH_SECONDS}s; }}"
            for site in self._sites)
        # The cache of open files stays well below the usual limit of them.
        return f"""
{"user root;" if os.geteuid() == 0 else ""}
worker_processes 2;
pid {self._root}/nginx.pid;
error_log {self._root}/error.log warn;
worker_rlimit_nofile {self.worker_connections + 1000};
events {{ worker_connections {self.worker_connections}; }}
http {{
  types {{ text/html html; image/png png; text/plain txt; }}
  sendfile on;
  tcp_nopush on;
  keepalive_requests 1000000;
  open_file_cache max=500;
  log_format asked "$status {self.logged}";
  access_log off;
{temporary}
{servers}
}}
"""
