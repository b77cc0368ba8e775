"""Evidence for tests: the sample profile where it is present, and a made one of any size."""

import json
import random
from collections import Counter

from graph.slices.shape.model import Edge, EdgeKind, Evidence, Node, NodeKind
from tests.support.shared import shared

# A word of the title that makes a work belong to a topic.
TOPICS = {
    "Network pruning": ("prun", "spars", "slimming", "compress"),
    "Lottery tickets": ("ticket", "lottery"),
    "Vision transformers": ("transformer", "vit"),
    "Graph neural networks": ("graph", "gcn"),
    "Adversarial robustness": ("robust", "adversarial", "trojan", "trust"),
    "Neural fields and 3D": ("nerf", "radiance", "3d", "implicit"),
    "Architecture search": ("architecture", "search"),
    "Contrastive learning": ("contrastive", "self-supervised", "pre-train"),
    "Learning to optimize": ("optimiz",),
    "Federated learning": ("federat",),
    "Large language models": ("language model", "lora", "agentic", "reason"),
    "Autonomous driving": ("driving", "vehicle", "cooperative"),
    "Image enhancement": ("enhanc", "denois", "super-res", "low-light"),
    "Uncertainty": ("uncertain", "out-of-dist", "imbalanc", "shift"),
}
FOCUS = "Zhangyang Wang"


def node(
    kind: NodeKind, key: str, label: str = "", *, weight: float = 1.0, year: int | None = None, note: str = ""
):
    return Node(
        id=f"{kind}:{key}",
        kind=kind,
        public_id=key,
        slug=key.lower(),
        label=label or f"{kind} {key}",
        year=year,
        weight=weight,
        note=note,
    )


def edge(a: str, b: str, kind: EdgeKind = "author", *, weight: float = 1.0, reason: str = "because"):
    return Edge(a=a, b=b, kind=kind, weight=weight, reason=reason)


def sample_evidence() -> Evidence:
    """What the 82 works of the sample profile say around their author."""
    lines = shared("sample_profile/works.jsonl").read_text(encoding="utf-8").splitlines()
    works = [json.loads(line) for line in lines]
    people = json.loads(shared("sample_profile/coauthors.json").read_text(encoding="utf-8"))
    focus = node("person", "focus", FOCUS, weight=len(works), note=f"{len(works)} works")
    nodes, edges = [focus], []
    years = {work["n"]: work["year"] for work in works}
    for person in people:
        key, shares, last = person["name"], person["shared_works"], max(years[n] for n in person["works"])
        reason = f"{shares} joint works, last {last}"
        nodes.append(node("person", key, key, weight=shares, note=reason))
        edges.append(edge(focus.id, nodes[-1].id, "collab", weight=shares, reason=reason))
        edges += [edge(nodes[-1].id, f"work:{n}", "author", reason=f"author of {n}") for n in person["works"]]
    about: Counter[str] = Counter()
    for work in works:
        nodes.append(node("work", str(work["n"]), work["title"], year=work["year"], note=work["source"]))
        edges.append(edge(focus.id, nodes[-1].id, "author", reason="byline"))
        for topic, marks in TOPICS.items():
            if any(mark in work["title"].lower() for mark in marks):
                about[topic] += 1
                edges.append(edge(nodes[-1].id, f"topic:{topic}", "about", reason="in the title"))
    for topic, count in about.items():
        nodes.append(node("topic", topic, topic, weight=count, note=f"topic of {count} works"))
        edges.append(
            edge(focus.id, f"topic:{topic}", "about", weight=count, reason=f"topic of {count} works")
        )
    return Evidence(focus=focus.id, nodes=tuple(nodes), edges=tuple(edges))


def made_evidence(size: int, ties: int, *, kind: NodeKind = "person", seed: int = 1) -> Evidence:
    """A made graph in the proportions of a real one: works with authors and topics, a few institutions."""
    rng = random.Random(seed)
    focus = node(kind, "focus", "The focus of it all", weight=30, year=2024)
    kinds: list[NodeKind] = [
        "work",
        "work",
        "work",
        "work",
        "person",
        "person",
        "person",
        "topic",
        "institution",
    ]
    others = [
        node(
            found,
            f"{index}",
            f"{found} number {index}: of a series",
            weight=rng.randint(1, 30),
            year=rng.randint(2000, 2026),
        )
        for index in range(size)
        for found in [kinds[index % len(kinds)]]
    ]
    edges = [
        edge(focus.id, other.id, "related", weight=other.weight) for other in others if rng.random() < 0.5
    ]
    by_kind = {found: [other for other in others if other.kind == found] for found in set(kinds)}
    pairs: list[tuple[NodeKind, NodeKind, EdgeKind]] = [
        ("work", "person", "author"),
        ("work", "topic", "about"),
        ("person", "institution", "affiliation"),
        ("person", "person", "collab"),
    ]
    while len(edges) < ties and size > len(kinds):
        a, b, tie = rng.choice(pairs)
        edges.append(
            edge(rng.choice(by_kind[a]).id, rng.choice(by_kind[b]).id, tie, weight=rng.randint(1, 9))
        )
    return Evidence(focus=focus.id, nodes=(focus, *others), edges=tuple(edges))
