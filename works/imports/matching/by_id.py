"""Joins by id: the author that a source names, or that stood at the same byline before."""

from collections.abc import Sequence

from works.imports.matching.mentions import SCHEMES, Basis, Cluster, Id, Known, Mention


class Register:
    """The clusters of a page, and which of them owns which id and which author."""

    def __init__(self, known: Known) -> None:
        self.known = known
        self.clusters: list[Cluster] = []
        self._by_author: dict[int, Cluster] = {}
        self._by_id: dict[Id, Cluster] = {}

    def of_author(self, author_id: int) -> Cluster:
        """Return the cluster of an author we hold."""
        cluster = self._by_author.get(author_id)
        if cluster is None:
            cluster = Cluster(author_id, dict(self.known.ids_of.get(author_id, {})))
            self._by_author[author_id] = cluster
            self.clusters.append(cluster)
        return cluster

    def made(self) -> Cluster:
        """Return a cluster for somebody we don't hold."""
        cluster = Cluster()
        self.clusters.append(cluster)
        return cluster

    def owner(self, name: Id) -> Cluster | None:
        author_id = self.known.by_id.get(name)
        return self._by_id.get(name) if author_id is None else self.of_author(author_id)

    def teach(self, cluster: Cluster, ids: dict[str, str]) -> None:
        """Give a cluster the ids that nobody owns."""
        free = {scheme: value for scheme, value in ids.items() if self.owner((scheme, value)) is None}
        cluster.learn(free)
        for name in cluster.new_ids:
            self._by_id.setdefault(name, cluster)

    def hand_over(self, cluster: Cluster, into: Cluster) -> None:
        """Let ``into`` own what ``cluster`` owned."""
        into.learn(cluster.ids)
        for name in cluster.new_ids:
            self._by_id[name] = into
        cluster.new_ids = []


def join(register: Register, mentions: Sequence[Mention]) -> list[Mention]:
    """Place the mentions that were placed before or that state an id; returns the others.

    A mention with ids that nobody owns becomes a new cluster, which its name may still join to others.
    """
    waiting = [mention for mention in mentions if not _is_kept(register, mention)]
    rest: list[Mention] = []
    for mention in waiting:
        if not mention.ids:
            rest.append(mention)
            continue
        ids = dict(mention.ids)
        cluster = _owner(register, ids, mention) or register.made()
        register.teach(cluster, ids)
        cluster.take(mention, Basis.IDENTIFIER)
    return rest


def _is_kept(register: Register, mention: Mention) -> bool:
    if mention.held is None:
        return False
    cluster = register.of_author(mention.held)
    ids = {} if mention.is_decided else dict(mention.ids)
    owners = {register.known.by_id.get(name, mention.held) for name in ids.items()}
    if not mention.is_decided and (owners - {mention.held} or cluster.contradicts(ids, {mention.entry})):
        return False
    register.teach(cluster, ids)
    cluster.take(mention, None)
    return True


def _owner(register: Register, ids: dict[str, str], mention: Mention) -> Cluster | None:
    for scheme in SCHEMES:
        if scheme in ids:
            cluster = register.owner((scheme, ids[scheme]))
            if cluster and not cluster.contradicts(ids, {mention.entry}):
                return cluster
    return None
