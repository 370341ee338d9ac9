"""A batch on a cluster of two computers, one of which dies in the middle of the work."""

import json
import sys

import pytest

from minime.batch.cluster import walk_on_cluster
from minime.batch.rows import read_rows
from minime.batch.run import run_batch
from minime.brand import NO_BRAND
from minime.errors import BatchError
from minime.label import read_label

NAMES = ("Ada", "Bob", "Cy", "Di")


@pytest.fixture(scope="module")
def cluster():
    """A head that works nothing itself and two nodes that take one toy each; ray beside it."""
    ray = pytest.importorskip("ray", reason="ray, an optional extra, is not installed")
    from ray.cluster_utils import Cluster

    memory = {"object_store_memory": 100 * 2**20}
    made = Cluster(
        initialize_head=True, head_node_args={"num_cpus": 0, "include_dashboard": False, **memory}
    )
    nodes = [made.add_node(num_cpus=1, **memory) for _ in range(2)]
    yield made, nodes, ray
    made.shutdown()


@pytest.fixture
def rows(tmp_path):
    lines = [f"example,{name},none,256,320" for name in NAMES]
    table = tmp_path / "people.csv"
    table.write_text("\n".join(["photo,name,checkpoint,width,height", *lines]))
    return read_rows(table)


def test_a_node_that_dies_loses_no_toy_and_makes_none_twice(cluster, rows, tmp_path, capsys):
    made, nodes, ray = cluster
    arrived, alive = [], []

    def walk(*about):
        for row, outcome in walk_on_cluster(made.address, *about):
            arrived.append(row.name)
            alive.append(sum(node["Alive"] for node in ray.nodes()))
            if len(arrived) == 1:  # both nodes have begun another toy or are in the middle of one
                made.remove_node(nodes[0], allow_graceful=False)
            yield row, outcome

    results = list(run_batch(rows, tmp_path, walk=walk))
    assert sorted(arrived) == sorted(result.name for result in results) == list(NAMES)
    assert (alive[0], alive[-1]) == (3, 2)
    assert {result.status for result in results} == {"made"}, [r.error for r in results]
    report = json.loads((tmp_path / "report.json").read_text("utf-8"))
    assert report["count"] == {"made": len(NAMES)}
    for row in rows:
        assert read_label(tmp_path / row.file)["order"]["name"] == row.name
    assert len(list(tmp_path.glob("*.png"))) == len(NAMES)


@pytest.mark.parametrize("address", ["127.0.0.1:1", "ray://127.0.0.1:1", "host:port"])
def test_a_cluster_that_is_not_there_is_a_sentence(address, rows):
    pytest.importorskip("ray", reason="ray, an optional extra, is not installed")
    with pytest.raises(BatchError, match="There is no Ray cluster"):
        list(walk_on_cluster(address, rows, NO_BRAND, None, None))


def test_without_ray_the_option_is_a_sentence(rows, monkeypatch):
    monkeypatch.setitem(sys.modules, "ray", None)
    with pytest.raises(BatchError, match="Ray is not installed"):
        list(walk_on_cluster("auto", rows, NO_BRAND, None, None))
