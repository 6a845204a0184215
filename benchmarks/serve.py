"""What it costs to run a query where it can be ended, and how many the endpoint answers.

``python -m benchmarks.serve`` builds the shipped plan into a store of its own and prints, for some queries, the median
time in the process that asks, in a process of its own, and over HTTP; then requests a second of several clients.
"""

import sys
import tempfile
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPConnection
from pathlib import Path
from statistics import median
from urllib.parse import urlencode, urlsplit

from graph.library import state
from graph.store import EmbeddedStore, open_folder
from queries.foreign.inquiry import Inquiry, Limits
from queries.foreign.process import Runner
from tests.endpoint import FORM, served
from tests.variants import original

QUERIES = {
    "ASK {}": "ASK {}",
    "tasks of a body": 'SELECT ?id { ?t :ledBy/skos:prefLabel "永川区农业委员会"@zh ; dcterms:identifier ?id }',
    "65 titles": "SELECT ?id ?title { ?t a :Task ; dcterms:identifier ?id ; dcterms:title ?title }",
    "10,000 rows": "SELECT * { ?s ?p ?o } LIMIT 10000",
}
PREFIXES = (
    "PREFIX : <https://w3id.org/duban/ontology#> PREFIX dcterms: <http://purl.org/dc/terms/> "
    "PREFIX skos: <http://www.w3.org/2004/02/skos/core#> "
)
CLIENTS = (1, 4, 16)


def typical(work: Callable[[], object], times: int) -> float:
    """Return the median time of some work in milliseconds, after one go that does not count."""
    work()
    spent = []
    for _ in range(times):
        begun = time.perf_counter()
        work()
        spent.append(time.perf_counter() - begun)
    return median(spent) * 1000


class Client:
    """One connection, kept open."""

    def __init__(self, address: str) -> None:
        parts = urlsplit(address)
        self.connection = HTTPConnection(parts.hostname or "", parts.port, timeout=60)

    def ask(self, query: str) -> int:
        """Return how long the answer is."""
        self.connection.request("POST", "/sparql", urlencode({"query": query}), FORM)
        answer = self.connection.getresponse()
        content = answer.read()
        assert answer.status == 200, content
        return len(content)


def latencies(store: EmbeddedStore, address: str) -> None:
    """Print what each query takes by each way."""
    print(f"{'ms':20}{'here':>10}{'process':>10}{'HTTP':>10}")
    with Runner(store.location, Limits()) as runner:
        for name, query in QUERIES.items():
            times = 20 if "rows" in name else 300
            whole = PREFIXES + query
            here = typical(lambda q=whole: store.boolean(q) if "ASK" in q else store.select(q), times)  # type: ignore[misc]
            apart = typical(lambda q=query: runner.run(Inquiry(q, rows="json")), times)  # type: ignore[misc]
            client = Client(address)
            over = typical(lambda q=query, client=client: client.ask(q), times)  # type: ignore[misc]
            client.connection.close()
            print(f"{name:20}{here:10.2f}{apart:10.2f}{over:10.2f}")


def throughput(address: str, seconds: float = 4) -> None:
    """Print how many requests a second several clients get answered."""

    def keep_asking(_: int) -> int:
        client, count, end = Client(address), 0, time.monotonic() + seconds
        while time.monotonic() < end:
            client.ask(QUERIES["tasks of a body"])
            count += 1
        return count

    for clients in CLIENTS:
        with ThreadPoolExecutor(clients) as threads:
            answered = sum(threads.map(keep_asking, range(clients)))
        print(f"{clients:3} clients: {answered / seconds:.0f} requests/s")


def main() -> int:
    """Measure and print."""
    from extraction.pipeline import extract

    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder) / "store"
        with open_folder(root, write=True) as store:
            store.replace_plan("yongchuan-water-2016", state(extract(original().text), "yongchuan-water-2016"))
        begun = time.perf_counter()
        with Runner(root, Limits()) as runner:
            runner.run(Inquiry("ASK {}"))
        print(f"a process for one query: {(time.perf_counter() - begun) * 1000:.0f} ms")
        with served(root) as server:
            latencies(open_folder(root), server.address)
            throughput(server.address)
    return 0


if __name__ == "__main__":
    sys.exit(main())
